import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { checkActions } from '../../cards/pages/contracts/check-contract.ts';
import { listActions } from '../../cards/pages/contracts/contract.ts';
import { costsActions } from '../../cards/pages/contracts/figures-contract.ts';
import { learnActions } from '../../cards/pages/contracts/learn-contract.ts';
import { MODEL_ACTIONS } from '../../cards/pages/contracts/model-contract.ts';
import { setUpActions } from '../../cards/pages/contracts/set-up-contract.ts';
import { summaryActions } from '../../cards/pages/contracts/summary-contract.ts';
import { ACTION_BODIES } from '../../cards/score/contract.ts';
import { SETTINGS_ACTIONS } from '../../cards/settings/contract.ts';
import type { World } from '../../demo/world.ts';
import { signatureHeaders } from '../../sandbox/webhooks/sign.ts';
import { ACTIONS } from '../../workflows-actions/index.ts';
import { post } from '../actions/workflow.ts';
import { worldWith } from '../actions/world.ts';
import { callAsCard } from '../support/card-client.ts';
import { law } from '../support/law.ts';
import { letEdit } from '../support/let-edit.ts';

/* A signed request may have any body: the app answers none of them with 5xx. */

const unlike = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    { toString: 1, valueOf: 1 },
    [{ toString: null }],
    JSON.parse('{"__proto__":{"x":1}}'),
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    1e308,
    -0,
    JSON.parse('['.repeat(2_000) + ']'.repeat(2_000)),
  ),
);
const or = (like: fc.Arbitrary<unknown>) => fc.oneof({ arbitrary: like, weight: 4 }, { arbitrary: unlike, weight: 1 });
const some = (like: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  or(fc.record(Object.fromEntries(Object.entries(like).map(([name, one]) => [name, or(one)])), { requiredKeys: [] }));
const counts = new Map<string, number>();
function answered(door: string, status: number, sent: unknown): void {
  counts.set(`${door} ${status}`, (counts.get(`${door} ${status}`) ?? 0) + 1);
  expect([status, JSON.stringify(sent)]).toEqual([expect.toSatisfy((of: number) => of < 500), expect.anything()]);
}
afterAll(() => {
  expect(({} as { x?: unknown }).x, 'no body changes the prototype of others').toBeUndefined();
  console.log(
    `Odd bodies: ${[...counts]
      .sort()
      .map(([door, count]) => `${door}: ${count}`)
      .join(', ')}`,
  );
});

const name = fc.constantFrom(
  'explicit',
  'implicit',
  'groups',
  'routing',
  'territories',
  'calendar',
  'thresholds',
  'when',
  'points',
  'label',
  'id',
  '0',
  '3',
  '-1',
  '999999',
  '__proto__',
  'constructor',
  'toString',
);
const edit = some({
  what: fc.constantFrom('set', 'add', 'remove', 'move'),
  path: fc.array(name, { maxLength: 5 }),
  value: unlike,
  by: fc.constantFrom(1, -1),
});

/** What a body of a card or a page may hold, whichever action it is for. */
const bodyOfCard = some({
  seen: fc.constant({ version: 1, draft: null }),
  changes: fc.array(edit, { minLength: 1, maxLength: 3 }),
  when: some({ field: fc.string(), equals: fc.string(), all: fc.array(unlike), not: unlike }),
  field: fc.oneof(name, fc.constantFrom('jobtitle', 'company.industry', 'lead.country')),
  draft: fc.constant(null),
  draftId: fc.string(),
  edit: fc.integer(),
  planId: fc.string(),
  contactId: fc.integer(),
  fingerprint: fc.string(),
  note: fc.string(),
  backTo: fc.integer(),
  step: fc.constantFrom('starting', 'owners', 'territories', 'buyers', 'forms', 'questions', 'products', 'hours'),
  answers: fc.dictionary(
    fc.oneof(name, fc.constantFrom('model', 'owners', 'fallback', 'from', 'to', 'days', 'zone')),
    fc.oneof(fc.string(), fc.array(fc.string())),
  ),
  by: fc.constantFrom('industry', 'country'),
  userId: fc.constantFrom('7', '0', '9007199254740993'),
  may: fc.constantFrom('yes', 'no'),
  days: fc.constantFrom(null, 1, -1, 1e9),
  kind: fc.string(),
  reason: fc.string(),
  right: fc.boolean(),
});

/** Actions that change nothing may come as often as they like. */
const HARMLESS = /\/(count|values|names|holidays|explain)$/;

const actionsOf = (path: string, actions: object) => Object.keys(actions).map((action) => `${path}/${action}`);

it('a card, the settings and the page take odd bodies and addresses', async () => {
  const { world, ids } = await worldWith([{ email: 'ann@company.example', jobtitle: 'Head of Sales' }]);
  await letEdit(world, 7);
  const address = fc.constantFrom(
    ...actionsOf('/cards/score', ACTION_BODIES).map((path) => `${path}?contactId=${ids[0]}`),
    ...actionsOf('/cards/settings', SETTINGS_ACTIONS),
    ...actionsOf('/cards/pages/model', MODEL_ACTIONS),
    // Most of what can go wrong is in a change.
    '/cards/pages/model/change',
    '/cards/pages/model/change',
    ...actionsOf('/cards/pages/set-up', setUpActions),
    ...actionsOf('/cards/pages/learn', learnActions),
    ...actionsOf('/cards/pages/score-check', checkActions),
    ...actionsOf('/cards/pages/summary', summaryActions),
    ...actionsOf('/cards/pages/lists', listActions),
    ...actionsOf('/cards/pages/costs', costsActions),
  );
  let timestamp = world.sandbox.clock.now();
  let carriedOut = 0;
  await fc.assert(
    fc.asyncProperty(address, bodyOfCard, async (path, body) => {
      const request = { method: 'POST', path, body, timestamp: timestamp++ } as const;
      const { status } = await callAsCard(world, request);
      answered('card', status, [path, body]);
      if (status !== 200 || HARMLESS.test(path)) return;
      // What is carried out is carried out once: the same bytes, sent again, change nothing.
      carriedOut++;
      expect((await callAsCard(world, request)).status, 'again').toBe(200);
    }),
    law(300),
  );
  const { rowCount } = await world.app.database.pool.query('select from request_done');
  expect(rowCount, 'each that was carried out is known by its signature, once').toBe(carriedOut);
  expect(carriedOut).toBeGreaterThan(20);

  const read = fc.constantFrom(
    '/cards/score?contactId=',
    '/cards/settings?language=',
    '/cards/pages/plan?planId=',
    '/cards/pages/model-part?part=',
  );
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'rules', '%00', '%', '\u0000'));
  await fc.assert(
    fc.asyncProperty(read, value, async (path, said) => {
      const asked = `${path}${encodeURIComponent(said.toWellFormed())}`;
      answered('page', (await callAsCard(world, { path: asked })).status, asked);
    }),
    law(80),
  );
});

it('a workflow takes odd bodies', async () => {
  const { world, portalId } = await worldWith([]);
  const field = fc.oneof(fc.constantFrom('signal', 'quantity', 'days', 'team', '__proto__'), fc.string());
  const body = some({
    callbackId: fc.stringMatching(/^ap-[0-9]{1,9}$/),
    origin: some({ portalId: fc.constant(portalId) }),
    object: some({ objectId: fc.integer(), objectType: fc.constantFrom('CONTACT', '0-1') }),
    inputFields: fc.dictionary(field, unlike),
    inputFieldName: fc.string(),
  });
  const address = fc.constantFrom(...ACTIONS.flatMap(({ name }) => [name, `${name}/options`]));

  await fc.assert(
    fc.asyncProperty(address, body, async (path, content) => {
      answered('workflow', (await post(world, `/actions/${path}`, {}, content)).status, [path, content]);
    }),
    law(150),
  );
});

it('the door of webhooks takes odd events', async () => {
  const { world, portalId } = await worldWith([]);
  const event = some({
    eventId: fc.integer(),
    portalId: fc.constant(portalId),
    subscriptionType: fc.constantFrom('object.propertyChange', 'object.merge', 'contact.privacyDeletion', 'x'),
    objectId: fc.integer(),
    objectTypeId: fc.constantFrom('0-1', '0-2', '0-3', 'x'),
    propertyName: fc.string(),
    propertyValue: fc.string({ unit: 'binary' }),
    occurredAt: fc.oneof(fc.integer(), fc.double()),
    mergedObjectIds: fc.array(fc.integer()),
  });
  await fc.assert(
    fc.asyncProperty(or(fc.array(event, { maxLength: 5 })), async (events) => {
      answered('webhook', await deliver(world, JSON.stringify(events)), events);
    }),
    law(150),
  );
});

async function deliver({ config, sandbox }: World, body: string): Promise<number> {
  const url = `${config.publicUrl}/webhooks/hubspot`;
  const { clientSecret: secret } = sandbox.app;
  const headers = signatureHeaders({ method: 'POST', url, body, secret, timestamp: sandbox.clock.now() }, 'v1');
  return (await fetch(url, { method: 'POST', headers, body })).status;
}
