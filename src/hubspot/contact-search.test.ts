import { describe, expect, test } from 'vitest';
import type { Filter } from './contact-search.ts';
import { exactly, mockHubspot } from './testing/mock-hubspot.ts';
import { testPortal } from './testing/portal.ts';

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

describe('what HubSpot would refuse is not sent', () => {
  test.each([
    ['no group', [], []],
    ['six groups', Array(6).fill([since]), []],
    ['six filters in a group, which leaves no room for paging', [Array(6).fill(since)], []],
    ['nineteen filters', Array(4).fill(Array(4).fill(since)), []],
    ['more than 3,000 characters', [[since]], Array(100).fill('a_property_with_a_long_name_indeed')],
  ])('%s', async (_, filterGroups, properties) => {
    await expect(testPortal().client.searchContacts({ filterGroups, properties })).rejects.toThrow(RangeError);
  });
});
