import { expect, it } from 'vitest';
import { replaySentences } from '../../cli/model/sentences.ts';
import type { World } from '../../demo/world.ts';
import { createRandom } from '../../sandbox/random.ts';
import { createYear } from '../../sandbox/year/year.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { referenceData } from '../../src/reference-data/reference-data.ts';
import { beginReplay, replayDays } from '../../src/use-cases/models/replay.ts';
import { askForTimeMachine, timeMachine } from '../../src/use-cases/models/time-machine.ts';
import { UNHURRIED, UNHURRIED_SANDBOX } from '../support/fast-limits.ts';
import { testWorld } from '../support/world.ts';
import { liveYear } from '../support/year.ts';

/** Everything: a thousand random days of a whole year. */
const WHOLE = process.env['RIPEN_WHOLE'] === '1';
const { pairs: DAYS, ...SPAN } = WHOLE
  ? { pairs: 1_000, contacts: 80, days: 365, everyDays: 4, seed: 5 }
  : { pairs: 100, contacts: 12, days: 40, everyDays: 8, seed: 5 };

it(`${DAYS} random days of contacts, replayed from HubSpot's history, show what was recorded on them`, async () => {
  const world = await testWorld({ sandbox: { rate: UNHURRIED_SANDBOX }, app: { limits: UNHURRIED } });
  const { sandbox, app } = world;
  const portalId = sandbox.portal().settings.id;
  const year = createYear(sandbox, SPAN);
  await world.install();
  await world.settled();
  const from = sandbox.clock.now();
  await liveYear(world, year);

  const context = { db: app.database.db, clock: sandbox.clock, referenceData };
  const random = createRandom(SPAN.seed);
  const calls = sandbox.calls.summary().total;
  const begun = await beginReplay(context, portalId, { days: DAYS, calls: 100, random: random.next });
  if (begun.outcome !== 'begun') throw new Error(begun.outcome);
  app.worker.wake();
  await world.settled();
  const replayed = await replayDays(context, begun.portal, begun.days);

  console.log(`${sandbox.calls.summary().total - calls} calls for ${begun.asked} histories`);
  console.log(replaySentences(replayed).join('\n'));
  expect(replayed.length).toBe(DAYS);
  expect(replayed.filter(({ outcome }) => outcome !== 'equal')).toEqual([]);
  const states = new Set(replayed.map((day) => day.outcome === 'equal' && JSON.stringify(day.shown)));
  expect(states.size, 'states that were recorded').toBeGreaterThan(DAYS / 5);

  // By the version that was in force, the time machine gives what became of everybody.
  const wanted = { document: DEFAULT_MODEL };
  const asked = await askForTimeMachine(context, portalId, wanted, { since: from, calls: 100 });
  expect(asked).toMatchObject({ outcome: 'asked' });
  app.worker.wake();
  await world.settled();
  const told = await timeMachine(context, portalId, wanted, from);
  const entered = await entries(world, from);
  console.log(`MQLs and SQLs since the installation: ${JSON.stringify(entered)}`);
  expect(told).toMatchObject({ histories: { missing: 0, unknown: {} }, current: entered, draft: entered });
});

/** Contacts that became MQL or SQL since an instant, by the ledger. */
async function entries({ app }: World, since: number): Promise<{ readonly mqls: number; readonly sqls: number }> {
  const { rows } = await app.database.pool.query<{ mqls: number; sqls: number }>(
    `with step as (
       select contact_id, at, qualification, lag(qualification) over (partition by contact_id order by at) as before
       from score_point
     )
     select count(distinct contact_id) filter (where qualification = 'mql' and before = 'unqualified')::int as mqls,
       count(distinct contact_id) filter (where qualification = 'sql' and before <> 'sql')::int as sqls
     from step where at > $1`,
    [since],
  );
  return rows[0]!;
}
