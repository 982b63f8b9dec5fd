import { expect, test } from 'vitest';
import { installAsABrowser, type World } from '../../demo/world.ts';
import { createLoader } from '../../sandbox/portal/load.ts';
import { makeDue } from '../../src/store/contacts/contacts.ts';
import type { Database } from '../../src/store/database.ts';
import { killableWorld } from '../support/programs/killable.ts';
import { someone } from '../support/someone.ts';
import { until } from '../support/until.ts';
import { DAY, START, testWorld } from '../support/world.ts';

/*
 * Time is shared: however much happened to one contact, everybody else is served, and the process
 * lives.
 */

const KNOWN = 80_000;
const PENDING = 20_000;
const SINCE = START - 100 * DAY;

/** Two years of behaviour that an evaluation has seen, and a hundred days of it that none has. */
async function giveMuchBehaviour({ pool }: Database, portalId: number, contactId: string): Promise<void> {
  const fill = (from: number, to: number, count: number, name: string) =>
    pool.query(
      `insert into activity (portal_id, contact_id, id, signal, at, quantity, source, detail)
       select $1, $2, $3 || n, (array['page_view', 'web_visit', 'email_open', 'email_click', 'pricing_page_view'])[1 + n % 5],
         $4::bigint + n * (($5::bigint - $4::bigint) / $6::int), 1, 'import', '/pages/' || n % 40
       from generate_series(0, $6::int - 1) n`,
      [portalId, contactId, name, from, to, count],
    );
  await fill(START - 830 * DAY, SINCE, KNOWN, 'known ');
  await fill(SINCE + 1, START - 1, PENDING, 'pending ');
  await pool.query(
    `update contact set memory = jsonb_set(memory, '{asOf}', to_jsonb($3::bigint)), facts_at = $3
     where portal_id = $1 and contact_id = $2`,
    [portalId, contactId, SINCE],
  );
}

/** People, by key. */
function settlers(world: Pick<World, 'sandbox'>, portalId: number, keys: readonly string[]): string[] {
  const load = createLoader(world.sandbox.portal(portalId));
  return keys.map(
    (key) => load({ key, properties: { email: `${key}@firm.example`, jobtitle: 'Owner' }, deals: [] }).id,
  );
}

/**
 * The longest piece of work of this thread between two looks of a timer, in ms of its own processor
 * time: what others on the machine do is no stop of ours.
 */
function watchStops(): { readonly longest: () => number; readonly end: () => void } {
  const worked = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let longest = 0;
  let last = worked();
  const timer = setInterval(() => {
    const now = worked();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  return { longest: () => longest, end: () => clearInterval(timer) };
}

test('a contact with 100,000 activities and 20,000 pending instants stops nobody, and is brought up to date', async () => {
  const [ours, other] = [801, 802];
  const world = await testWorld({ sandbox: { portals: [{ id: ours }, { id: other }] } });
  const { database } = world.app;
  const [heavy = '', ...mates] = settlers(world, ours, ['heavy', ...Array.from({ length: 20 }, (_, n) => `mate${n}`)]);
  const strangers = settlers(
    world,
    other,
    Array.from({ length: 20 }, (_, n) => `stranger${n}`),
  );
  await world.install(ours);
  await world.install(other);
  await world.settled();
  await giveMuchBehaviour(database, ours, heavy);
  const stateOf = async (contactId: string) =>
    (
      await database.pool.query(
        `select alone, lease is not null as held, evaluating, attempts, (memory ->> 'asOf')::bigint as "asOf",
           scored_at as "scoredAt" from contact where portal_id = $1 and contact_id = $2`,
        [ours, contactId],
      )
    ).rows[0];
  const scoredOf = (portalId: number, id: string) =>
    world.sandbox.portal(portalId).records.contacts.resolve(id)?.properties['ripen_job_area'];

  const stops = watchStops();
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  await makeDue(database.db, { portalId: ours, contactIds: [heavy, ...mates].map(Number), now: START });
  await until('the heavy contact is being evaluated, alone', async () => {
    const { alone, evaluating } = await stateOf(heavy);
    return alone && evaluating;
  });

  const waits: number[] = [];
  const health: number[] = [];
  let served = 0;
  let isDone = false;
  for (let turn = 0; !isDone; turn++) {
    const asked = performance.now();
    expect((await fetch(`${world.app.url}/health/ready`)).status).toBe(200);
    health.push(performance.now() - asked);
    const [portalId, id] = turn % 2 === 0 ? [other, strangers[turn % 20]!] : [ours, mates[turn % 20]!];
    const before = scoredOf(portalId, id);
    await someone(world.sandbox.url, portalId).changes(id, {
      jobtitle: before === 'finance' ? 'Head of Engineering' : 'Head of Finance',
    });
    await until('a change of somebody else is written', () => scoredOf(portalId, id) !== before);
    waits.push(performance.now() - asked);
    const { asOf } = await stateOf(heavy);
    isDone = asOf === START;
    if (!isDone) served++;
  }
  const ms = performance.now() - began;
  const cpu = process.cpuUsage(cpuBefore);
  stops.end();
  await world.settled();

  const { alone, attempts, scoredAt } = await stateOf(heavy);
  const metric = await world.app.metrics.evaluations.get();
  console.log(
    `${KNOWN + PENDING} activities, ${PENDING} pending instants: ${(ms / 1000).toFixed(1)} s (${((cpu.user + cpu.system) / 1e6).toFixed(1)} s of processor time, sandbox and others included), ` +
      `longest stop ${stops.longest().toFixed(0)} ms; meanwhile ${served} changes of other contacts in two portals were read, scored and written, ` +
      `the slowest in ${Math.max(...waits).toFixed(0)} ms; health answered in ${Math.max(...health).toFixed(0)} ms at most`,
  );
  expect({ alone, attempts }).toEqual({ alone: true, attempts: 0 });
  expect(scoredAt).toBe(START);
  expect(metric.values[0]!.value).toBeGreaterThan(PENDING);
  expect(served).toBeGreaterThan(2);
  // On a busy machine much waits for one turn: only a share of the same run says something.
  expect(stops.longest()).toBeLessThan((cpu.user + cpu.system) / 1_000 / 20);
});

test('a contact whose evaluation ends the process is tried alone, counted, and left alone in the end; its mates are not', async () => {
  const world = await killableWorld();
  const { pool } = world.database;
  const portalId = world.sandbox.portal().settings.id;
  const [heavy = '', ...mates] = settlers(world, portalId, ['heavy', 'ann', 'bob']);
  await installAsABrowser(world.publicUrl);
  await world.drained();
  await giveMuchBehaviour(world.database, portalId, heavy);
  await makeDue(world.database.db, { portalId, contactIds: [heavy, ...mates].map(Number), now: world.clock.now() });
  const stateOf = async () =>
    (
      await pool.query(
        'select evaluating, attempts, run_at as "runAt", last_error as error from contact where contact_id = $1',
        [heavy],
      )
    ).rows[0];

  for (let crash = 1; crash <= 3; crash++) {
    await until('it is being evaluated', async () => (await stateOf()).evaluating);
    await world.kill();
    await world.start();
    await until('the crash is counted', async () => (await stateOf()).error === 'process_ended');
    const { attempts, runAt } = await stateOf();
    expect(attempts).toBe(crash);
    if (crash === 3) expect(runAt).toBeNull();
    else expect(Number(runAt)).toBe(world.clock.now() + 2 ** crash * 1000);
    await pool.query('update contact set last_error = null where contact_id = $1', [heavy]);
    world.clock.advance(10_000);
    world.tellTime();
  }

  await someone(world.sandbox.url, portalId).changes(mates[0]!, { jobtitle: 'Head of Finance' });
  await world.drained();
  const letters = await pool.query(`select key, error from dead_letter where what = 'contact'`);
  const others = await pool.query(
    'select attempts, run_at is null as "deadLetter" from contact where contact_id <> $1',
    [heavy],
  );
  expect(letters.rows).toEqual([{ key: heavy, error: 'process_ended' }]);
  expect(others.rows.every(({ attempts }) => attempts === 0)).toBe(true);
});
