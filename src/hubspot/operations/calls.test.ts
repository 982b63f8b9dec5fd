import { expect, test } from 'vitest';
import { mockHubspot, replyTo } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';

const hubspot = mockHubspot();
const ids = (count: number) => Array.from({ length: count }, (_, n) => `${n + 1}`);
type Portal = ReturnType<typeof testPortal>['client'];
type Body = { readonly inputs: readonly { readonly id: string; readonly objectWriteTraceId: string }[] };

const OBJECTS = '/crm/objects/2026-09';
const task = (traceId: string) => ({ traceId, contactId: '1', subject: 'Call', body: traceId, dueAt: 0 });

const RECORDS: readonly (readonly [operation: string, path: string, sizes: readonly number[], run: Run])[] = [
  ['readContacts', `${OBJECTS}/contacts/batch/read`, [100, 100, 1], (client) => client.readContacts(ids(201), [])],
  [
    'readContactHistory',
    `${OBJECTS}/contacts/batch/read`,
    [50, 50, 1],
    (client) => client.readContactHistory(ids(101).map((id) => ({ id, properties: ['email'] }))),
  ],
  [
    'readCompanyHistory',
    `${OBJECTS}/companies/batch/read`,
    [50, 50, 1],
    (client) => client.readCompanyHistory(ids(101), ['industry']),
  ],
  [
    'readDealHistory',
    `${OBJECTS}/deals/batch/read`,
    [50, 50, 1],
    (client) => client.readDealHistory(ids(101), ['dealstage']),
  ],
  ['readCompanies', `${OBJECTS}/companies/batch/read`, [100, 1], (client) => client.readCompanies(ids(101), [])],
  ['readDeals', `${OBJECTS}/deals/batch/read`, [100, 1], (client) => client.readDeals(ids(101), [])],
  ['readTaskStatus', `${OBJECTS}/tasks/batch/read`, [100, 1], (client) => client.readTaskStatus(ids(101))],
  [
    'updateContacts',
    `${OBJECTS}/contacts/batch/update`,
    [100, 1],
    (client) => client.updateContacts(ids(101).map((id) => ({ id, properties: {} }))),
  ],
  [
    'tryContactUpdates',
    `${OBJECTS}/contacts/batch/update`,
    [100, 1],
    (client) => client.tryContactUpdates(ids(101).map((id) => ({ id, properties: {} }))),
  ],
  ['createTasks', `${OBJECTS}/tasks/batch/create`, [100, 1], (client) => client.createTasks(ids(101).map(task))],
];
type Run = (client: Portal) => Promise<unknown>;

test.each(RECORDS)('%s makes as few calls as HubSpot allows', async (_, path, sizes, run) => {
  const { client } = testPortal();
  const sent: number[] = [];
  hubspot()
    .post(path)
    .query(true)
    .times(sizes.length)
    .reply(
      replyTo<Body>(({ inputs }) => {
        sent.push(inputs.length);
        return [200, { results: inputs.map(({ id, objectWriteTraceId }) => ({ id: id ?? '9', objectWriteTraceId })) }];
      }),
    );

  await run(client);

  expect(sent).toEqual(sizes);
});

test('a call for associations takes a thousand records', async () => {
  const { client } = testPortal();
  const sent: number[] = [];
  hubspot()
    .post('/crm/associations/2026-09/contacts/deals/batch/read')
    .twice()
    .reply(
      replyTo<Body>(({ inputs }) => {
        sent.push(inputs.length);
        return [200, { results: [{ from: { id: inputs[0]!.id }, to: [{ toObjectId: 7, associationTypes: [] }] }] }];
      }),
    );

  const links = await client.readAssociations('contacts', 'deals', ids(1001));

  expect(sent).toEqual([1000, 1]);
  expect([...links].filter(([, linked]) => linked.length > 0).map(([id]) => id)).toEqual(['1', '1001']);
});

test('a call for a list takes five hundred contacts, those that leave and those that join', async () => {
  const { client } = testPortal();
  const sent: [add: number, remove: number][] = [];
  hubspot()
    .put('/crm/lists/2026-09/77/memberships/add-and-remove')
    .times(3)
    .reply(
      replyTo<{ recordIdsToAdd: string[]; recordIdsToRemove: string[] }>((body) => {
        sent.push([body.recordIdsToAdd.length, body.recordIdsToRemove.length]);
        return [200, { recordsIdsAdded: body.recordIdsToAdd, recordsIdsRemoved: body.recordIdsToRemove }];
      }),
    );
  const all = ids(1_001);

  const changed = await client.changeMembership('77', { add: all.slice(0, 700), remove: all.slice(700) });

  expect(sent).toEqual([
    [500, 0],
    [200, 300],
    [0, 1],
  ]);
  expect(changed).toEqual({ added: all.slice(0, 700), removed: all.slice(700), missing: [] });
});

test('refusals of several calls are one answer', async () => {
  const { client } = testPortal();
  hubspot()
    .post(`${OBJECTS}/contacts/batch/update`)
    .twice()
    .reply(
      replyTo<Body>(({ inputs }) => [
        207,
        {
          results: inputs.slice(1).map(({ id }) => ({ id })),
          numErrors: 1,
          errors: [{ category: 'VALIDATION_ERROR', message: 'no', context: { ids: [inputs[0]!.id] } }],
        },
      ]),
    );

  const { updated, failed } = await client.updateContacts(ids(102).map((id) => ({ id, properties: {} })));

  expect(failed.map(({ id }) => id)).toEqual(['1', '101']);
  expect(updated).toHaveLength(100);
});

test('tasks of a call are known, although a later call fails: what became of its tasks is unknown', async () => {
  const { client } = testPortal();
  hubspot()
    .post(`${OBJECTS}/tasks/batch/create`)
    .reply(
      replyTo<Body>(({ inputs }) => [
        201,
        { results: inputs.map(({ objectWriteTraceId }) => ({ id: `9${objectWriteTraceId}`, objectWriteTraceId })) },
      ]),
    );
  hubspot().post(`${OBJECTS}/tasks/batch/create`).reply(403, { category: 'MISSING_SCOPES' });

  const creations = await client.createTasks(ids(101).map(task));

  expect(creations.filter(({ outcome }) => outcome === 'created')).toHaveLength(100);
  expect(creations.at(-1)).toEqual({ traceId: '101', outcome: 'unknown' });
});
