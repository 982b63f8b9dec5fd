import { expect, test } from 'vitest';
import { exactly, mockHubspot, replyTo } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';
import type { Filter } from './search-packing.ts';

const hubspot = mockHubspot();
const SEARCH = '/crm/objects/2026-09/contacts/search';

const since: Filter = { propertyName: 'lastmodifieddate', operator: 'GTE', value: '1750000000000' };
const clicked: Filter = { propertyName: 'hs_email_last_click_date', operator: 'BETWEEN', value: '1', highValue: '2' };
const staged: Filter = { propertyName: 'lifecyclestage', operator: 'IN', values: ['lead', 'subscriber'] };
const beyond = (value: string) => ({ propertyName: 'hs_object_id', operator: 'GT', value });
const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ id: String(n + 1), properties: {} }));

test('pages go by ascending id, every group beyond the last id seen', async () => {
  const { client } = testPortal();
  hubspot()
    .post(
      SEARCH,
      exactly({
        filterGroups: [{ filters: [since, beyond('200')] }, { filters: [clicked, staged, beyond('200')] }],
        properties: ['email'],
        sorts: ['hs_object_id'],
        limit: 200,
      }),
    )
    .reply(200, { total: 1, results: [{ id: '201', properties: { email: 'a@b.example' } }] });

  const page = await client.searchContacts({
    filterGroups: [[since], [clicked, staged]],
    properties: ['email'],
    afterId: '200',
  });

  expect(page).toEqual({ contacts: [{ id: '201', properties: { email: 'a@b.example' } }], afterId: undefined });
});

test('the first page starts beyond 0, a full page leads on', async () => {
  const { client } = testPortal();
  hubspot()
    .post(SEARCH, (body) => body.filterGroups[0].filters[1].value === '0')
    .reply(200, { total: 999, results: rows(200) });

  expect((await client.searchContacts({ filterGroups: [[since]], properties: [] })).afterId).toBe('200');
});

test('a full page with an unreadable row leads on all the same', async () => {
  const { client } = testPortal();
  hubspot()
    .post(SEARCH)
    .reply(200, { total: 999, results: [null, ...rows(199)] });

  expect((await client.searchContacts({ filterGroups: [[since]], properties: [] })).afterId).toBe('199');
});

test('search-3000: many groups go in several requests, one after the other', async () => {
  const { client } = testPortal();
  const groups = Array.from({ length: 7 }, (_, n): Filter[] => [{ ...since, propertyName: `date_${n}` }]);
  const asked: string[][] = [];
  hubspot()
    .post(SEARCH)
    .times(3)
    .reply(
      replyTo(({ filterGroups }: { filterGroups: { filters: Filter[] }[] }) => {
        asked.push(filterGroups.map(({ filters }) => `${filters[0]?.propertyName} ${filters[1]?.value}`));
        return [200, { results: asked.length === 1 ? rows(200) : rows(3) }];
      }),
    );

  let afterId: string | undefined;
  const ids: string[] = [];
  do {
    const page = await client.searchContacts({ filterGroups: groups, properties: ['email'], afterId });
    ids.push(...page.contacts.map(({ id }) => id));
    afterId = page.afterId;
  } while (afterId !== undefined);

  const dates = (from: number, to: number, id: string) =>
    Array.from({ length: to - from }, (_, n) => `date_${from + n} ${id}`);
  expect(asked).toEqual([dates(0, 5, '0'), dates(0, 5, '200'), dates(5, 7, '0')]);
  expect(ids).toHaveLength(206);
});

test('search-3000: properties that do not fit are read by id, a hundred at a time; nobody found is left out', async () => {
  const { client } = testPortal();
  const properties = Array.from({ length: 100 }, (_, n) => `a_property_with_a_long_name_indeed_${n}`);
  hubspot()
    .post(SEARCH, (body) => JSON.stringify(body.properties) === '["hs_object_id"]')
    .reply(200, { results: rows(150) });
  hubspot()
    .post('/crm/objects/2026-09/contacts/batch/read', ({ properties: asked }) => asked.length >= 100)
    .query(true)
    .times(2)
    .reply(
      replyTo(({ inputs }: { inputs: { id: string }[] }) => [
        200,
        {
          results: inputs
            .filter(({ id }) => id !== '7')
            .map(({ id }) => ({ id, properties: { email: `${id}@b.example` } })),
        },
      ]),
    );

  const { contacts, afterId } = await client.searchContacts({ filterGroups: [[since]], properties });

  expect(contacts).toHaveLength(150);
  expect(contacts[149]).toEqual({ id: '150', properties: { email: '150@b.example' } });
  expect(contacts[6]).toEqual({ id: '7', properties: {} });
  expect(afterId).toBeUndefined();
});

test('fewer rows than asked for are not the end when HubSpot says that there are more', async () => {
  const { client } = testPortal();
  hubspot()
    .post(SEARCH)
    .reply(200, { total: 9, results: rows(3), paging: { next: { after: '3' } } });

  expect((await client.searchContacts({ filterGroups: [[since]], properties: [] })).afterId).toBe('3');
});

test('a page that shows the contacts of the one before again is refused, since pages would never end', async () => {
  const { client } = testPortal();
  hubspot()
    .post(SEARCH)
    .reply(200, { total: 999, results: rows(200) });

  const again = client.searchContacts({ filterGroups: [[since]], properties: [], afterId: '200' });

  await expect(again).rejects.toMatchObject({ code: 'contract' });
});
