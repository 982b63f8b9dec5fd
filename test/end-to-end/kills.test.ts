import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { installAsABrowser } from '../../demo/world.ts';
import type { PortalState } from '../../sandbox/control/portal-state.ts';
import { createLoader } from '../../sandbox/portal/load.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { markContactsStale } from '../../src/store/contacts/mark-stale.ts';
import { actOnSummary } from '../../src/use-cases/figures/weekly-summary.ts';
import { fewOfEach, WHOLE } from '../support/few-of-each.ts';
import { killableWorld, quietWorld } from '../support/programs/killable.ts';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';
import { DAY, testWorld } from '../support/world.ts';

/** One in everyday runs, since processes.test.ts and year-disturbed.test.ts kill too. */
const BURSTS = WHOLE ? 10 : 1;

/**
 * The same traffic, with duplicates and in disorder, against an app that is killed in every burst,
 * or in none.
 */
async function run({
  kills,
}: {
  readonly kills: boolean;
}): Promise<{ state: PortalState; acknowledged: number; lost: number; killed: number }> {
  const { sandbox, clock, publicUrl, database, kill, start, drained } = await (kills ? killableWorld : quietWorld)({
    batchSize: 7,
    chaos: { duplicate: 0.4, reorder: true, delayMs: 60, seed: 11 },
  });
  loadSample(sandbox.portal(), fewOfEach(clock.now(), 1));
  const killAndStart = async () => {
    await kill();
    await start();
  };

  await installAsABrowser(publicUrl);
  await until('the backfill has begun', async () =>
    sandbox.state().contacts.some((c) => c.properties['ripen_score'] !== undefined),
  );
  let killed = 0;
  if (kills) {
    await killAndStart();
    killed++;
  }
  await drained();

  const ids = sandbox.state().contacts.map((c) => c.id);
  const [leaving, merged] = [ids.splice(-2 * BURSTS, BURSTS), ids.splice(-BURSTS)];
  const user = someone(sandbox.url, sandbox.portal().settings.id);
  const titles = ['Chief Executive Officer', 'Head of Marketing', 'Student', 'Software Engineer', 'Owner'];
  for (let burst = 0; burst < BURSTS; burst++) {
    const sent = sandbox.webhooks.counts().sent;
    // Each contact of a burst gets one event, so that the order does not matter.
    const touched = ids.map((_, at) => ids[(burst * 29 + at) % ids.length]!);
    for (const [i, id] of touched.splice(0, 12).entries())
      await user.changes(id, { jobtitle: titles[(burst + i) % titles.length]!, country: i % 2 ? 'Germany' : 'Brazil' });
    const [asked, gone, lost, left] = touched;
    await user.changes(asked!, { ripen_bant_budget: 'yes', hs_buying_role: 'DECISION_MAKER' });
    await user.delivers(gone!, { kind: 'unsubscribe' });
    await user.delivers(lost!, { kind: 'deal_lost' });
    await user.creates({ email: `new${burst}@company${burst}.example`, jobtitle: 'Founder', country: 'France' });
    await user.deletes(leaving[burst]!);
    await user.merges(left!, merged[burst]!);
    if (kills) {
      await until('a delivery of this burst is under way', () => sandbox.webhooks.counts().sent > sent);
      await killAndStart();
      killed++;
    }
    // Both runs must see a contact between two of its bursts: hysteresis depends on what was seen.
    await drained();
  }

  // A hundred days later, in which touches by hand and a weekly summary fall due: killed while
  // their tasks are being made.
  const portal = sandbox.portal();
  const reader = { id: portal.owners.get('70002')!.userId, email: null };
  const wish = { weekday: 1, hour: 8, whose: 'all', language: 'en' } as const;
  await actOnSummary({ db: database.db, clock }, portal.settings.id, reader, { name: 'on', body: wish });
  await kill();
  clock.advance(100 * DAY);
  await start();
  if (kills) {
    await until('the summary is written, or about to be', async () => {
      const { rows } = await database.pool.query(`select from task where kind = 'summary'`);
      return rows.length > 0;
    });
    await killAndStart();
    killed++;
  }
  await drained();

  const acknowledged = sandbox.webhooks
    .deliveries()
    .filter((d) => typeof d.answer === 'number' && d.answer < 300)
    .flatMap((d) => d.events);
  const { rows } = await database.pool.query<{ event_id: number }>('select event_id from event');
  const stored = new Set(rows.map((r) => r.event_id));
  const lost = acknowledged.filter((event) => !stored.has(Number(event.eventId))).length;
  expect(sandbox.webhooks.counts().givenUp, 'deliveries that the app missed for all retries').toBe(0);
  return { state: sandbox.state(), acknowledged: acknowledged.length, lost, killed };
}

it('an app killed -9 again and again, under duplicates and disorder, leaves the portal as one that was never killed', async () => {
  const quiet = await run({ kills: false });
  const killed = await run({ kills: true });

  console.log(
    `${killed.killed} kills, ${killed.acknowledged} events acknowledged, ${killed.lost} lost, ` +
      `${killed.state.tasks.length} tasks (${quiet.state.tasks.length} without kills)`,
  );
  // Once in each burst, in the first reading, and while tasks are made.
  expect(killed.killed).toBe(BURSTS + 2);
  expect(killed.acknowledged).toBeGreaterThan(20 * BURSTS);
  expect(killed.lost).toBe(0);
  expect(killed.state.tasks.length).toBeGreaterThan(2);
  expect(killed.state).toEqual(quiet.state);
  const summaries = killed.state.tasks.filter(({ properties }) => properties['hs_task_subject']?.startsWith('Ripen'));
  expect(summaries, 'the weekly summary').toHaveLength(1);
});

it('a backfill that is killed goes on where it was: only the stretches in hand are read again', async () => {
  const CONTACTS = WHOLE ? 2_500 : 900;
  const { sandbox, publicUrl, database, kill, start, drained } = await killableWorld();
  const load = createLoader(sandbox.portal());
  for (let i = 0; i < CONTACTS; i++)
    load({ key: `${i}`, properties: { email: `person${i}@company${i}.example`, country: 'Germany' }, deals: [] });
  /** contacts read so far, and whether that was the last of them */
  const backfill = async () => {
    const { rows } = await database.pool.query<{ read: number | null; finished: boolean }>(
      `select (select (payload ->> 'read')::int from job where kind = 'backfill') as read,
         exists (select from portal where backfill is not null) as finished`,
    );
    return rows[0]!;
  };

  await installAsABrowser(publicUrl);
  let kills = 0;
  for (const enough of [1, 0.4 * CONTACTS, 0.8 * CONTACTS]) {
    await until(`${enough} contacts are read`, async () => {
      const { read, finished } = await backfill();
      return finished || (read ?? 0) >= enough;
    });
    if ((await backfill()).finished) break;
    await kill();
    await start();
    kills++;
  }
  await drained();

  const pages = sandbox.calls
    .summary()
    .counts.find((c) => c.method === 'GET' && c.route === '/crm/objects/2026-09/{objectType}')!.count;
  console.log(`${kills} kills while ${CONTACTS} contacts were read: ${pages} pages of 100`);
  expect(kills).toBeGreaterThanOrEqual(2);
  expect(pages).toBeLessThanOrEqual(CONTACTS / 100 + kills * 2 * 8);
  expect(sandbox.state().contacts.filter((c) => c.properties['ripen_score'] !== undefined)).toHaveLength(CONTACTS);
});

it('a stage that a process wrote before it was killed is no decision of a person', async () => {
  const world = await testWorld();
  const { sandbox, app } = world;
  loadSample(sandbox.portal(), fewOfEach(sandbox.clock.now(), 2));
  await world.install();
  await world.settled();
  const portalId = sandbox.portal().settings.id;
  const { db } = app.database;
  const [theirs, ours] = sandbox
    .state()
    .contacts.filter(({ properties }) => properties['lifecyclestage'] === 'marketingqualifiedlead')
    .map(({ id }) => Number(id));
  // So a contact is left whose process ended between the write and the commit.
  const wrote = sql`update contact set lifecycle = 'salesqualifiedlead' where contact_id = ${ours}`;
  await wrote.execute(db);
  for (const contactId of [theirs!, ours!]) {
    await someone(sandbox.url, portalId).changes(`${contactId}`, { lifecyclestage: 'salesqualifiedlead' });
    await markContactsStale(db, { portalId, marks: [{ contactId }], dueAt: sandbox.clock.now() });
  }
  app.worker.wake();
  await world.settled();

  const { rows } = await sql<{ id: number; decided: string | null; level: string }>`
    select contact_id as id, memory -> 'decision' ->> 'qualification' as decided, memory ->> 'qualification' as level
    from contact where contact_id in (${theirs}, ${ours}) order by contact_id`.execute(db);
  expect(rows).toEqual([
    { id: theirs, decided: 'sql', level: 'sql' },
    // As at first sight, when the account said so.
    { id: ours, decided: 'mql', level: 'mql' },
  ]);
});
