import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { replaySentences, timeMachineLimits } from '../../cli/model/sentences.ts';
import { modelCommand } from '../../cli/model.ts';
import type { World } from '../../demo/world.ts';
import { createRandom } from '../../sandbox/random.ts';
import { createYear } from '../../sandbox/year/year.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { referenceData } from '../../src/reference-data/reference-data.ts';
import { pointOf } from '../../src/store/ledgers/score-history.ts';
import { putInForce } from '../../src/use-cases/models/publish/put-in-force.ts';
import { beginReplay, replayDays } from '../../src/use-cases/models/time-machine/replay.ts';
import { askForTimeMachine, timeMachine } from '../../src/use-cases/models/time-machine/time-machine.ts';
import { UNHURRIED, UNHURRIED_SANDBOX } from '../support/fast-limits.ts';
import { settingsOf } from '../support/programs/run-command.ts';
import { publishAtOnce } from '../support/publish-at-once.ts';
import { someone } from '../support/someone.ts';
import { testWorld } from '../support/world.ts';
import { liveYear } from '../support/year/year.ts';

/** Everything: a thousand random days of a whole year. */
const WHOLE = process.env['RIPEN_WHOLE'] === '1';
const { pairs: DAYS, ...SPAN } = WHOLE
  ? { pairs: 1_000, contacts: 80, days: 365, everyDays: 4, seed: 5 }
  : { pairs: 100, contacts: 8, days: 40, everyDays: 8, seed: 5 };

/** A model by which more contacts become SQL. */
const LOOSER: Model = {
  ...DEFAULT_MODEL,
  qualification: {
    ...DEFAULT_MODEL.qualification,
    sql: { enter: { combined: 20, explicit: 10 }, leave: { combined: 5 } },
  },
};

it(`${DAYS} random days of contacts, replayed from HubSpot's history, show what was recorded on them`, async () => {
  const world = await testWorld({ sandbox: { rate: UNHURRIED_SANDBOX }, app: { limits: UNHURRIED } });
  const { sandbox, app } = world;
  const portalId = sandbox.portal().settings.id;
  const year = createYear(sandbox, SPAN);
  await world.install();
  await world.settled();
  const from = sandbox.clock.now();
  const context = { db: app.database.db, clock: sandbox.clock, referenceData };
  const settled = async () => {
    app.worker.wake();
    await world.settled();
  };
  const half = Math.ceil(year.days.length / 2);
  await liveYear(world, { ...year, days: year.days.slice(0, half) });

  // Titles change at the end, so only their history tells the old ones.
  const user = someone(sandbox.url, portalId);
  for (const { id } of year.people) await user.changes(id, { jobtitle: 'Retired' });
  await settled();
  const wanted = { document: DEFAULT_MODEL };
  const entered = await entries(world, from);
  const thin = await timeMachine(context, portalId, wanted, from);
  // Among many contacts the counts may be equal by chance.
  if (!WHOLE) expect(thin).not.toMatchObject({ current: entered });
  const asked = await askForTimeMachine(context, portalId, wanted, { since: from, calls: 200 });
  expect(asked).toEqual({ outcome: 'asked', contacts: SPAN.contacts });
  await settled();
  const told = await timeMachine(context, portalId, wanted, from);
  console.log(`Since the installation, by the ledger: ${JSON.stringify(entered)}`);
  expect(told).toMatchObject({
    histories: { used: SPAN.contacts, missing: 0, others: 0, unknown: {} },
    current: entered,
    draft: entered,
  });

  if (thin.outcome !== 'done' || told.outcome !== 'done') throw new Error(`${thin.outcome} ${told.outcome}`);
  expect(timeMachineLimits(thin).join(' ')).toMatch(/Of \d+ contacts? they matter, and count as they are today/);
  expect(timeMachineLimits(told)).toHaveLength(2);

  // Another version comes into force, and is taken back.
  const version = await publishAtOnce(context, portalId, LOOSER);
  expect(version).toMatchObject({ outcome: 'published', version: 2 });
  const publishedAt = sandbox.clock.now();
  await settled();
  await liveYear(world, { ...year, days: year.days.slice(half, -1) });
  const back = { document: DEFAULT_MODEL, by: null, note: 'Too many.', backTo: 1, plan: null, after: 2 };
  expect(await putInForce(context, portalId, back)).toMatchObject({ outcome: 'published', version: 3 });
  await settled();
  await liveYear(world, { ...year, days: year.days.slice(-1) });
  const calls = sandbox.calls.summary().total;
  const random = createRandom(SPAN.seed);
  const begun = await beginReplay(context, portalId, { days: DAYS, calls: 100, random: random.next });
  if (begun.outcome !== 'begun') throw new Error(begun.outcome);
  await settled();
  const replayed = await replayDays(context, begun.portal, begun.days);

  console.log(`${sandbox.calls.summary().total - calls} calls for ${begun.asked} histories`);
  console.log(replaySentences(replayed).join('\n'));
  expect(replayed.length).toBe(DAYS);
  expect(replayed.filter(({ outcome }) => outcome !== 'equal')).toEqual([]);
  expect(new Set(replayed.map(({ at }) => at < publishedAt))).toEqual(new Set([true, false]));
  const states = new Set(replayed.map((day) => day.outcome === 'equal' && JSON.stringify(day.recorded)));
  expect(states.size, 'states that were recorded').toBeGreaterThan(DAYS / 5);

  const said: string[] = [];
  const print = (text: string) => void said.push(text);
  const args = ['replay', `${portalId}`, '--days', '5', '--calls', '100'];
  expect(await modelCommand(args, { env: settingsOf(world), print, tell: print })).toBe(0);
  expect(said.join('\n')).toContain('Of 5 past days of contacts, a replay gives 5 as they were recorded');
});

/** Contacts that became MQL or SQL since an instant, by the ledger. */
async function entries({ app }: World, since: number): Promise<{ readonly mqls: number; readonly sqls: number }> {
  const { rows } = await sql<{ mqls: number; sqls: number }>`
    with step as (
      select contact_id, at, qualification, lag(qualification) over (partition by contact_id order by at) as before
      from contact k cross join lateral ${pointOf(sql`k.portal_id`, sql`k.contact_id`)} p
    )
    select count(distinct contact_id) filter (where qualification = 'mql' and before = 'unqualified')::int as mqls,
      count(distinct contact_id) filter (where qualification = 'sql' and before <> 'sql')::int as sqls
    from step where at > ${since}`.execute(app.database.db);
  return rows[0]!;
}
