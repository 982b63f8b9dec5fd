import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { routes } from '../../sandbox/api/routes.ts';
import type { AnswerForm } from '../../sandbox/forms/form.ts';
import { createLoader } from '../../sandbox/portal/load.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { type Client, clientOf, controlOf } from '../sandbox/client.ts';
import { knownDifferences } from './known-differences.ts';
import { type CheckExchange, contractFolder, loadContract } from './openapi.ts';

if (!contractFolder)
  console.log('Skipped: the contract of the sandbox. Set RIPEN_HUBSPOT_OPENAPI to the folder of OpenAPI files.');

const OBJECTS = '/crm/objects/2026-09';
const CONTACTS = `${OBJECTS}/contacts`;
const PROPERTIES = '/crm/properties/2026-09/contacts';
const LISTS = '/crm/lists/2026-09';
const ASSOCIATIONS = '/crm/associations/2026-09';
const SCOPES = [
  'crm.objects.companies.write',
  'crm.objects.deals.write',
  'automation',
  'settings.users.read',
  'forms',
  'content',
];

/** Asks a sandbox for everything that it answers. */
async function tour(form: AnswerForm['form']): Promise<Sandbox> {
  const sandbox = await startSandbox({ answers: { form }, rate: { max: 10_000, searchMax: 10_000 } });
  sandbox.calls.keep(Number.POSITIVE_INFINITY);
  const call = clientOf(sandbox, sandbox.install(undefined, [...sandbox.app.requiredScopes, ...SCOPES]).accessToken);
  await tourObjects(sandbox, call);
  await tourSchema(call);
  await tourLists(call);
  await tourAccount(sandbox, call);
  await tourErrors(sandbox, call);
  await tourTokens(sandbox);
  await call('DELETE', '/appinstalls/2026-09/external-install');
  return sandbox;
}

describe.skipIf(!contractFolder).each(['least', 'fullest'] as const)('in the %s form', (form) => {
  it('the sandbox keeps to HubSpot’s contract', async () => {
    const sandbox = await tour(form);
    onTestFinished(() => sandbox.close());

    const problems = sandbox.calls.exchanges().flatMap(loadContract(contractFolder!));

    expect([...new Set(problems)]).toEqual([]);
  });
});

describe.skipIf(!contractFolder)('the sandbox keeps to HubSpot’s contract', () => {
  let sandbox: Sandbox;
  let checkExchange: CheckExchange;

  beforeAll(async () => {
    checkExchange = loadContract(contractFolder!);
    sandbox = await tour('usual');
  });
  afterAll(() => sandbox?.close());

  it.each(routes.map(({ method, path }) => [method, path] as const))('%s %s', (method, path) => {
    const exchanges = sandbox.calls.exchanges().filter((one) => one.method === method && one.route === path);

    expect(exchanges.some(({ status }) => status >= 200 && status < 300)).toBe(true);
    expect(exchanges.flatMap(checkExchange)).toEqual([]);
  });

  it('with every status that an app must expect', () => {
    const statuses = new Set(sandbox.calls.exchanges().map(({ status }) => status));

    expect([...statuses].sort()).toEqual([
      200, 201, 204, 207, 400, 401, 403, 404, 409, 415, 423, 429, 477, 500, 502, 503, 504,
    ]);
  });

  it.each(knownDifferences)('$complaint is a difference that is met', ({ complaint }) => {
    const withoutExcuses = loadContract(contractFolder!, []);

    expect(
      sandbox.calls
        .exchanges()
        .flatMap(withoutExcuses)
        .some((problem) => complaint.test(problem)),
    ).toBe(true);
  });

  it('and the check finds what does not keep to it', () => {
    const good = sandbox.calls
      .exchanges()
      .find(({ route, status }) => route?.endsWith('/batch/update') && status === 200)!;

    expect(checkExchange(good)).toEqual([]);
    expect(checkExchange({ ...good, responseBody: { status: 'COMPLETE' } })).toContainEqual(
      expect.stringContaining("'results'"),
    );
    expect(checkExchange({ ...good, requestBody: { inputs: [{ id: 1 }] } })).toContainEqual(
      expect.stringContaining('must be string'),
    );
    expect(checkExchange({ ...good, query: { hapikey: ['x'] } })).toContainEqual(
      expect.stringContaining('query hapikey'),
    );
    expect(checkExchange({ ...good, path: '/crm/v3/objects/contacts/batch/update' })).toContainEqual(
      expect.stringContaining('is no operation'),
    );
  });
});

async function tourObjects(sandbox: Sandbox, call: Client): Promise<void> {
  const load = createLoader(sandbox.portal());
  const contact = (n: number) =>
    load({
      key: String(n),
      properties: { email: `${n}@x.example`, lifecyclestage: 'lead' },
      company: { name: 'X', domain: 'x.example' },
      deals: [{ properties: { dealname: 'Deal', dealstage: 'closedlost' } }],
    }).id;
  const [a, b, c, d, e] = [1, 2, 3, 4, 5].map(contact) as [string, string, string, string, string];

  await call('GET', `${CONTACTS}?limit=2&properties=email,lifecyclestage&associations=companies,deals`);
  await call('GET', `${CONTACTS}/${a}?properties=email&propertiesWithHistory=email&associations=companies`);
  await call('POST', CONTACTS, { properties: { email: 'new@x.example' } });
  await call('PATCH', `${CONTACTS}/${a}`, { properties: { city: 'Graz' } });
  for (const inputs of [[{ id: a }], [{ id: a }, { id: '999' }]]) {
    await call('POST', `${CONTACTS}/batch/read`, { inputs, properties: ['email'], propertiesWithHistory: ['city'] });
    await call('POST', `${CONTACTS}/batch/update`, {
      inputs: inputs.map((input) => ({ ...input, properties: { city: 'Wien' } })),
    });
  }
  await call('POST', `${CONTACTS}/search`, {
    filterGroups: [{ filters: [{ propertyName: 'lastmodifieddate', operator: 'GTE', value: '0' }] }],
    sorts: ['hs_object_id'],
    limit: 2,
  });
  await call('POST', `${CONTACTS}/merge`, { primaryObjectId: a, objectIdToMerge: b });
  await call('POST', `${CONTACTS}/gdpr-delete`, { objectId: c });
  await call('DELETE', `${CONTACTS}/${d}`);
  await call('GET', `${CONTACTS}?archived=true`);
  await call('POST', `${CONTACTS}/batch/archive`, { inputs: [{ id: e }] });
  await call('POST', `${OBJECTS}/deals/batch/read`, { inputs: [{ id: '101' }], properties: ['dealstage'] });
  await call('POST', `${OBJECTS}/companies/batch/read`, {
    inputs: [{ id: '101' }],
    properties: [],
    propertiesWithHistory: [],
  });
  await call('POST', `${OBJECTS}/deals/search`, { properties: ['dealstage'] });

  const task = (id: string, trace: string) => ({
    objectWriteTraceId: trace,
    properties: { hs_timestamp: '2026-11-22T12:00:00Z', hs_task_subject: 'Call', hubspot_owner_id: '70001' },
    associations: [{ to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 }] }],
  });
  await call('POST', `${OBJECTS}/tasks/batch/create`, { inputs: [task(a, '1')] });
  await call('POST', `${OBJECTS}/tasks/batch/create`, { inputs: [task(a, '1'), task('999', '2')] });

  const links = `${ASSOCIATIONS}/contacts/companies/batch`;
  const pair = { from: { id: a }, to: { id: '101' } };
  await call('POST', `${links}/read`, { inputs: [{ id: a }] });
  await call('POST', `${links}/read`, { inputs: [{ id: a }, { id: '999' }] });
  await call('GET', `${CONTACTS}/${a}/associations/companies`);
  await call('POST', `${links}/archive`, { inputs: [{ from: { id: a }, to: [{ id: '101' }] }] });
  await call('POST', `${links}/associate/default`, { inputs: [pair] });
  await call('POST', `${links}/create`, {
    inputs: [{ ...pair, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }] }],
  });
}

async function tourSchema(call: Client): Promise<void> {
  const property = (name: string) => ({ name, label: name, type: 'number', fieldType: 'number', groupName: 'ripen' });
  await call('POST', `${PROPERTIES}/groups`, { name: 'ripen', label: 'Ripen' });
  await call('POST', `${PROPERTIES}/groups`, { name: 'spare', label: 'Spare' });
  await call('GET', `${PROPERTIES}/groups`);
  await call('GET', `${PROPERTIES}/groups/ripen`);
  await call('DELETE', `${PROPERTIES}/groups/spare`);
  await call('POST', PROPERTIES, property('one'));
  await call('POST', PROPERTIES, { ...property('mobile'), type: 'phone_number', fieldType: 'phonenumber' });
  await call('POST', `${PROPERTIES}/batch/create`, { inputs: [property('two')] });
  await call('POST', `${PROPERTIES}/batch/create`, { inputs: [property('two'), property('three')] });
  await call('POST', `${PROPERTIES}/batch/read`, { archived: false, inputs: [{ name: 'one' }] });
  await call('POST', `${PROPERTIES}/batch/read`, { archived: false, inputs: [{ name: 'one' }, { name: 'none' }] });
  await call('PATCH', `${PROPERTIES}/one`, { label: 'One' });
  await call('GET', `${PROPERTIES}/one`);
  await call('DELETE', `${PROPERTIES}/one`);
  await call('GET', `${PROPERTIES}?archived=true`);
  await call('GET', PROPERTIES);
}

async function tourLists(call: Client): Promise<void> {
  const { body } = await call('POST', LISTS, {
    name: 'Ripen: customers',
    objectTypeId: '0-1',
    processingType: 'MANUAL',
  });
  const list = `${LISTS}/${body.list.listId}`;
  await call('GET', list);
  await call('GET', `${LISTS}/?listIds=${body.list.listId}&listIds=999`);
  await call('GET', `${LISTS}/object-type-id/0-1/name/${encodeURIComponent('Ripen: customers')}`);
  await call('POST', `${LISTS}/search`, { query: 'Ripen' });
  await call('PUT', `${list}/memberships/add`, ['101', '999']);
  await call('GET', `${list}/memberships?limit=250`);
  await call('GET', `${LISTS}/records/0-1/101/memberships`);
  await call('PUT', `${list}/memberships/add-and-remove`, { recordIdsToAdd: [], recordIdsToRemove: ['101'] });
  await call('PUT', `${list}/memberships/remove`, ['101']);
  await call('DELETE', list);
  const operation = { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['lead'] };
  await call('POST', LISTS, {
    name: 'Leads',
    objectTypeId: '0-1',
    processingType: 'DYNAMIC',
    filterBranch: {
      filterBranchType: 'OR',
      filterBranches: [
        {
          filterBranchType: 'AND',
          filterBranches: [],
          filters: [{ filterType: 'PROPERTY', property: 'lifecyclestage', operation }],
        },
      ],
      filters: [],
    },
  });
}

async function tourAccount(sandbox: Sandbox, call: Client): Promise<void> {
  await call('GET', '/account-info/2026-09/details');
  await call('GET', '/settings/users/2026-09?limit=1');
  await call('GET', '/settings/users/2026-09?limit=1&after=901');
  await call('GET', '/marketing/v3/forms?limit=4');
  await call('GET', '/marketing/v3/forms?limit=100&after=4');
  const { id } = sandbox.state().contacts[0]!;
  for (const name of ['Guide', 'News']) sandbox.deliver(id, { kind: 'email_sent', name });
  sandbox.deliver(id, { kind: 'email_click', count: 1 });
  const { body } = await call('GET', '/marketing/emails/2026-09?limit=1');
  await call('GET', `/marketing/emails/2026-09?limit=100&after=${body.paging.next.after}`);
  const span = 'startTimestamp=2020-01-01T00:00:00Z&endTimestamp=2030-01-01T00:00:00Z';
  await call('GET', `/marketing/emails/2026-09/statistics/list?${span}&emailIds=${body.results[0].id}&emailIds=1`);
  await call('GET', '/marketing/emails/2026-09/statistics/list?startTimestamp=1');
  await call('GET', '/crm/owners/2026-09/?limit=100');
  await call('GET', '/crm/owners/2026-09?archived=true');
  await call('GET', '/crm/owners/2026-09/70001');
  await call('GET', '/crm/pipelines/2026-09/deals');
  for (const callbackId of ['one', 'two']) await controlOf(sandbox)('POST', '/portals/62515/callbacks', { callbackId });
  const done = { outputFields: { hs_execution_state: 'SUCCESS' }, typedOutputs: {} };
  await call('POST', '/automation/actions/callbacks/2026-09/one/complete', done);
  await call('POST', '/automation/actions/callbacks/2026-09/complete', { inputs: [{ callbackId: 'two', ...done }] });
}

async function tourErrors(sandbox: Sandbox, call: Client): Promise<void> {
  await call('GET', `${CONTACTS}/999`);
  await call('POST', CONTACTS, { properties: { email: '1@x.example' } });
  await call('POST', CONTACTS, { properties: { no_such_thing: '1' } });
  await call('POST', `${CONTACTS}/batch/update`, { inputs: [] });
  await call('POST', `${CONTACTS}/search`, { limit: 1_000 });
  await call('GET', `${LISTS}/999`);
  await call('POST', PROPERTIES, { name: 'Bad' });
  await call('GET', '/crm/owners/2026-09/1');
  await call('POST', '/automation/actions/callbacks/2026-09/none/complete', {});
  await fetch(`${sandbox.url}${CONTACTS}/search`, {
    method: 'POST',
    body: 'no json',
    headers: { authorization: `Bearer ${sandbox.install().accessToken}` },
  });
  for (const status of [401, 403, 423, 429, 477, 500, 502, 503, 504] as const) {
    sandbox.faults.add({ path: CONTACTS, effect: { kind: 'status', status } });
    await call('GET', CONTACTS);
  }
}

async function tourTokens(sandbox: Sandbox): Promise<void> {
  const { refreshToken } = sandbox.install();
  const form = (path: string, fields: Record<string, string>) =>
    fetch(`${sandbox.url}/oauth/2026-09/${path}`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: sandbox.app.clientId,
        client_secret: sandbox.app.clientSecret,
        ...fields,
      }),
    });
  await form('token', { grant_type: 'refresh_token', refresh_token: refreshToken });
  await form('token', { grant_type: 'refresh_token', refresh_token: 'dead' });
  await form('token/introspect', { token: refreshToken, token_type_hint: 'refresh_token' });
  await form('token/revoke', { token: refreshToken, token_type_hint: 'refresh_token' });
}
