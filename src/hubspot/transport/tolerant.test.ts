import { describe, expect, test } from 'vitest';
import type { PortalClient } from '../portal-client.ts';
import { mockHubspot } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';
import { flag, id, maybeInstant, maybeNumber, maybeText, paging, texts } from './tolerant.ts';

const hubspot = mockHubspot();
const AT = Date.UTC(2026, 10, 16, 9);

test.each([
  [maybeText, [undefined, null, {}, [], 'a', 5, true], [undefined, undefined, undefined, undefined, 'a', '5', 'true']],
  [maybeNumber, [undefined, null, '', 'a', true, {}, 0, '0.0', '12'], [...Array(6).fill(undefined), 0, 0, 12]],
  [
    flag,
    [undefined, null, '', 'no', 0, 'false', true, 'True', 1, '1'],
    [...Array(6).fill(false), ...Array(4).fill(true)],
  ],
  [maybeInstant, [undefined, null, '', 'soon', {}], Array(5).fill(undefined)],
  [maybeInstant, [AT, `${AT}`, '2026-11-16T09:00:00Z', '2026-11-16T10:00:00.000+01:00'], Array(4).fill(AT)],
  [texts, [undefined, null, [], 'a', 5, ['a', 5, null, {}]], [[], [], [], ['a'], ['5'], ['a', '5']]],
  [id, ['7', 7, ' 7 '], ['7', '7', '7']],
])('%# is read', (schema, given, expected) => {
  expect(given.map((value) => schema.parse(value))).toEqual(expected);
});

test.each([undefined, null, '', '  ', 1.5, {}])('%j is no id', (value) => {
  expect(id.safeParse(value).success).toBe(false);
});

test('a cursor is a text or a number; anything else is the last page', () => {
  const next = (after: unknown) => paging.parse({ next: { after } });

  expect([next('x'), next(7)]).toEqual([{ next: { after: 'x' } }, { next: { after: '7' } }]);
  const last = [undefined, null, {}, { next: null }, { next: {} }, { next: { after: null } }, { next: { after: '' } }];
  expect(last.map((value) => paging.parse(value))).toEqual(last.map(() => undefined));
});

type Row = readonly [body: unknown, outcome: unknown];

/** What an operation makes of answers that say the same in other words. */
function reads(path: string, ask: (client: PortalClient) => Promise<unknown>, rows: readonly Row[]) {
  describe(path, () => {
    test.each(rows)('%j', async (body, outcome) => {
      const method = path.split(' ')[0]!.toLowerCase() as 'get' | 'post' | 'put';
      hubspot()
        [method](path.split(' ')[1]!)
        .query(true)
        .reply(200, body as object);

      expect(await ask(testPortal().client)).toEqual(outcome);
    });
  });
}

const noStages = { id: 'p', label: '' };
const stagesOf = (...metadata: unknown[]) => ({
  results: [{ id: 'p', stages: metadata.map((one, n) => ({ id: n, label: null, metadata: one })) }],
});
const outcomes = (...wanted: unknown[]) => [
  { ...noStages, stages: wanted.map((outcome, n) => ({ id: `${n}`, label: '', outcome })) },
];
reads('GET /crm/pipelines/2026-09/deals', (client) => client.dealPipelines(), [
  [stagesOf({ probability: '0.0' }, { probability: '1.0' }, { probability: '0.4' }), outcomes('lost', 'won', 'open')],
  [stagesOf({ probability: 0 }, { probability: 1 }, { probability: 0.4 }), outcomes('lost', 'won', 'open')],
  [stagesOf({ isClosed: true, probability: 0 }, { isClosed: 'TRUE', probability: '1' }), outcomes('lost', 'won')],
  [stagesOf({ isClosed: 'false', probability: '0.0' }, { isClosed: false }), outcomes('open', 'open')],
  [stagesOf({ isClosed: 'true' }, {}, null, { probability: null }), outcomes(...Array(4).fill(undefined))],
  [{ results: [{ id: 'p', stages: null }, null] }, [{ ...noStages, stages: [] }]],
  [{ results: null, paging: null }, []],
  [{}, []],
]);

const property = { name: 'p', label: 'P', groupName: '', type: '', fieldType: '', calculated: false, archived: false };
const option = { value: 'a', label: 'a', displayOrder: -1, hidden: false };
reads('GET /crm/properties/2026-09/contacts', (client) => client.contactProperties(), [
  [
    { results: [{ name: 'p', label: 'P', options: null, modificationMetadata: null }] },
    [{ ...property, options: [], readOnly: false }],
  ],
  [
    {
      results: [
        { ...property, archived: null, calculated: 'true', modificationMetadata: { readOnlyValue: 'true' } },
        { name: 'old', archived: 'true' },
        { label: 'nameless' },
      ],
    },
    [{ ...property, options: [], calculated: true, readOnly: true }],
  ],
  [
    { results: [{ ...property, options: [{ value: 'a', hidden: null }, null, { value: 1, displayOrder: '0' }] }] },
    [
      {
        ...property,
        options: [option, { ...option, value: '1', label: '1', displayOrder: 0 }],
        readOnly: false,
      },
    ],
  ],
]);

reads('GET /crm/owners/2026-09', (client) => client.owners(), [
  [{ results: [{ id: 7, type: 'PERSON' }] }, [{ id: '7', name: '', teams: [] }]],
  [
    {
      results: [
        { id: '8', type: 'QUEUE' },
        { id: 9, archived: 'true' },
        { id: 5, type: 'ROBOT' },
      ],
    },
    [{ id: '5', name: '', teams: [] }],
  ],
  [{ results: [], paging: null }, []],
]);

const list = { id: '7', name: 'n', processingType: 'MANUAL' };
reads('POST /crm/lists/2026-09/search', (client) => client.searchLists('n'), [
  [{ lists: [{ listId: 7, name: 'n', processingType: 'MANUAL', size: null }], hasMore: null }, [list]],
  [{ lists: [{ id: '7', name: 'n', processingType: 'DYNAMIC' }] }, [{ ...list, processingType: 'DYNAMIC' }]],
  [{ lists: [{ listId: '7', name: 'n', processingType: null, objectTypeId: '0-1' }], hasMore: 'false' }, [list]],
  [{ lists: [{ listId: '7', name: 'n', objectTypeId: '0-2' }] }, []],
  [{ lists: [{ listId: '7', name: 'n', deletedAt: '2026-11-01T00:00:00Z' }] }, []],
  [{ lists: null, hasMore: true }, []],
]);
reads('GET /crm/lists/2026-09', (client) => client.findLists(['7']), [
  [{ lists: [{ listId: 7, name: 'n', processingType: 'MANUAL' }] }, [list]],
  [{ lists: [{ id: '7', name: 'n' }, { list: { listId: '7', name: 'n' } }] }, [list, list]],
  [{ lists: [{ listId: '7', name: 'n', deletedAt: '2026-11-01T00:00:00Z' }] }, []],
  [{ lists: null }, []],
]);
reads('POST /crm/lists/2026-09', (client) => client.createList('n'), [[{ list: { listId: 7, name: 'n' } }, list]]);

const change = (client: PortalClient) => client.changeMembership('7', { add: ['1'], remove: ['2'] });
reads('PUT /crm/lists/2026-09/7/memberships/add-and-remove', change, [
  [
    { recordsIdsAdded: [1], recordIdsRemoved: ['2'], recordIdsMissing: [] },
    { added: ['1'], removed: ['2'], missing: [] },
  ],
  [
    { recordIdsAdded: '1', recordsIdsMissing: [2], recordIdsMissing: null },
    { added: ['1'], removed: [], missing: ['2'] },
  ],
]);

reads('GET /account-info/2026-09/details', (client) => client.accountDetails(), [
  [{}, { portalId: undefined, timeZone: '', uiDomain: 'app.hubspot.com' }],
  [
    { portalId: '5', timeZone: 'UTC', uiDomain: 'app-na2.hubspot.com', companyCurrency: null },
    { portalId: 5, timeZone: 'UTC', uiDomain: 'app-na2.hubspot.com' },
  ],
]);

const links = async (client: PortalClient) => [...(await client.readAssociations('contacts', 'deals', ['1', '2']))];
reads('POST /crm/associations/2026-09/contacts/deals/batch/read', links, [
  [
    { results: [{ from: { id: 1 }, to: [{ toObjectId: 5, associationTypes: null }] }], errors: null },
    [
      ['1', [{ id: '5', typeIds: [] }]],
      ['2', []],
    ],
  ],
  [
    {
      results: [
        { from: { id: '1' }, to: [{ toObjectId: '5', associationTypes: [{ label: 'Primary' }, { typeId: '3' }] }] },
      ],
    },
    [
      ['1', [{ id: '5', typeIds: [1, 3] }]],
      ['2', []],
    ],
  ],
  [
    { status: 'COMPLETE', errors: [{ category: 'OBJECT_NOT_FOUND', context: {} }] },
    [
      ['1', []],
      ['2', []],
    ],
  ],
  [{ results: [{ from: { id: '1' }, to: null }], errors: [{ category: 'INTERNAL' }] }, [['1', []]]],
  [{ results: [{ from: { id: '1' }, to: [] }, null] }, [['1', []]]],
  [{ results: [], errors: [{ category: 'INTERNAL', context: { fromObjectId: 2 } }] }, [['1', []]]],
]);

const update = (client: PortalClient) =>
  client.updateContacts(['1', '2'].map((one) => ({ id: one, properties: { ripen_score: '1' } })));
const failed = (reason: string, message: string, updated = ['1']) => ({
  updated,
  failed: [expect.objectContaining({ id: '2', reason, message })],
});
reads('POST /crm/objects/2026-09/contacts/batch/update', update, [
  [{ status: 'COMPLETE' }, { updated: ['1', '2'], failed: [] }],
  [
    { results: [null, null], errors: null },
    { updated: ['1', '2'], failed: [] },
  ],
  [{ results: [{ id: 1 }, { id: 3 }] }, { updated: ['1', '2'], failed: [] }],
  [
    { results: [{ id: 1 }], errors: [{ category: 'OBJECT_NOT_FOUND', context: null }] },
    failed('not_found', 'OBJECT_NOT_FOUND'),
  ],
  [{ results: [{ id: 1 }], errors: [{ code: 'LOCKED', context: { objectIds: [2] } }] }, failed('invalid', 'LOCKED')],
  [{ results: [{ id: 1 }], errors: [{ category: 'X' }] }, failed('invalid', 'X')],
  [{ results: [{ id: 1 }] }, failed('invalid', 'HubSpot did not answer for this row')],
]);

test.each([202, 204, 205])('an update that is answered %i without a body is one', async (status) => {
  hubspot().post('/crm/objects/2026-09/contacts/batch/update').reply(status);

  expect(await update(testPortal().client)).toEqual({ updated: ['1', '2'], failed: [] });
});

test.each([200, 201, 202])(
  'creates that are answered %i without a body are looked for, and made once',
  async (status) => {
    const { client } = testPortal();
    hubspot().post('/crm/lists/2026-09').reply(status);
    hubspot()
      .get('/crm/lists/2026-09/object-type-id/0-1/name/n')
      .query(true)
      .reply(200, { list: { listId: 7 } });
    hubspot().post('/crm/objects/2026-09/tasks/batch/create').reply(status);
    hubspot().post('/crm/properties/2026-09/contacts/batch/create').reply(status);
    hubspot().post('/crm/properties/2026-09/contacts').reply(409, {});

    expect(await client.createList('n')).toMatchObject({ id: '7' });
    expect(await client.createTasks([{ traceId: 't', contactId: '1', subject: 's', body: 'b', dueAt: 0 }])).toEqual([
      { traceId: 't', outcome: 'unknown' },
    ]);
    const wanted = { name: 'p', label: 'P', groupName: 'g', type: 'string', fieldType: 'text' } as const;
    expect(await client.createContactProperties([wanted])).toMatchObject({ created: [], existing: ['p'] });
  },
);

test.each([{ rows: [] }, { status: 'error', message: 'no' }, { status: 'PENDING' }, { results: 5 }, []])(
  '%j is no list of contacts',
  async (body) => {
    hubspot().post('/crm/objects/2026-09/contacts/batch/read').query(true).reply(200, body);

    await expect(testPortal().client.readContacts(['1'], [])).rejects.toMatchObject({ code: 'contract' });
  },
);

test('an error under a code of success is none', async () => {
  hubspot().patch('/crm/objects/2026-09/tasks/9').reply(200, { status: 'error', category: 'VALIDATION_ERROR' });

  await expect(testPortal().client.updateTask('9', { status: 'COMPLETED' })).rejects.toMatchObject({
    code: 'contract',
  });
});

const task = (traceId: string) => ({ traceId, contactId: '1', subject: 's', body: `mark ${traceId}`, dueAt: 0 });
const madeOf = (traceId: string) => ({ id: 7, properties: { hs_task_body: `mark ${traceId}` } });
const unnamed = { category: 'VALIDATION_ERROR', context: {} };
reads('POST /crm/objects/2026-09/tasks/batch/create', (client) => client.createTasks([task('a'), task('b')]), [
  [
    { results: [madeOf('a')], errors: [unnamed] },
    [
      { traceId: 'a', outcome: 'created', taskId: '7' },
      expect.objectContaining({ traceId: 'b', outcome: 'failed', reason: 'invalid' }),
    ],
  ],
  [
    { results: [{ id: 7, properties: {} }], errors: [unnamed] },
    [
      { traceId: 'a', outcome: 'unknown' },
      { traceId: 'b', outcome: 'unknown' },
    ],
  ],
  [
    { results: [{ id: 7, objectWriteTraceId: 'b' }, null] },
    [
      { traceId: 'a', outcome: 'unknown' },
      { traceId: 'b', outcome: 'created', taskId: '7' },
    ],
  ],
]);

test('a request names its content type once', async () => {
  hubspot().post('/crm/objects/2026-09/tasks/batch/create').matchHeader('content-type', 'application/json').reply(201);

  await testPortal().client.createTasks([task('a')]);
});
