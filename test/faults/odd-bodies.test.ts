import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import type { z } from 'zod';
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
import { countDeadLetters } from '../../src/store/work/dead-letters.ts';
import type { ActionDefinition, InputField } from '../../workflows-actions/definition.ts';
import { ACTIONS } from '../../workflows-actions/index.ts';
import { post } from '../actions/workflow.ts';
import { LEAD, worldWith } from '../actions/world.ts';
import { callAsCard } from '../support/card-client.ts';
import { law } from '../support/law.ts';
import { letEdit } from '../support/let-edit.ts';
import { oddText, oddValue } from '../support/odd.ts';
import { oddBody } from '../support/odd-body.ts';
import { DAY } from '../support/world.ts';

/* A signed request may have any body: the app answers none of them with 5xx. */

const oneOf = fc.constantFrom;
const or = (like: fc.Arbitrary<unknown>) =>
  fc.oneof({ arbitrary: like, weight: 8 }, { arbitrary: oddValue, weight: 1 });
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
  value: oddValue,
  by: fc.constantFrom(1, -1),
});

/** What a body of a card or a page may hold, whichever action it is for. */
const bodyOfCard = some({
  seen: fc.constant({ version: 1, draft: null }),
  changes: fc.array(edit, { minLength: 1, maxLength: 3 }),
  when: some({ field: oddText, equals: oddText, all: fc.array(oddValue), not: oddValue }),
  field: fc.oneof(name, fc.constantFrom('jobtitle', 'company.industry', 'lead.country')),
  draft: fc.constant(null),
  draftId: oddText,
  edit: fc.integer(),
  planId: oddText,
  contactId: fc.integer(),
  fingerprint: oddText,
  note: oddText,
  backTo: fc.integer(),
  step: fc.constantFrom('starting', 'owners', 'territories', 'buyers', 'forms', 'questions', 'products', 'hours'),
  answers: fc.dictionary(
    fc.oneof(name, fc.constantFrom('model', 'owners', 'fallback', 'from', 'to', 'days', 'zone')),
    fc.oneof(oddText, fc.array(oddText)),
  ),
  by: fc.constantFrom('industry', 'country'),
  userId: fc.constantFrom('7', '0', '9007199254740993'),
  may: fc.constantFrom('yes', 'no'),
  days: fc.constantFrom(null, 1, -1, 1e9),
  kind: oddText,
  reason: oddText,
  right: fc.boolean(),
});

/** Actions that change nothing may come as often as they like. */
const HARMLESS = /\/(count|values|names|holidays|explain)$/;

const actionsOf = (path: string, actions: Readonly<Record<string, z.core.$ZodType>>, query = '') =>
  Object.entries(actions).map(([action, body]) =>
    fc.tuple(fc.constant(`${path}/${action}${query}`), fc.oneof(bodyOfCard, oddBody(body))),
  );

it('a card, the settings and the page take odd bodies and addresses', async () => {
  const { world, ids } = await worldWith([{ email: 'ann@company.example', jobtitle: 'Head of Sales' }]);
  await letEdit(world, 7);
  const asked = fc.oneof(
    ...actionsOf('/cards/score', ACTION_BODIES, `?contactId=${ids[0]}`),
    ...actionsOf('/cards/settings', SETTINGS_ACTIONS),
    ...actionsOf('/cards/pages/model', MODEL_ACTIONS),
    // Most of what can go wrong is in a change.
    { arbitrary: fc.tuple(fc.constant('/cards/pages/model/change'), bodyOfCard), weight: 4 },
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
    fc.asyncProperty(asked, async ([path, body]) => {
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
  await fc.assert(
    fc.asyncProperty(read, oddText, async (path, said) => {
      const asked = `${path}${encodeURIComponent(said.toWellFormed().slice(0, 1_000))}`;
      answered('page', (await callAsCard(world, { path: asked })).status, asked);
    }),
    law(80),
  );
});

it('a workflow takes odd bodies, and whatever it noted of a contact is carried out', async () => {
  const { world, ids, portalId } = await worldWith([LEAD, { ...LEAD, email: 'bob@company.example' }]);
  const plausible = oneOf('chat', '1', '90', '3650', ...ids, '1900-01-01', '2199-12-31', '2026-11-17T08:00:00.001Z');
  const inputOf = ({ choices = [] }: InputField) =>
    choices.length === 0 ? fc.oneof(plausible, oddValue) : or(oneOf(...choices.map(({ value }) => value)));
  const bodyOf = ({ inputs }: ActionDefinition) =>
    fc.record(
      {
        callbackId: or(fc.stringMatching(/^ap-[0-9]{1,9}$/)),
        origin: or(fc.record({ portalId: or(fc.constant(portalId)) })),
        object: or(fc.record({ objectId: or(oneOf(...ids.map(Number))), objectType: or(oneOf('CONTACT', '0-1')) })),
        inputFields: or(fc.record(Object.fromEntries(inputs.map((input) => [input.name, inputOf(input)])))),
        inputFieldName: oddText,
      },
      { requiredKeys: ['callbackId', 'origin', 'object'] },
    );
  const asked = fc
    .tuple(oneOf(...ACTIONS), oneOf('', '', '', '/options'))
    .chain(([action, end]) => bodyOf(action).map((body) => ({ path: `${action.name}${end}`, body })));

  await fc.assert(
    fc.asyncProperty(asked, async ({ path, body }) => {
      answered('workflow', (await post(world, `/actions/${path}`, {}, body)).status, [path, body]);
    }),
    law(300),
  );
  await leavesNothingFailing(world, portalId);
});

it('the door of webhooks takes odd events, and what they ask for is done', async () => {
  const { world, ids, portalId } = await worldWith([LEAD, { ...LEAD, email: 'bob@company.example' }]);
  const kinds = ['creation', 'deletion', 'propertyChange', 'merge', 'restore', 'associationChange', 'privacyDeletion'];
  const objectId = fc.oneof(oneOf(...ids.map(Number), ...ids, 0, -1, 2 ** 53), fc.integer());
  const event = some({
    eventId: fc.integer(),
    portalId: fc.constant(portalId),
    subscriptionType: oneOf(...kinds.flatMap((kind) => [`object.${kind}`, `contact.${kind}`, `deal.${kind}`]), 'x'),
    objectId,
    objectTypeId: oneOf('0-1', '0-2', '0-3', 'x'),
    propertyName: fc.oneof(oneOf('email', 'jobtitle', 'lifecyclestage', 'ripen_score'), oddText),
    propertyValue: oddText,
    occurredAt: fc.oneof(oneOf(world.sandbox.clock.now(), '2026-11-16T09:00:00Z'), fc.integer(), fc.double()),
    mergedObjectIds: fc.array(objectId),
    primaryObjectId: objectId,
    newObjectId: objectId,
    fromObjectId: objectId,
    associationType: oneOf('CONTACT_TO_COMPANY', 'x'),
    attemptNumber: oneOf(0, 1, 10),
  });
  await fc.assert(
    fc.asyncProperty(or(fc.array(event, { maxLength: 5 })), async (events) => {
      answered('webhook', await deliver(world, JSON.stringify(events)), events);
    }),
    law(200),
  );
  await leavesNothingFailing(world, portalId);
});

/** What waits, what is due, and what ends within a day, is done, and nothing of it fails. */
async function leavesNothingFailing({ sandbox, settled, app }: World, portalId: number): Promise<void> {
  for (const ms of [0, 60_000, DAY]) {
    sandbox.clock.advance(ms);
    await settled();
  }
  expect(await countDeadLetters(app.database.db, portalId)).toEqual([]);
  const failing = 'select last_error from contact where last_error is not null';
  expect((await app.database.pool.query(failing)).rows).toEqual([]);
}

async function deliver({ config, sandbox }: World, body: string): Promise<number> {
  const url = `${config.publicUrl}/webhooks/hubspot`;
  const { clientSecret: secret } = sandbox.app;
  const headers = signatureHeaders({ method: 'POST', url, body, secret, timestamp: sandbox.clock.now() }, 'v1');
  return (await fetch(url, { method: 'POST', headers, body })).status;
}
