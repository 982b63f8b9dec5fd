import { expect, it } from 'vitest';
import { installAsABrowser } from '../../demo/world.ts';
import type { PortalState } from '../../sandbox/control/portal-state.ts';
import { createYear } from '../../sandbox/year/year.ts';
import { killableWorld } from '../support/killable.ts';
import { until } from '../support/until.ts';
import { liveYear } from '../support/year.ts';
import { countsOf, type Ledger, ledgerOf } from '../support/year-ledger.ts';

const SEED = 5;
const DAYS = 365;

/**
 * A year with an app in a process of its own, which is killed while it works on every twenty-fifth
 * day, or never. A twelfth of the people, and things happen on every third day: each of the two
 * runs waits for another process twice on each of these.
 */
async function yearApart({
  kills,
}: {
  readonly kills: boolean;
}): Promise<{ ledger: Ledger; state: PortalState; killed: number; seconds: number }> {
  const world = await killableWorld({
    retryDelaysMs: [200, 400, 800, 1_500, 2_000, 3_000, 4_000, 5_000, 5_000, 5_000],
  });
  const { sandbox, tellTime, drained } = world;
  const year = createYear(sandbox, { contacts: 160, days: DAYS, everyDays: 3, seed: SEED });
  await installAsABrowser(world.publicUrl);
  await drained();
  const began = performance.now();
  let killed = 0;
  let settles = 0;
  const killAndStart = async () => {
    const before = sandbox.calls.summary().total;
    await until('the app is at work', () => sandbox.calls.summary().total > before);
    await world.kill();
    await world.start();
    killed++;
  };

  await liveYear(
    {
      sandbox,
      clockMoved: tellTime,
      settled: drained,
      // An odd number, so that it is now the beginning of a day, now its end.
      disturb: async () => (kills && ++settles % 17 === 0 ? killAndStart() : undefined),
    },
    year,
  );

  expect(sandbox.webhooks.counts().givenUp, 'deliveries that the app missed for ten retries').toBe(0);
  const seconds = Math.round((performance.now() - began) / 1_000);
  return { ledger: await ledgerOf(world.database), state: sandbox.state(), killed, seconds };
}

it('the year replayed with an app that is killed -9 again and again: the same ledger, row for row', async () => {
  const quiet = await yearApart({ kills: false });
  const killed = await yearApart({ kills: true });

  console.log(
    `${killed.killed} kills in a year of 160 contacts (${quiet.seconds} s without, ${killed.seconds} s with)\n${countsOf(killed.ledger)}`,
  );
  expect(killed.killed).toBeGreaterThanOrEqual(12);
  expect(killed.ledger.touches.length).toBeGreaterThan(300);
  expect(killed.ledger).toEqual(quiet.ledger);
  expect(killed.state).toEqual(quiet.state);
}, 2_400_000);
