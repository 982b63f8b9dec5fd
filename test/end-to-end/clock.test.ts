import { expect, it } from 'vitest';
import type { World } from '../../demo/world.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { fewOfEach, WHOLE } from '../support/few-of-each.ts';
import { DAY, testWorld } from '../support/world.ts';

/** A portal whose contacts are all scored, and how many evaluations that took. */
async function onboarded(): Promise<{ world: World; evaluations: number }> {
  const world = await testWorld();
  loadSample(world.sandbox.portal(), fewOfEach(world.sandbox.clock.now()));
  await world.install();
  await world.settled();
  return { world, evaluations: await evaluations(world) };
}

const evaluations = async ({ app }: World): Promise<number> =>
  (await app.metrics.evaluations.get()).values[0]?.value ?? 0;

/**
 * The portal without tasks that were put aside. A run in small steps may make a task whose reason
 * is gone later; a run in one step never makes it.
 */
function stateOf({ sandbox }: World) {
  const { tasks, ...rest } = sandbox.state();
  return { ...rest, tasks: tasks.filter(({ properties }) => properties['hs_task_status'] !== 'DEFERRED') };
}

const DAYS = WHOLE ? 100 : 25;

it('days in one step and in as many steps lead to the same state, by the same evaluations', async () => {
  const once = await onboarded();
  once.world.sandbox.clock.advance(DAYS * DAY);
  await once.world.settled();

  const stepwise = await onboarded();
  for (let day = 0; day < DAYS; day++) {
    stepwise.world.sandbox.clock.advance(DAY);
    await stepwise.world.settled();
  }

  const [atOnce, byDay] = await Promise.all(
    [once, stepwise].map(async (run) => (await evaluations(run.world)) - run.evaluations),
  );
  const contacts = once.world.sandbox.state().contacts.length;
  console.log(
    `${DAYS} days, ${contacts} contacts: ${atOnce} evaluations in one step, ${byDay} in ${DAYS} steps (contacts × days would be ${contacts * DAYS})`,
  );
  expect(stateOf(stepwise.world)).toEqual(stateOf(once.world));
  expect(byDay).toBe(atOnce);
  expect(atOnce).toBeGreaterThan(5 * DAYS);
  // The small sample has a larger share of busy contacts, and the first weeks are the busiest.
  expect(atOnce).toBeLessThan(contacts * DAYS * (WHOLE ? 0.25 : 0.6));
  expect(once.world.sandbox.state().tasks.length).toBeGreaterThan(5);
});
