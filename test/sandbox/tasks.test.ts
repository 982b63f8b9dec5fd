import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { createLoader } from '../../sandbox/portal/load.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { type Client, clientOf, controlOf } from './client.ts';

const NOW = Date.UTC(2026, 10, 2, 9);
const TASKS = '/crm/objects/2026-09/tasks';
const QUEUE = '5501';

let sandbox: Sandbox;
let call: Client;
let contactId: string;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: createClock(NOW, 'frozen') });
  call = clientOf(sandbox);
  contactId = createLoader(sandbox.portal())({ key: 'ann', properties: { email: 'ann@x.example' }, deals: [] }).id;
});
afterAll(() => sandbox.close());

const newTask = async (properties: object = {}): Promise<string> => {
  const { status, body } = await call('POST', TASKS, {
    properties: { hs_timestamp: String(NOW), hs_task_subject: 'Call', hubspot_owner_id: '70001', ...properties },
    associations: [
      { to: { id: contactId }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 }] },
    ],
  });
  expect(status).toBe(201);
  return body.id;
};
const read = async (id: string) =>
  (
    await call('POST', `${TASKS}/batch/read`, {
      inputs: [{ id }],
      properties: [
        'hs_task_status',
        'hs_task_completion_date',
        'hs_task_is_completed',
        'hs_task_priority',
        'hs_queue_membership_ids',
      ],
    })
  ).body.results[0].properties;

describe('a task', () => {
  it('is open until an app or a user completes it, and can be opened again', async () => {
    const id = await newTask({ hs_task_priority: 'HIGH', hs_queue_membership_ids: QUEUE });
    expect(await read(id)).toMatchObject({
      hs_task_status: 'NOT_STARTED',
      hs_task_completion_date: null,
      hs_task_priority: 'HIGH',
      hs_queue_membership_ids: QUEUE,
    });

    const update = (status: string) =>
      call('POST', `${TASKS}/batch/update`, { inputs: [{ id, properties: { hs_task_status: status } }] });
    expect((await update('COMPLETED')).status).toBe(200);
    expect(await read(id)).toMatchObject({ hs_task_status: 'COMPLETED', hs_task_is_completed: '1' });
    expect((await read(id)).hs_task_completion_date).toBe('2026-11-02T09:00:00Z');

    await update('NOT_STARTED');
    expect((await read(id)).hs_task_completion_date).toBe('');

    const byUser = await controlOf(sandbox)('PATCH', `/portals/62515/tasks/${id}`, {
      properties: { hs_task_status: 'COMPLETED' },
    });
    expect(byUser.status).toBe(204);
    expect((await read(id)).hs_task_completion_date).toBe('2026-11-02T09:00:00Z');
  });

  it('that is completed is no contact with the person', async () => {
    const id = await newTask();

    await call('PATCH', `${TASKS}/${id}`, { properties: { hs_task_status: 'COMPLETED' } });

    expect(sandbox.portal().records.contacts.get(contactId)!.properties).not.toHaveProperty('notes_last_contacted');
  });

  it('is found by its status and by its contact', async () => {
    const [open, done] = [await newTask({ hs_task_subject: 'Open' }), await newTask({ hs_task_subject: 'Done' })];
    await call('PATCH', `${TASKS}/${done}`, { properties: { hs_task_status: 'COMPLETED' } });
    sandbox.clock.advance(5_000);

    const { body } = await call('POST', `${TASKS}/search`, {
      filterGroups: [
        {
          filters: [
            { propertyName: 'hs_object_id', operator: 'IN', values: [open, done] },
            { propertyName: 'hs_task_status', operator: 'NOT_IN', values: ['COMPLETED', 'DEFERRED'] },
          ],
        },
      ],
    });
    const { body: linked } = await call('POST', '/crm/associations/2026-09/contacts/tasks/batch/read', {
      inputs: [{ id: contactId }],
    });

    expect(body.results.map((task: { id: string }) => task.id)).toEqual([open]);
    expect(linked.results[0].to.map((to: { toObjectId: number }) => String(to.toObjectId))).toContain(open);
  });

  it.each([
    ['a queue that does not exist', { hs_queue_membership_ids: '1' }],
    ['a status that does not exist', { hs_task_status: 'DONE' }],
    ['a date of completion by the app', { hs_task_completion_date: String(NOW) }],
    ['an owner who is gone', { hubspot_owner_id: '70004' }],
  ])('refuses %s', async (_what, properties) => {
    const id = await newTask();

    const { status } = await call('POST', `${TASKS}/batch/update`, { inputs: [{ id, properties }] });

    expect(status).toBe(400);
  });
});

it('a time zone is one of HubSpot’s options', async () => {
  const write = (hs_timezone: string) =>
    call('PATCH', `/crm/objects/2026-09/contacts/${contactId}`, { properties: { hs_timezone } });

  const answers = await Promise.all(
    ['europe_slash_berlin', 'Europe/Berlin', 'america_slash_port_hyphen_au_hyphen_prince'].map(write),
  );

  expect(answers.map(({ status }) => status)).toEqual([200, 400, 200]);
});
