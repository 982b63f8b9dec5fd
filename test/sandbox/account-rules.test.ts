import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { createLoader } from '../../sandbox/portal/load.ts';
import type { AccountRules } from '../../sandbox/portal/write/write-rules.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { type Client, clientOf } from './client.ts';

const CONTACTS = '/crm/objects/2026-09/contacts';
const TASKS = '/crm/objects/2026-09/tasks';
const MQL = 'marketingqualifiedlead';
const PHONE: AccountRules['rules'][number] = {
  kind: 'conditional',
  objectType: 'contacts',
  property: 'lifecyclestage',
  values: [MQL],
  requires: ['phone'],
};

let sandbox: Sandbox;
let call: Client;
let ids: readonly [string, string];

beforeAll(async () => {
  sandbox = await startSandbox({ clock: createClock(Date.UTC(2026, 10, 2, 9), 'frozen') });
  call = clientOf(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => {
  const load = createLoader(sandbox.portal());
  const lead = (key: string, more: object = {}) =>
    load({ key, properties: { email: `${key}@${Math.random()}.example`, lifecyclestage: 'lead', ...more }, deals: [] })
      .id;
  ids = [lead('with', { phone: '1' }), lead('without')];
});

/** As over HTTP, so that a program beside the sandbox can set them. */
async function set(rules: AccountRules): Promise<void> {
  const url = `${sandbox.url}/_sandbox/portals/${sandbox.portal().settings.id}/rules`;
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(url, { method: 'PUT', headers, body: JSON.stringify(rules) })).status).toBe(204);
}
const update = (stage: string, more: object = {}) =>
  call('POST', `${CONTACTS}/batch/update`, {
    inputs: ids.map((id) => ({ id, properties: { lifecyclestage: stage, ...more } })),
  });
const stages = () => ids.map((id) => sandbox.portal().records.contacts.get(id)?.properties['lifecyclestage']);

describe('a rule on a stage', () => {
  it('refuses the whole batch, naming the property that was never sent', async () => {
    await set({ rules: [PHONE], batches: 'whole' });

    const { status, body } = await update(MQL);

    expect(status).toBe(400);
    expect(body.errors).toEqual([
      expect.objectContaining({
        code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
        context: { propertyName: ['phone'] },
      }),
    ]);
    expect(stages()).toEqual(['lead', 'lead']);
  });

  it('refuses the row that breaks it', async () => {
    await set({ rules: [PHONE], batches: 'row' });

    const { status, body } = await update(MQL);

    expect(status).toBe(207);
    expect(body.errors).toMatchObject([
      { context: { ids: [ids[1]] }, errors: [{ code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY' }] },
    ]);
    expect(stages()).toEqual([MQL, 'lead']);
  });

  it('takes what brings the property with it, and other stages', async () => {
    await set({ rules: [PHONE], batches: 'whole' });

    expect((await update('salesqualifiedlead')).status).toBe(200);
    expect((await update('salesqualifiedlead', { phone: '2' })).status).toBe(200);
  });
});

it('a locked stage lets nobody in', async () => {
  await set({
    rules: [{ kind: 'locked', objectType: 'contacts', property: 'lifecyclestage', value: MQL }],
    batches: 'row',
  });

  expect((await update(MQL)).body).toMatchObject({ numErrors: 2 });
  expect((await update('salesqualifiedlead')).status).toBe(200);
});

it.each([
  ['whole', 400],
  ['row', 207],
] as const)('a task that lacks what every new one must have is refused, by the %s', async (batches, status) => {
  await set({ rules: [{ kind: 'on_create', objectType: 'tasks', requires: ['hs_task_priority'] }], batches });
  const task = (trace: string, more: object = {}) => ({
    objectWriteTraceId: trace,
    properties: { hs_timestamp: '1', hs_task_subject: 'Call', ...more },
  });

  const answer = await call('POST', `${TASKS}/batch/create`, {
    inputs: [task('a'), task('b', { hs_task_priority: 'LOW' })],
  });

  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).toContain('MISSING_REQUIRED_PROPERTY');
});
