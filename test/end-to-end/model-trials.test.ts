import { expect, it } from 'vitest';
import type { World } from '../../demo/world.ts';
import { createRecord } from '../../sandbox/portal/write/write.ts';
import type { RampWish } from '../../src/domain/changes/ramp.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { referenceData } from '../../src/reference-data/reference-data.ts';
import { dropPublication } from '../../src/store/models/rollouts.ts';
import { findPortal } from '../../src/store/portals/portals.ts';
import { publishPlan } from '../../src/use-cases/models/publish/publish-plan.ts';
import { readPublication, schedulePlan } from '../../src/use-cases/models/publish/schedule-plan.ts';
import { timeMachine } from '../../src/use-cases/models/time-machine/time-machine.ts';
import type { Wanted } from '../../src/use-cases/models/what-if/prepare-comparison.ts';
import { wholeWhatIf } from '../../src/use-cases/models/what-if/what-if.ts';
import { DAY, START, tally, testWorld } from '../support/world.ts';

const ANYTHING = [expect.anything(), expect.anything()];
const ANNA = { userId: 7, name: 'anna@engines.example' };
const [ADA, BEN] = ['70001', '70002'] as const;

/** Makes everybody in a target country an MQL. */
const LOOSER: Model = structuredClone(DEFAULT_MODEL);
LOOSER.qualification.mql = { enter: { explicit: 1 }, leave: { explicit: 1 } };
LOOSER.implicit[0]!.off = true;

async function smallWorld() {
  const world = await testWorld();
  for (let n = 0; n < 4; n++) comes(world, `old${n}`, n % 2 === 0 ? ADA : BEN);
  await world.install();
  await world.settled();
  world.sandbox.clock.advance(3_600_000);
  const { db } = world.app.database;
  const context = { db, clock: world.sandbox.clock, referenceData };
  const portalId = world.sandbox.portal().settings.id;
  const settled = async () => {
    world.app.worker.wake();
    await world.settled();
  };
  const plan = async (wanted: Wanted) => {
    const outcome = await wholeWhatIf(context, portalId, wanted);
    if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome));
    return outcome;
  };
  const wish = (fingerprint: string) => ({ fingerprint, by: ANNA, note: 'To see more of them.' });
  const publish = async (wanted: Wanted) => {
    const { fingerprint, result } = await plan(wanted);
    expect(await publishPlan(context, portalId, wish(fingerprint))).toMatchObject({ outcome: 'published' });
    await settled();
    return result.movers;
  };
  return {
    world,
    context,
    portalId,
    settled,
    plan,
    wish,
    publish,
    version: async () => (await findPortal(db, portalId))?.modelVersion,
  };
}

const comes = (world: World, name: string, owner: string): string =>
  createRecord(
    world.sandbox.portal(),
    'contacts',
    { email: `${name}@acme.example`, country: 'Germany', hubspot_owner_id: owner },
    { type: 'CRM_UI', id: 'userId:7' },
  ).id;

const on = (ramp: RampWish): Wanted => ({ document: LOOSER, ramp });

it('a version is tried with the contacts of some owners, with a share of new ones, with all, and taken back', async () => {
  const { world, context, portalId, settled, publish } = await smallWorld();
  const qualified = () =>
    world.sandbox
      .state()
      .contacts.flatMap(({ properties: { email, ripen_qualification: is } }) => (is === 'mql' ? [email] : []));

  expect(await publish(on({ share: 0, owners: [ADA] }))).toBe(2);
  expect(qualified()).toEqual(['old0@acme.example', 'old2@acme.example']);
  comes(world, 'new1', BEN);
  await settled();
  expect(qualified()).toHaveLength(2);

  // A second trial is refused: nobody could tell which version moves whom.
  const other = structuredClone(LOOSER);
  other.explicitShare = 10;
  const wanted = { document: other, ramp: { share: 5, owners: [] } };
  expect(await wholeWhatIf(context, portalId, wanted)).toMatchObject({
    outcome: 'invalid',
    problems: [expect.stringMatching(/^Version 2 is on trial/)],
  });

  // Contacts that came after the trial began are new.
  expect(await publish(on({ share: 100, owners: [ADA] }))).toBe(1);
  comes(world, 'new2', BEN);
  await settled();
  expect(qualified()).toEqual(['old0@acme.example', 'old2@acme.example', 'new1@acme.example', 'new2@acme.example']);

  expect(await publish({ document: LOOSER })).toBe(2);
  expect(tally(world, 'ripen_qualification')).toEqual({ mql: 6 });
  await publish({ backTo: 1 });
  // A new contact keeps its qualification while its score allows it; here it does not.
  expect(tally(world, 'ripen_qualification')).toEqual({ unqualified: 6 });
});

it('a plan is published at its instant, or waits for a person when too many would move otherwise', async () => {
  const { world, context, portalId, settled, plan, wish, version } = await smallWorld();
  const passes = async () => {
    world.sandbox.clock.advance(DAY);
    await settled();
  };
  const at = context.clock.now() + DAY / 2;
  const since = START - 10 * DAY;
  expect(await timeMachine(context, portalId, { document: LOOSER }, since)).toMatchObject({
    ...{ contacts: 4, failed: 0, wins: 0, daysEarlier: null },
    current: { mqls: 0, sqls: 0, weeks: [0, 0] },
    draft: { mqls: 4, sqls: 0, weeks: [0, 0], caught: 0 },
  });
  expect(await timeMachine(context, portalId, { document: LOOSER }, START + DAY)).toEqual({ outcome: 'not_past' });

  const { fingerprint } = await plan({ document: LOOSER });
  expect(await schedulePlan(context, portalId, { ...wish(fingerprint), at: 5 })).toEqual({ outcome: 'past' });
  expect(await schedulePlan(context, portalId, { ...wish('other'), at })).toEqual({ outcome: 'no_plan' });

  expect(await schedulePlan(context, portalId, { ...wish(fingerprint), at })).toEqual({ outcome: 'scheduled' });
  for (let n = 0; n < 2; n++) comes(world, `more${n}`, ADA);
  await settled();
  expect(await version()).toBe(1);
  await passes();
  // Half as many again would move, which is more than a tenth: nothing is published.
  expect(await version()).toBe(1);
  expect(await readPublication(context, portalId)).toMatchObject({
    at,
    refused: { sentences: [expect.stringMatching(/^4 contacts were to move, and 6 would/), ...ANYTHING] },
  });
  expect(await dropPublication(context.db, portalId)).toBe(true);

  const again = { ...wish((await plan({ document: LOOSER })).fingerprint), at: context.clock.now() + DAY / 2 };
  expect(await schedulePlan(context, portalId, again)).toEqual({ outcome: 'scheduled' });
  await passes();
  expect(await version()).toBe(2);
  expect(tally(world, 'ripen_qualification')).toEqual({ mql: 6 });
  expect(await readPublication(context, portalId)).toBeNull();
  // The worker may end after publishing, before it records that: another worker tries again.
  expect(await publishPlan(context, portalId, again)).toEqual({ outcome: 'done_before', version: 2 });
});
