import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { createLoader } from '../../sandbox/portal/load.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { type Client, clientOf } from './client.ts';

const CONTACTS = '/crm/objects/2026-09/contacts';
const NOW = Date.UTC(2026, 10, 2, 9);

let sandbox: Sandbox;
let call: Client;

beforeEach(async () => {
  sandbox = await startSandbox({ clock: createClock(NOW, 'frozen'), rate: { max: 10_000 } });
  call = clientOf(sandbox);
});
afterEach(() => sandbox.close());

function addContact(properties: Record<string, string>): string {
  return createLoader(sandbox.portal())({ key: 'test', properties, deals: [] }).id;
}

describe('reading', () => {
  it('pages in id order and names the next record as the cursor', async () => {
    const ids = ['a', 'b', 'c'].map((name) => addContact({ email: `${name}@x.example` }));

    const first = await call('GET', `${CONTACTS}?limit=2&properties=email`);
    const second = await call('GET', `${CONTACTS}?limit=2&after=${first.body.paging.next.after}`);

    expect(first.body.results.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
    expect(first.body.paging.next.after).toBe(ids[2]);
    expect(second.body.results.map(({ id }: { id: string }) => id)).toEqual([ids[2]]);
    expect(second.body.paging).toBeUndefined();
  });

  it('prints null for a value never set, an empty text for a cleared one, and leaves unknown names out', async () => {
    const id = addContact({ email: 'a@x.example', firstname: 'A' });
    await call('PATCH', `${CONTACTS}/${id}`, { properties: { firstname: '' } });

    const { body } = await call('GET', `${CONTACTS}/${id}?properties=firstname,lastname,no_such_thing`);

    expect(body.properties).toMatchObject({ firstname: '', lastname: null });
    expect(body.properties).not.toHaveProperty('no_such_thing');
  });

  it('shows a primary company under both of its types', async () => {
    const load = createLoader(sandbox.portal());
    load({ key: 'c', properties: { email: 'a@x.example' }, company: { name: 'X', domain: 'x.example' }, deals: [] });

    const { body } = await call('GET', `${CONTACTS}?associations=companies,deals`);

    expect(body.results[0].associations.companies.results.map(({ type }: { type: string }) => type)).toEqual([
      'contact_to_company',
      'contact_to_company_unlabeled',
    ]);
  });

  it('answers a batch with 207 when ids are unknown, and an id merged away with the survivor', async () => {
    const [primary, merged] = [
      addContact({ email: 'a@x.example' }),
      addContact({ email: 'b@x.example', city: 'Graz' }),
    ];
    await call('POST', `${CONTACTS}/merge`, { primaryObjectId: primary, objectIdToMerge: merged });

    const { status, body } = await call('POST', `${CONTACTS}/batch/read`, {
      inputs: [{ id: '999999' }, { id: merged }],
      properties: ['email', 'city'],
    });

    expect(status).toBe(207);
    expect(body.results).toMatchObject([{ id: primary, properties: { email: 'a@x.example', city: 'Graz' } }]);
    expect(body.errors).toMatchObject([{ category: 'OBJECT_NOT_FOUND', context: { ids: ['999999'] } }]);
  });

  it('gives the history of a property, newest first, at most 50 records a call', async () => {
    const id = addContact({ email: 'a@x.example', jobtitle: 'Clerk' });
    sandbox.clock.advance(1_000);
    await call('PATCH', `${CONTACTS}/${id}`, { properties: { jobtitle: 'Chief' } });

    const one = await call('POST', `${CONTACTS}/batch/read`, { inputs: [{ id }], propertiesWithHistory: ['jobtitle'] });
    const tooMany = await call('POST', `${CONTACTS}/batch/read`, {
      inputs: Array.from({ length: 51 }, (_, index) => ({ id: String(index) })),
      propertiesWithHistory: ['jobtitle'],
    });

    expect(one.body.results[0].propertiesWithHistory.jobtitle).toMatchObject([
      { value: 'Chief', sourceType: 'INTEGRATION', timestamp: new Date(NOW + 1_000).toISOString() },
      { value: 'Clerk', sourceType: 'IMPORT' },
    ]);
    expect(tooMany.status).toBe(400);
  });
});

describe('batch update', () => {
  it.each([
    ['an unknown property', { no_such_thing: '1' }, 'PROPERTY_DOESNT_EXIST', 'no_such_thing'],
    ['a read-only property', { hs_email_open: '1' }, 'READ_ONLY_VALUE', 'hs_email_open'],
    ['a calculated property', { num_conversion_events: '1' }, 'READ_ONLY_VALUE', 'num_conversion_events'],
    ['a value that is no option', { numemployees: 'many' }, 'INVALID_OPTION', 'numemployees'],
    ['an archived owner', { hubspot_owner_id: '70004' }, 'INVALID_OWNER_ID', 'hubspot_owner_id'],
    ['a user id as owner', { hubspot_owner_id: '901' }, 'INVALID_OWNER_ID', 'hubspot_owner_id'],
    ['a stage further back', { lifecyclestage: 'subscriber' }, 'INVALID_LIFECYCLE_STAGE', 'lifecyclestage'],
  ])('refuses the whole batch for %s', async (_, properties, code, name) => {
    const [good, bad] = [addContact({ email: 'a@x.example' }), addContact({ lifecyclestage: 'lead' })];

    const { status, body } = await call('POST', `${CONTACTS}/batch/update`, {
      inputs: [
        { id: good, properties: { city: 'Graz' } },
        { id: bad, properties },
      ],
    });

    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR', correlationId: expect.any(String) });
    expect(body.errors).toMatchObject([{ code, context: { propertyName: [name] } }]);
    expect(sandbox.portal().records.contacts.get(good)?.properties.city).toBeUndefined();
  });

  it('writes the good rows and reports unknown and merged-away ids with 207', async () => {
    const [a, b] = [addContact({ email: 'a@x.example' }), addContact({ email: 'b@x.example' })];
    await call('POST', `${CONTACTS}/merge`, { primaryObjectId: a, objectIdToMerge: b });

    const { status, body } = await call('POST', `${CONTACTS}/batch/update`, {
      inputs: [a, b, '999'].map((id) => ({ id, properties: { city: 'Graz' } })),
    });

    expect(status).toBe(207);
    expect(body.results).toMatchObject([{ id: a, properties: { city: 'Graz' } }]);
    expect(body.errors[0].context.ids).toEqual([b, '999']);
  });

  it.each([
    ['an id twice', () => ['101', '101']],
    ['more than 100 rows', () => Array.from({ length: 101 }, (_, index) => String(index))],
    ['no row', () => []],
  ])('refuses %s', async (_, ids) => {
    addContact({ email: 'a@x.example' });

    const { status } = await call('POST', `${CONTACTS}/batch/update`, {
      inputs: ids().map((id) => ({ id, properties: { city: 'Graz' } })),
    });

    expect(status).toBe(400);
  });

  it('leaves no trace of a value that does not differ', async () => {
    const id = addContact({ email: 'a@x.example', city: 'Graz' });
    sandbox.clock.advance(60_000);

    const { body } = await call('PATCH', `${CONTACTS}/${id}`, { properties: { city: 'Graz' } });

    expect(body.updatedAt).toBe(new Date(NOW).toISOString());
  });
});

describe('creating', () => {
  it('refuses a known e-mail address and names the contact that has it', async () => {
    const id = addContact({ email: 'a@x.example' });

    const { status, body } = await call('POST', CONTACTS, { properties: { email: 'A@x.example' } });

    expect(status).toBe(409);
    expect(body).toMatchObject({ category: 'CONFLICT', message: `Contact already exists. Existing ID: ${id}` });
  });

  it('reports bad rows of a batch only if every row can be told apart', async () => {
    const contact = addContact({ email: 'a@x.example' });
    const task = (hs_task_subject: string, to: string, trace?: string) => ({
      properties: { hs_timestamp: String(NOW), hs_task_subject },
      associations: [{ to: { id: to }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 }] }],
      ...(trace ? { objectWriteTraceId: trace } : {}),
    });

    const traced = await call('POST', '/crm/objects/2026-09/tasks/batch/create', {
      inputs: [task('call', contact, '1'), task('call', '999', '2')],
    });
    const untraced = await call('POST', '/crm/objects/2026-09/tasks/batch/create', {
      inputs: [task('call', contact), task('call', '999')],
    });

    expect(traced.status).toBe(207);
    expect(traced.body.results).toMatchObject([{ objectWriteTraceId: '1' }]);
    expect(traced.body.errors).toMatchObject([{ context: { objectWriteTraceId: ['2'] } }]);
    expect(untraced.status).toBe(400);
    expect(sandbox.portal().records.tasks.size()).toBe(1);
  });

  it.each([
    ['no due date', { hs_task_subject: 'call' }],
    ['an unknown owner', { hs_timestamp: String(NOW), hubspot_owner_id: '1' }],
    ['an unknown priority', { hs_timestamp: String(NOW), hs_task_priority: 'URGENT' }],
  ])('refuses a task with %s', async (_, properties) => {
    const { status } = await call('POST', '/crm/objects/2026-09/tasks', { properties });

    expect(status).toBe(400);
  });
});

describe('going away', () => {
  it('takes deleted and merged contacts out of their lists', async () => {
    const ids = ['a', 'b', 'c'].map((name) => addContact({ email: `${name}@x.example` }));
    const list = await call('POST', '/crm/lists/2026-09', { name: 'L', objectTypeId: '0-1', processingType: 'MANUAL' });
    await call('PUT', `/crm/lists/2026-09/${list.body.list.listId}/memberships/add`, ids);

    await call('DELETE', `${CONTACTS}/${ids[0]}`);
    await call('POST', `${CONTACTS}/merge`, { primaryObjectId: ids[1], objectIdToMerge: ids[2] });

    expect(sandbox.state().lists).toEqual([{ name: 'L', members: [ids[1]] }]);
  });

  it('erases a contact by id or by address, and accepts an unknown address', async () => {
    const id = addContact({ email: 'a@x.example' });

    const byEmail = await call('POST', `${CONTACTS}/gdpr-delete`, { objectId: 'a@x.example', idProperty: 'email' });
    const unknown = await call('POST', `${CONTACTS}/gdpr-delete`, { objectId: 'z@x.example', idProperty: 'email' });

    expect([byEmail.status, unknown.status]).toEqual([204, 204]);
    expect((await call('GET', `${CONTACTS}/${id}`)).status).toBe(404);
    expect((await call('GET', `${CONTACTS}/${id}?archived=true`)).status).toBe(404);
  });
});

describe('lifecycle stage', () => {
  it('can go back only by way of an empty value in a request of its own', async () => {
    const id = addContact({ lifecyclestage: 'customer' });
    const write = (lifecyclestage: string) => call('PATCH', `${CONTACTS}/${id}`, { properties: { lifecyclestage } });

    expect((await write('lead')).status).toBe(400);
    expect((await write('')).status).toBe(200);
    expect((await write('lead')).body.properties.lifecyclestage).toBe('lead');
  });

  it('in the lenient mode answers 200 and stays', async () => {
    const lenient = await startSandbox({
      portals: [
        {
          lifecycle: {
            stages: [
              { value: '1', label: 'One' },
              { value: '2', label: 'Two' },
            ],
            backward: 'ignore',
            dealsAdvance: true,
          },
        },
      ],
    });
    const { id } = createLoader(lenient.portal())({ key: 'a', properties: { lifecyclestage: '2' }, deals: [] });

    const { status, body } = await clientOf(lenient)('PATCH', `${CONTACTS}/${id}`, {
      properties: { lifecyclestage: '1' },
    });
    await lenient.close();

    expect(status).toBe(200);
    expect(body.properties.lifecyclestage).toBe('2');
  });

  it('moves forward when a deal is made or won', async () => {
    const id = addContact({ lifecyclestage: 'lead' });

    sandbox.deliver(id, { kind: 'deal_created' });
    const asOpportunity = sandbox.portal().records.contacts.get(id)?.properties;
    sandbox.deliver(id, { kind: 'deal_won' });
    const asCustomer = sandbox.portal().records.contacts.get(id)?.properties;

    expect(asOpportunity).toMatchObject({ lifecyclestage: 'opportunity', hs_num_associated_open_deals: '1' });
    expect(asCustomer).toMatchObject({ lifecyclestage: 'customer', total_revenue: '10000' });
  });
});
