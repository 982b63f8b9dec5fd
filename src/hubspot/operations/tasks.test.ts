import { describe, expect, test } from 'vitest';
import { mockHubspot } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';
import type { NewHubspotTask } from './tasks.ts';

const hubspot = mockHubspot();
const TASKS = '/crm/objects/2026-09/tasks';
const CREATE = `${TASKS}/batch/create`;
const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });

const task = (traceId: string, more: Partial<NewHubspotTask> = {}): NewHubspotTask => ({
  traceId,
  contactId: '1',
  subject: 'Call',
  body: `ref ${traceId}`,
  dueAt: 1_750_000_000_000,
  ...more,
});
const created = (id: string, objectWriteTraceId: string) => ({ id, objectWriteTraceId, properties: {} });

describe('creation', () => {
  test('sends each task with its contact, its owner and its trace', async () => {
    const { client } = testPortal();
    hubspot()
      .post(CREATE, {
        inputs: [
          {
            objectWriteTraceId: 't1',
            properties: {
              hs_task_status: 'NOT_STARTED',
              hs_task_subject: 'Call',
              hs_task_body: 'ref t1',
              hs_timestamp: '1750000000000',
              hubspot_owner_id: '55',
              hs_task_type: 'CALL',
              hs_task_priority: 'HIGH',
            },
            associations: [
              { to: { id: '1' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 }] },
            ],
          },
        ],
      })
      .reply(201, { results: [created('900', 't1')] });

    expect(await client.createTasks([task('t1', { ownerId: '55', type: 'CALL', priority: 'HIGH' })])).toEqual([
      { traceId: 't1', outcome: 'created', taskId: '900' },
    ]);
  });

  test('tells each row of a 207 apart', async () => {
    const { client } = testPortal();
    hubspot()
      .post(CREATE)
      .reply(207, {
        results: [created('900', 't1')],
        numErrors: 1,
        errors: [
          {
            category: 'VALIDATION_ERROR',
            message: '',
            code: 'INVALID_OWNER_ID',
            context: { objectWriteTraceId: ['t2'], propertyName: ['hubspot_owner_id'] },
          },
        ],
      });

    expect(await client.createTasks([task('t1'), task('t2'), task('t3')])).toMatchObject([
      { traceId: 't1', outcome: 'created' },
      { traceId: 't2', outcome: 'failed', reason: 'invalid', propertyNames: ['hubspot_owner_id'] },
      { traceId: 't3', outcome: 'unknown' },
    ]);
  });

  test('isolates a row that costs the whole batch', async () => {
    const { client } = testPortal();
    hubspot().post(CREATE).reply(400, { category: 'VALIDATION_ERROR' });
    hubspot()
      .post(CREATE, (body) => body.inputs[0].objectWriteTraceId === 't1')
      .reply(201, { results: [created('900', 't1')] });
    hubspot()
      .post(CREATE, (body) => body.inputs[0].objectWriteTraceId === 't2')
      .reply(400, { category: 'VALIDATION_ERROR' });

    expect(await client.createTasks([task('t1'), task('t2')])).toMatchObject([
      { traceId: 't1', outcome: 'created', taskId: '900' },
      { traceId: 't2', outcome: 'failed', reason: 'invalid' },
    ]);
  });

  test.each<[string, (scope: ReturnType<typeof hubspot>) => unknown]>([
    ['a reset connection', (api) => api.post(CREATE).replyWithError(reset)],
    ['500', (api) => api.post(CREATE).reply(500, {})],
    ['504', (api) => api.post(CREATE).reply(504, '<html>')],
    ['201 without a readable body', (api) => api.post(CREATE).reply(201, '', { 'content-type': 'application/json' })],
    ['201 of another shape', (api) => api.post(CREATE).reply(201, { rows: [] })],
  ])('is not repeated when HubSpot may have done it: %s', async (_, fail) => {
    const { client, calls } = testPortal();
    fail(hubspot());

    expect(await client.createTasks([task('t1'), task('t2')])).toEqual([
      { traceId: 't1', outcome: 'unknown' },
      { traceId: 't2', outcome: 'unknown' },
    ]);
    expect(calls).toHaveLength(1);
  });

  test.each<[string, (scope: ReturnType<typeof hubspot>) => unknown]>([
    ['throttled', (api) => api.post(CREATE).reply(429, { policyName: 'TEN_SECONDLY_ROLLING' })],
    ['locked', (api) => api.post(CREATE).reply(423, {})],
    ['an old token', (api) => api.post(CREATE).reply(401, {})],
    [
      'no connection',
      (api) => api.post(CREATE).replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
    ],
  ])('is repeated when HubSpot surely has not: %s', async (_, fail) => {
    const { client } = testPortal();
    fail(hubspot());
    hubspot()
      .post(CREATE)
      .reply(201, { results: [created('900', 't1')] });

    expect(await client.createTasks([task('t1')])).toMatchObject([{ outcome: 'created' }]);
  });

  test('that breaks off after some rows are through keeps what became of them', async () => {
    const { client } = testPortal();
    hubspot().post(CREATE).reply(400, {});
    hubspot()
      .post(CREATE)
      .reply(201, { results: [created('900', 't1')] });
    hubspot().post(CREATE).reply(403, {});

    expect(await client.createTasks([task('t1'), task('t2')])).toEqual([
      { traceId: 't1', outcome: 'created', taskId: '900' },
      { traceId: 't2', outcome: 'unknown' },
    ]);
  });

  test('that fails before any row is through is thrown', async () => {
    const { client } = testPortal();
    hubspot().post(CREATE).reply(403, {});

    await expect(client.createTasks([task('t1')])).rejects.toMatchObject({ code: 'missing_scopes' });
  });

  test('takes each trace once', async () => {
    await expect(testPortal().client.createTasks([task('t1'), task('t1')])).rejects.toThrow('each id once');
  });
});

test('tasks are found by their contacts, to look for a mark in their bodies', async () => {
  const { client } = testPortal();
  hubspot()
    .post('/crm/associations/2026-09/contacts/tasks/batch/read', { inputs: [{ id: '1' }, { id: '2' }] })
    .reply(207, {
      results: [{ from: { id: '1' }, to: [900, 901].map((toObjectId) => ({ toObjectId, associationTypes: [] })) }],
      errors: [{ category: 'OBJECT_NOT_FOUND', message: '', context: { fromObjectId: ['2'] } }],
    });
  hubspot()
    .post(`${TASKS}/batch/read`, {
      inputs: [{ id: '900' }, { id: '901' }],
      properties: ['hs_task_subject', 'hs_task_body', 'hs_task_status'],
      propertiesWithHistory: [],
    })
    .query(true)
    .reply(200, {
      results: [
        { id: '900', properties: { hs_task_subject: 'Call', hs_task_body: 'ref t1', hs_task_status: 'NOT_STARTED' } },
      ],
    });

  expect(await client.tasksOfContacts(['1', '2'])).toEqual(
    new Map([
      ['1', [{ id: '900', subject: 'Call', body: 'ref t1', status: 'NOT_STARTED' }]],
      ['2', []],
    ]),
  );
});

test('a task is changed in place', async () => {
  const { client } = testPortal();
  hubspot()
    .patch(`${TASKS}/900`, { properties: { hs_task_status: 'COMPLETED' } })
    .reply(200, { id: '900', properties: {} });

  await client.updateTask('900', { status: 'COMPLETED' });
});

test('a task that somebody deleted is not found', async () => {
  const { client } = testPortal();
  hubspot().patch(`${TASKS}/900`).reply(404, {});

  await expect(client.updateTask('900', { status: 'COMPLETED' })).rejects.toMatchObject({ code: 'not_found' });
});
