import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLoader } from '../../sandbox/portal/load.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { type Client, clientOf, controlOf } from './client.ts';

const PROPERTIES = '/crm/properties/2026-09/contacts';
const LISTS = '/crm/lists/2026-09';

let sandbox: Sandbox;
let call: Client;
beforeEach(async () => {
  sandbox = await startSandbox({ rate: { max: 10_000 } });
  call = clientOf(sandbox);
});
afterEach(() => sandbox.close());

const score = { name: 'ripen_score', label: 'Score', type: 'number', fieldType: 'number', groupName: 'ripen' };

describe('properties', () => {
  beforeEach(() => call('POST', `${PROPERTIES}/groups`, { name: 'ripen', label: 'Ripen' }));

  it('say what may be written', async () => {
    const { body } = await call('GET', PROPERTIES);
    const byName = new Map(body.results.map((one: { name: string }) => [one.name, one]));

    expect(byName.get('email')).toMatchObject({ calculated: false, modificationMetadata: { readOnlyValue: false } });
    expect(byName.get('hs_email_open')).toMatchObject({
      calculated: false,
      modificationMetadata: { readOnlyValue: true },
    });
    expect(byName.get('recent_conversion_date')).toMatchObject({ calculated: true });
    expect(byName.get('lifecyclestage')).toMatchObject({
      options: expect.arrayContaining([expect.objectContaining({ value: 'lead', displayOrder: 1 })]),
    });
  });

  it('can be made once', async () => {
    const first = await call('POST', PROPERTIES, score);
    const second = await call('POST', PROPERTIES, score);

    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ name: 'ripen_score', hubspotDefined: false, archived: false });
    expect(second.status).toBe(409);
    expect(second.body.subCategory).toBe('Properties.PROPERTY_WITH_NAME_EXISTS');
  });

  it('come back with their old definition when made again after archiving', async () => {
    await call('POST', PROPERTIES, score);
    await call('DELETE', `${PROPERTIES}/ripen_score`);

    const again = await call('POST', PROPERTIES, {
      ...score,
      label: 'Another label',
      type: 'string',
      fieldType: 'text',
    });

    expect(again.body).toMatchObject({ label: 'Score', type: 'number' });
  });

  it('made in a batch report those that exist with 207', async () => {
    await call('POST', PROPERTIES, score);

    const { status, body } = await call('POST', `${PROPERTIES}/batch/create`, {
      inputs: [score, { ...score, name: 'ripen_grade' }],
    });

    expect(status).toBe(207);
    expect(body.results).toMatchObject([{ name: 'ripen_grade' }]);
    expect(body.errors).toMatchObject([{ category: 'CONFLICT', context: { name: ['ripen_score'] } }]);
  });

  it.each([
    ['a group that is not there', { ...score, groupName: 'nowhere' }],
    ['an enumeration without options', { ...score, type: 'enumeration', fieldType: 'select' }],
    ['a field that does not fit the type', { ...score, fieldType: 'text' }],
    ['capitals in the name', { ...score, name: 'Score' }],
  ])('refuse %s', async (_, property) => {
    expect((await call('POST', PROPERTIES, property)).status).toBe(400);
  });

  it('take new options as a whole, and only their own account may change them', async () => {
    const options = (...values: string[]) =>
      values.map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false }));
    await call('POST', PROPERTIES, { ...score, type: 'enumeration', fieldType: 'select', options: options('a', 'b') });

    const own = await call('PATCH', `${PROPERTIES}/ripen_score`, { options: options('c') });
    const hubspots = await call('PATCH', `${PROPERTIES}/email`, { label: 'Mail' });

    expect(own.body.options).toEqual(options('c'));
    expect(hubspots.status).toBe(400);
  });
});

describe('lists', () => {
  const make = async (name = 'Ripen: customers') =>
    (await call('POST', LISTS, { name, objectTypeId: '0-1', processingType: 'MANUAL' })).body.list?.listId as string;
  const addContacts = (count: number): string[] => {
    const load = createLoader(sandbox.portal());
    return Array.from(
      { length: count },
      (_, n) => load({ key: String(n), properties: { email: `${n}@x.example` }, deals: [] }).id,
    );
  };

  it('are found by several ids at once, without those that are not there', async () => {
    const [one, two, deleted] = [await make(), await make('Ripen: sales ready'), await make('Ripen: old')];
    await call('DELETE', `${LISTS}/${deleted}`);
    const asked = [one, two, deleted, '999'].map((id) => `listIds=${id}`).join('&');

    const { body } = await call('GET', `${LISTS}/?${asked}`);

    expect(body.lists.map(({ listId }: { listId: string }) => listId)).toEqual([one, two]);
  });

  it('have unique names and can be found by them', async () => {
    const listId = await make();

    const twin = await call('POST', LISTS, { name: 'ripen: customers', objectTypeId: '0-1', processingType: 'MANUAL' });
    const found = await call('GET', `${LISTS}/object-type-id/0-1/name/${encodeURIComponent('Ripen: customers')}`);
    const unknown = await call('GET', `${LISTS}/object-type-id/0-1/name/nothing`);
    const searched = await call('POST', `${LISTS}/search`, { query: 'ripen', processingTypes: ['MANUAL'] });

    expect([twin.status, twin.body.subCategory]).toEqual([400, 'ILS.DUPLICATE_LIST_NAMES']);
    expect(found.body.list.listId).toBe(listId);
    expect(unknown.status).toBe(404);
    expect(searched.body).toMatchObject({ total: 1, hasMore: false, lists: [{ listId }] });
  });

  it('add and remove idempotently and report unknown ids', async () => {
    const [a, b, c] = addContacts(3) as [string, string, string];
    const listId = await make();

    const added = await call('PUT', `${LISTS}/${listId}/memberships/add`, [a, b, '999']);
    const both = await call('PUT', `${LISTS}/${listId}/memberships/add-and-remove`, {
      recordIdsToAdd: [b, c],
      recordIdsToRemove: [a],
    });
    const removed = await call('PUT', `${LISTS}/${listId}/memberships/remove`, [a, c]);

    expect(added.body).toEqual({ recordsIdsAdded: [a, b], recordIdsRemoved: [], recordIdsMissing: ['999'] });
    expect(both.body).toEqual({ recordsIdsAdded: [c], recordIdsRemoved: [a], recordIdsMissing: [] });
    expect(removed.body).toEqual({ recordsIdsAdded: [], recordIdsRemoved: [c], recordIdsMissing: [] });
  });

  it('refuse more than 500 ids a call', async () => {
    const listId = await make();

    const { status } = await call(
      'PUT',
      `${LISTS}/${listId}/memberships/add`,
      Array.from({ length: 501 }, (_, n) => String(n)),
    );

    expect(status).toBe(400);
  });

  it('page their members by an opaque cursor, and tell the lists of a record', async () => {
    const ids = addContacts(3);
    const listId = await make();
    await call('PUT', `${LISTS}/${listId}/memberships/add`, ids.toReversed());

    const first = await call('GET', `${LISTS}/${listId}/memberships?limit=2`);
    const second = await call(
      'GET',
      `${LISTS}/${listId}/memberships?limit=2&after=${encodeURIComponent(first.body.paging.next.after)}`,
    );
    const lists = await call('GET', `${LISTS}/records/0-1/${ids[0]}/memberships`);

    const members = [...first.body.results, ...second.body.results].map(({ recordId }) => recordId);
    expect(members).toEqual(ids);
    expect(second.body.paging).toBeUndefined();
    expect(lists.body.results).toMatchObject([{ listId }]);
  });

  it('can be deleted, and their name used again', async () => {
    const listId = await make();

    await call('DELETE', `${LISTS}/${listId}`);

    expect((await call('GET', `${LISTS}/${listId}`)).status).toBe(404);
    expect(await make()).not.toBe(listId);
  });
});

describe('associations', () => {
  const batch = (from: string, to: string, what: string) => `/crm/associations/2026-09/${from}/${to}/batch/${what}`;

  it('read in a batch give 207 when some records have none', async () => {
    const load = createLoader(sandbox.portal());
    const one = load({
      key: 'a',
      properties: {},
      company: { name: 'X' },
      deals: [{ properties: { dealstage: 'closedlost' } }],
    });
    const other = load({ key: 'b', properties: {}, deals: [] });

    const companies = await call('POST', batch('contacts', 'companies', 'read'), {
      inputs: [{ id: one.id }, { id: other.id }],
    });
    const deals = await call('POST', batch('deals', 'contacts', 'read'), { inputs: [{ id: '101' }] });

    expect(companies.status).toBe(207);
    expect(companies.body.results[0].to[0].associationTypes).toEqual([
      { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
      { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
    ]);
    expect(companies.body.errors).toHaveLength(1);
    expect(deals.body.results[0].to).toMatchObject([{ toObjectId: one.id, associationTypes: [{ typeId: 3 }] }]);
  });

  it('made as primary take the place of the old primary', async () => {
    const { id } = createLoader(sandbox.portal())({ key: 'a', properties: {}, company: { name: 'X' }, deals: [] });
    const { body: second } = await controlOf(sandbox)('POST', '/portals/62515/companies', {
      properties: { name: 'Y' },
    });
    const wide = clientOf(
      sandbox,
      sandbox.install(undefined, [...sandbox.app.requiredScopes, 'crm.objects.companies.write']).accessToken,
    );
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }];
    const made = await wide('POST', batch('contacts', 'companies', 'create'), {
      inputs: [{ from: { id }, to: { id: second.id }, types }],
    });
    const { body } = await wide('POST', batch('contacts', 'companies', 'read'), { inputs: [{ id }] });

    expect(made.status).toBe(201);
    expect(body.results[0].to.map((to: { associationTypes: unknown[] }) => to.associationTypes.length)).toEqual([1, 2]);
    expect(sandbox.portal().records.contacts.get(id)?.properties.associatedcompanyid).toBe(second.id);
  });
});

describe('owners, pipelines and callbacks', () => {
  it('tell the owner id from the user id, which archived owners have lost', async () => {
    const active = await call('GET', '/crm/owners/2026-09?limit=1');
    const archived = await call('GET', '/crm/owners/2026-09?archived=true');

    expect(active.body).toMatchObject({
      results: [{ id: '70001', userId: 901 }],
      paging: { next: { after: '70001' } },
    });
    expect(archived.body.results).toMatchObject([{ id: '70004', userId: null, userIdIncludingInactive: 904 }]);
  });

  it('tell won and lost stages by their metadata', async () => {
    const { body } = await call('GET', '/crm/pipelines/2026-09/deals');

    const closed = body.results.flatMap(({ stages }: { stages: { id: string; metadata: Record<string, string> }[] }) =>
      stages
        .filter(({ metadata }) => metadata.isClosed === 'true')
        .map(({ id, metadata }) => [id, metadata.probability]),
    );
    expect(closed).toEqual([
      ['closedwon', '1.0'],
      ['closedlost', '0.0'],
      ['88103', '1.0'],
      ['88104', '0.0'],
    ]);
  });

  it('complete each workflow callback once', async () => {
    const control = controlOf(sandbox);
    for (const callbackId of ['one', 'two']) await control('POST', '/portals/62515/callbacks', { callbackId });
    const done = { outputFields: { hs_execution_state: 'SUCCESS' }, typedOutputs: {} };
    const path = '/automation/actions/callbacks/2026-09';

    const single = await call('POST', `${path}/one/complete`, done);
    const again = await call('POST', `${path}/one/complete`, done);
    const batch = await call('POST', `${path}/complete`, { inputs: [{ callbackId: 'two', ...done }] });
    const unknown = await call('POST', `${path}/three/complete`, done);

    expect([single, again, batch, unknown].map(({ status }) => status)).toEqual([204, 400, 204, 404]);
    expect((await control('GET', '/portals/62515/callbacks')).body).toMatchObject([
      { callbackId: 'one', completions: [{ outputFields: { hs_execution_state: 'SUCCESS' } }] },
      { callbackId: 'two', completions: [{}] },
    ]);
  });

  it('fill themselves by their filters, and take no members from anybody', async () => {
    const load = createLoader(sandbox.portal());
    const contact = (key: string, properties: Record<string, string>) => load({ key, properties, deals: [] }).id;
    const lead = contact('1', { email: '1@x.example', lifecyclestage: 'lead', city: 'Graz' });
    contact('2', { email: '2@x.example', lifecyclestage: 'customer', city: 'Graz' });
    const filters = (property: string, operation: object) => ({
      filterBranchType: 'OR',
      filterBranches: [
        { filterBranchType: 'AND', filterBranches: [], filters: [{ filterType: 'PROPERTY', property, operation }] },
      ],
      filters: [],
    });
    const anyOf = { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['lead'] };
    const equal = { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: ['graz'] };
    const post = (name: string, more: object) => call('POST', LISTS, { name, objectTypeId: '0-1', ...more });
    const dynamic = (name: string, filterBranch: object) => post(name, { processingType: 'DYNAMIC', filterBranch });

    const leads = await dynamic('Leads', filters('lifecyclestage', anyOf));
    const graz = await dynamic('Graz', filters('city', equal));
    const membersOf = async (made: { readonly body: { readonly list: { readonly listId: string } } }) =>
      (await call('GET', `${LISTS}/${made.body.list.listId}/memberships`)).body.total;

    expect(leads.body.list).toMatchObject({ processingType: 'DYNAMIC', size: 1 });
    expect([await membersOf(leads), await membersOf(graz)]).toEqual([1, 2]);
    await call('PATCH', `/crm/objects/2026-09/contacts/${lead}`, { properties: { city: 'Wien' } });
    expect(await membersOf(graz)).toBe(1);
    const refused = [
      await call('PUT', `${LISTS}/${leads.body.list.listId}/memberships/add`, [lead]),
      await post('Without filters', { processingType: 'DYNAMIC' }),
      await post('With filters', { processingType: 'MANUAL', filterBranch: filters('city', equal) }),
      await dynamic('Unknown property', filters('no_such_property', equal)),
      await dynamic('Another type', filters('city', anyOf)),
      await dynamic('Bare filters', filters('city', anyOf).filterBranches[0]!),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400]);
  });
});
