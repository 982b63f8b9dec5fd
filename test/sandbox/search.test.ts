import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { createLoader } from '../../sandbox/portal/load.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { type Client, clientOf, controlOf } from './client.ts';

const NOW = Date.UTC(2026, 10, 2, 9);
const CONTACTS = '/crm/objects/2026-09/contacts';

let sandbox: Sandbox;
let call: Client;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: createClock(NOW, 'frozen'), rate: { searchMax: 10_000 } });
  call = clientOf(sandbox);
  const load = createLoader(sandbox.portal());
  const people = [
    { email: 'ann@x.example', jobtitle: 'Head of Sales', numemployees: '5-25', hs_email_open: '3', city: 'Graz' },
    { email: 'bob@x.example', jobtitle: 'Sales Assistant', numemployees: '1000+', hs_email_open: '20' },
    { email: 'cat@y.example', jobtitle: 'Engineer', recent_conversion_date: '2026-10-01T00:00:00Z' },
  ];
  for (const properties of people) load({ key: properties.email, properties, deals: [] });
  sandbox.clock.advance(10_000);
});
afterAll(() => sandbox.close());

const search = (body: object) => call('POST', `${CONTACTS}/search`, body);
const filters = (...list: object[]) => ({ filterGroups: [{ filters: list }], properties: ['email'] });
const names = (body: { results: { properties: { email: string } }[] }) =>
  body.results.map(({ properties }) => properties.email.slice(0, 3));

describe('filters', () => {
  it.each([
    [{ propertyName: 'email', operator: 'EQ', value: 'ANN@x.example' }, ['ann']],
    [{ propertyName: 'city', operator: 'NEQ', value: 'Wien' }, ['ann']],
    [{ propertyName: 'hs_email_open', operator: 'GT', value: '3' }, ['bob']],
    [{ propertyName: 'hs_email_open', operator: 'GTE', value: '3' }, ['ann', 'bob']],
    [{ propertyName: 'hs_email_open', operator: 'LT', value: '20' }, ['ann']],
    [{ propertyName: 'hs_email_open', operator: 'LTE', value: '20' }, ['ann', 'bob']],
    [{ propertyName: 'hs_email_open', operator: 'BETWEEN', value: '4', highValue: '20' }, ['bob']],
    [{ propertyName: 'numemployees', operator: 'IN', values: ['5-25', '1000+'] }, ['ann', 'bob']],
    [{ propertyName: 'numemployees', operator: 'NOT_IN', values: ['5-25'] }, ['bob']],
    [{ propertyName: 'city', operator: 'HAS_PROPERTY' }, ['ann']],
    [{ propertyName: 'city', operator: 'NOT_HAS_PROPERTY' }, ['bob', 'cat']],
    [{ propertyName: 'jobtitle', operator: 'CONTAINS_TOKEN', value: 'sales' }, ['ann', 'bob']],
    [{ propertyName: 'jobtitle', operator: 'CONTAINS_TOKEN', value: 'eng*' }, ['cat']],
    [{ propertyName: 'jobtitle', operator: 'NOT_CONTAINS_TOKEN', value: 'sales' }, ['cat']],
    [{ propertyName: 'recent_conversion_date', operator: 'GTE', value: String(Date.UTC(2026, 8, 30)) }, ['cat']],
    [{ propertyName: 'hs_object_id', operator: 'GT', value: '101' }, ['bob', 'cat']],
    [{ propertyName: 'hs_object_id', operator: 'IN', values: ['103', '101', '999'] }, ['ann', 'cat']],
  ])('%o finds %j', async (filter, expected) => {
    const { status, body } = await search(filters(filter));

    expect(status).toBe(200);
    expect(names(body)).toEqual(expected);
    expect(body.total).toBe(expected.length);
  });

  it('are joined by and within a group, and by or between groups', async () => {
    const { body } = await search({
      filterGroups: [
        {
          filters: [
            { propertyName: 'jobtitle', operator: 'CONTAINS_TOKEN', value: 'sales' },
            { propertyName: 'city', operator: 'HAS_PROPERTY' },
          ],
        },
        { filters: [{ propertyName: 'email', operator: 'EQ', value: 'cat@y.example' }] },
      ],
      properties: ['email'],
    });

    expect(names(body)).toEqual(['ann', 'cat']);
  });
});

describe('order and pages', () => {
  it('sorts by one property either way', async () => {
    const up = await search({ sorts: ['email'], properties: ['email'] });
    const down = await search({ sorts: [{ propertyName: 'email', direction: 'DESCENDING' }], properties: ['email'] });

    expect(names(up.body)).toEqual(['ann', 'bob', 'cat']);
    expect(names(down.body)).toEqual(['cat', 'bob', 'ann']);
  });

  it('pages by offset', async () => {
    const first = await search({ limit: 2, properties: ['email'] });
    const second = await search({ limit: 2, after: first.body.paging.next.after, properties: ['email'] });

    expect([names(first.body), names(second.body)]).toEqual([['ann', 'bob'], ['cat']]);
    expect(first.body).toMatchObject({ total: 3, paging: { next: { after: '2' } } });
  });
});

describe('limits', () => {
  const filter = { propertyName: 'city', operator: 'HAS_PROPERTY' };
  it.each([
    ['six groups', { filterGroups: Array(6).fill({ filters: [filter] }) }],
    ['seven filters in a group', { filterGroups: [{ filters: Array(7).fill(filter) }] }],
    ['nineteen filters', { filterGroups: [6, 6, 6, 1].map((count) => ({ filters: Array(count).fill(filter) })) }],
    ['two sorts', { sorts: ['email', 'city'] }],
    ['a page of 201', { limit: 201 }],
    ['results beyond 10,000', { after: '9990', limit: 20 }],
    ['a body of more than 3,000 characters', { properties: Array(200).fill('some_long_property_name') }],
    ['an unknown property', filters({ ...filter, propertyName: 'no_such_thing' })],
    ['a number that is none', filters({ propertyName: 'hs_email_open', operator: 'GT', value: 'many' })],
    ['upper case in a list of texts', filters({ propertyName: 'email', operator: 'IN', values: ['Ann@x.example'] })],
    ['a list operator without a list', filters({ propertyName: 'email', operator: 'IN', value: 'a' })],
  ])('refuse %s', async (_, body) => {
    expect((await search(body)).status).toBe(400);
  });
});

describe('freshness', () => {
  it('lags behind writes by sandbox time', async () => {
    const filter = filters({ propertyName: 'email', operator: 'EQ', value: 'new@x.example' });
    const { body: made } = await call('POST', CONTACTS, { properties: { email: 'new@x.example' } });

    const atOnce = await search(filter);
    sandbox.clock.advance(2_000);
    const later = await search(filter);
    await call('DELETE', `${CONTACTS}/${made.id}`);
    const stillThere = await search(filter);
    await controlOf(sandbox)('POST', '/portals/62515/search-index/catch-up');
    const gone = await search(filter);

    expect([atOnce, later, stillThere, gone].map(({ body }) => body.total)).toEqual([0, 1, 1, 0]);
  });

  it('can lag by a number of writes instead', async () => {
    const other = await startSandbox({ portals: [{ searchLag: { kind: 'writes', count: 1 } }] });
    const callOther = clientOf(other);

    await callOther('POST', CONTACTS, { properties: { email: 'a@x.example' } });
    await callOther('POST', CONTACTS, { properties: { email: 'b@x.example' } });
    const { body } = await callOther('POST', `${CONTACTS}/search`, { properties: ['email'] });
    await other.close();

    expect(body.results.map(({ properties }: { properties: { email: string } }) => properties.email)).toEqual([
      'a@x.example',
    ]);
  });
});
