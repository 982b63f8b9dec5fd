import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { sql } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { startWorld, type World } from '../demo/world.ts';
import { createClock } from '../sandbox/clock.ts';
import { loadSample } from '../sandbox/sample/sample.ts';
import { signatureHeaders } from '../sandbox/webhooks/sign.ts';
import { connectDatabase, type Database } from '../src/store/database.ts';
import { UNHURRIED, UNHURRIED_SANDBOX } from '../test/support/fast-limits.ts';
import { someone } from '../test/support/someone.ts';
import { bytesOf, copyBase, tablesOfContacts } from './copy-base.ts';
import { loadLeads } from './load-leads.ts';
import { loadSamples } from './load-samples.ts';
import { machine, saved } from './measure.ts';
import { realServers } from './real-servers.ts';

/*
 * The goals of speed that need a server, a database and an account, each with what this run got.
 * What a size does not tell is printed as not run, with the reason.
 *
 *     npm run bench:table -- [--first 2000] [--contacts 10000] [--minutes 1]
 *                            [--executions 500] [--requests 300] [--alone 303]
 *                            [--rows 4,5,6,7,8,9,10,11]
 *
 * `--alone`: contacts of rows 5 and 6; `--first`: contacts beside the sample that are read in row
 * 4; `--contacts`: to so many the base is copied for rows 7, 8, 10 and 11; `--minutes`: of events
 * in row 5. The goals speak of 100000, 100000, 1000000, 10, 50000 executions and as many requests
 * as a day has.
 */

const { values } = parseArgs({
  options: {
    first: { type: 'string', default: '2000' },
    contacts: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '1' },
    executions: { type: 'string', default: '500' },
    requests: { type: 'string', default: '300' },
    alone: { type: 'string', default: '303' },
    rows: { type: 'string', default: '4,5,6,7,8,9,10,11' },
  },
});
const CONTACTS = Number(values.contacts);
const MINUTES = Number(values.minutes);
const EXECUTIONS = Number(values.executions);
const REQUESTS = Number(values.requests);
const FIRST = Number(values.first);
const ALONE = Number(values.alone);
const WANTED = new Set(values.rows.split(',').map(Number));
const EVENTS = 100;
const AT_ONCE = 8;
const SECOND = 1_000;
const HOUR = 3_600_000;
/** how long an answer of HubSpot takes in row 4, and the calls that it allows a marketplace app */
const ANSWER_MS = 150;
const QUOTA = { calls: 110, ms: 10 * SECOND };
/** changes in row 8, and the debounce that each waits for */
const CHANGES = 8;
const DEBOUNCE_MS = 1_000;
/** requests a second in row 7, and how many */
const PER_SECOND = 150;
const PACED = 450;
/** requests before each clock of row 7 runs */
const WARM = 20;

type Row = { readonly row: number; readonly measure: string; readonly goal: string; readonly got: string };
const rows: Row[] = [];
function tell(row: number, measure: string, goal: string, got: string): void {
  rows.push({ row, measure, goal, got });
  console.log(`| ${row} | ${measure} | ${goal} | ${got} |`);
}

console.log(`${machine()}\n\n| # | measure | goal | got |\n|---|---|---|---|`);
const wants = (...some: readonly number[]) => some.some((row) => WANTED.has(row));
if (wants(5, 6)) await onClock();
if (wants(4, 7, 8, 10, 11)) await onServer();
if (wants(9)) tell(9, ...(await enrolments()));
await saved('table', { rows: rows.toSorted((a, b) => a.row - b.row) });

/** Rows 5 and 6: an account on a clock that moves when it is told. */
async function onClock(): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'ripen-bench-'));
  const world = await startWorld({
    database: { dataDir },
    log: pino({ level: 'silent' }),
    sandbox: { clock: createClock(Date.UTC(2026, 10, 16, 9), 'frozen'), rate: UNHURRIED_SANDBOX },
    app: { debounceMs: 10 * SECOND, limits: UNHURRIED },
  });
  try {
    loadSamples(world.sandbox.portal(), ALONE);
    await world.install();
    await forward(world, 10 * SECOND);
    if (wants(5)) await steadyEvents(world);
    if (wants(6)) await timeAlone(world);
  } finally {
    await world.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function forward({ sandbox, settled }: World, ms: number): Promise<void> {
  sandbox.clock.set(sandbox.clock.now() + ms);
  await settled();
}

async function steadyEvents(world: World): Promise<void> {
  const { sandbox } = world;
  const ids = sandbox.state().contacts.map(({ id }) => id);
  const user = someone(sandbox.url, sandbox.portal().settings.id);
  sandbox.calls.reset();
  let fewest = 0;
  let sent = 0;
  for (let window = 0; window < MINUTES * 6; window++) {
    const touched = new Set<string>();
    const before = membersOf(world);
    for (let n = 0; n < 1_000; n++) {
      const id = ids[(sent++ * 7) % ids.length]!;
      touched.add(id);
      await user.changes(id, { jobtitle: `${sent % 2 === 0 ? 'Head' : 'Student'} of ${sent}` });
    }
    await world.settled();
    await forward(world, 10 * SECOND);
    // A hundred are read by a call, and written by one; a list takes 500 changes in a call.
    const changes = [...membersOf(world)].map(([list, now]) => differing(before.get(list)!, now));
    fewest += 2 * Math.ceil(touched.size / 100) + changes.reduce((sum, count) => sum + Math.ceil(count / 500), 0);
  }
  const { total, counts } = sandbox.calls.summary();
  const callsTo = (pattern: RegExp) =>
    counts.filter(({ route }) => pattern.test(route)).reduce((sum, { count }) => sum + count, 0);
  const [batches, ofLists] = [callsTo(/objects\/.*batch/), callsTo(/lists/)];
  tell(
    5,
    `100 events a second, ${MINUTES} min of portal time, ${ids.length} contacts`,
    '≤ 1.25 × the fewest calls',
    `${(total / fewest).toFixed(2)} × (${total} calls: ${batches} by the hundred, ${ofLists} of lists; fewest ${fewest})`,
  );
}

function differing(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((one) => !b.has(one)).length + [...b].filter((one) => !a.has(one)).length;
}

function membersOf({ sandbox }: World): ReadonlyMap<string, Set<string>> {
  return new Map(sandbox.state().lists.map(({ name, members }) => [name, new Set(members)]));
}

/** The third day without news, and the hundredth: a base in which few were active lately. */
async function timeAlone(world: World): Promise<void> {
  const { sandbox, app } = world;
  const evaluations = async () => (await app.metrics.evaluations.get()).values[0]?.value ?? 0;
  const shown = () => sandbox.state().contacts.map(({ properties }) => properties);
  for (const [day, until] of [
    ['third', 2],
    ['hundredth', 96],
  ] as const) {
    for (let n = 0; n < until; n++) await forward(world, 24 * HOUR);
    const [before, was] = [shown(), await evaluations()];
    for (let hour = 0; hour < 24; hour++) await forward(world, HOUR);
    const evaluated = (await evaluations()) - was;
    const changes = shown().map((now, at) => changedIn(before[at]!, now));
    tell(
      6,
      `time alone, ${before.length} contacts, the ${day} day`,
      "≤ 1/20 of a nightly pass's evaluations",
      `1/${(before.length / evaluated).toFixed(1)} (${evaluated} evaluations; ${changes.filter(({ length }) => length > 0).length} contacts show something new: ${most(changes.flat())})`,
    );
  }
}

function changedIn(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(now).filter((name) => now[name] !== before[name]);
}

/** The names that come most often, each with how often. */
function most(names: readonly string[]): string {
  const counted = Object.entries(Object.groupBy(names, (name) => name)).map(([name, all = []]) => ({
    name,
    times: all.length,
  }));
  return counted
    .sort((a, b) => b.times - a.times)
    .slice(0, 6)
    .map(({ name, times }) => `${name} ${times}`)
    .join(', ');
}

type Servers = Awaited<ReturnType<typeof realServers>>;

/** Rows 4, 7, 8, 10 and 11: a process of `npm start` with its database, and real time. */
async function onServer(): Promise<void> {
  const servers = await realServers(1, (sandbox) => {
    loadSample(sandbox.portal());
    loadLeads(sandbox.portal(), FIRST);
    const effect = { kind: 'delay', milliseconds: ANSWER_MS } as const;
    sandbox.faults.add({ path: '/crm/*', times: Number.MAX_SAFE_INTEGER, effect });
  });
  const { sandbox, databaseUrl } = servers;
  sandbox.faults.clear();
  const database = await connectDatabase({ connectionString: databaseUrl }, pino({ level: 'silent' }));
  try {
    const ids = sandbox.state().contacts.map(({ id }) => id);
    await firstReading(servers, ids.length);
    const small = wants(8) ? await shownAfter(servers, ids) : Number.NaN;
    if (wants(7, 8, 10, 11)) await copyBase(database.db, CONTACTS);
    if (wants(8)) {
      const large = await shownAfter(servers, ids);
      tell(
        8,
        `one event, from the change until HubSpot shows it without the second of debounce: ${ids.length} and ${CONTACTS} contacts`,
        '≤ 1.2 ×',
        `${(large / small).toFixed(2)} × (${Math.round(small)} and ${Math.round(large)} ms, medians of ${CHANGES})`,
      );
    }
    if (wants(10)) await cardAndPages(servers, ids);
    if (wants(11)) await bytes(database);
    // Copies are not in HubSpot: news of them would measure how Ripen looks for missing contacts.
    if (wants(7)) await intake(servers, ids.map(Number));
  } finally {
    await database.close();
    await servers.close();
  }
}

/** Row 4. */
async function firstReading({ sandbox, reading, pool }: Servers, contacts: number): Promise<void> {
  const { counts } = sandbox.calls.summary();
  const callsTo = (method: string, route: RegExp) =>
    counts.filter((one) => one.method === method && route.test(one.route));
  const all = counts.filter(({ route }) => /^\/crm\/objects\//.test(route)).reduce((sum, { count }) => sum + count, 0);
  const { rows: linked } = await pool.query<{ companies: number; deals: number }>(`
    select (select count(distinct facts ->> 'companyId') from contact)::int as companies,
      (select count(distinct id) from contact, jsonb_array_elements_text(facts -> 'dealIds') as id)::int as deals`);
  const { companies, deals } = linked[0]!;
  const hundreds = (count: number) => Math.ceil(count / 100);
  const fewest = 2 * hundreds(contacts) + hundreds(companies) + hundreds(deals);
  const began = Math.min(...callsTo('GET', /\/objects\/[^/]+\/\{objectType\}$/).map(({ firstAt }) => firstAt));
  const ended = Math.max(...callsTo('POST', /batch\/update$/).map(({ lastAt }) => lastAt));
  const shortest = Math.floor((fewest - 1) / QUOTA.calls) * QUOTA.ms;
  const ofQuota =
    shortest < 10 * QUOTA.ms
      ? 'which tells nothing of the quota: it lets so few calls go at once'
      : `of ${shortest / SECOND} s that the quota takes for the fewest calls: ${(shortest / (ended - began)).toFixed(2)}`;
  tell(
    4,
    `first reading of ${contacts} contacts, answers after ${ANSWER_MS} ms, processor of the server alone`,
    "≥ 4,000 contacts a CPU-second, ≥ 0.98 of the fewest calls, ≥ 0.95 of the quota's time",
    `${Math.round(contacts / reading.cpuSeconds)} a CPU-second, set-up included; ${all} calls for records, of ${fewest} at the fewest (companies and deals by the hundred too): ${(fewest / all).toFixed(2)}; from the first page to the last write ${((ended - began) / SECOND).toFixed(1)} s, ${ofQuota}`,
  );
}

/** Row 10. */
async function cardAndPages({ sandbox, publicUrl }: Servers, ids: readonly string[]): Promise<void> {
  const portalId = sandbox.portal().settings.id;
  const signed = (url: string) =>
    signatureHeaders(
      { method: 'GET', url, body: '', secret: sandbox.app.clientSecret, timestamp: sandbox.clock.now() },
      'v2',
    );
  const ask = async (place: string) => {
    const url = `${publicUrl}${place}${place.includes('?') ? '&' : '?'}userId=7&portalId=${portalId}&userEmail=rep%40customer.example&appId=${sandbox.app.appId}`;
    const answer = await fetch(url, { headers: signed(url) });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${place}: ${answer.status}`);
  };
  const pages: Readonly<Record<string, () => string>> = {
    card: () => `/cards/score?contactId=${ids[Math.floor(Math.random() * ids.length)]}`,
    overview: () => '/cards/pages',
    funnel: () => '/cards/pages/figures/funnel?months=12',
    settings: () => '/cards/settings',
  };
  const slowest = [];
  for (const [name, place] of Object.entries(pages)) {
    const times: number[] = [];
    for (let n = 0; n < (name === 'card' ? 100 : 20); n++) times.push(await timed(() => ask(place())));
    slowest.push(`${name} ${Math.round(quantile(times, 0.95))} ms`);
  }
  tell(10, `card and pages at ${CONTACTS} contacts, p95`, 'card ≤ 100 ms, others ≤ 1 s', slowest.join(', '));
}

/** Row 11. */
async function bytes({ db }: Database): Promise<void> {
  const { rows } = await sql<{ activities: number }>`
    select ((select count(*) from activity) + (
      select count(*) from activity_pack, json_array_elements(kinds) as kind, json_array_elements(kind -> 4))
    )::float / (select count(*) from contact) as activities`.execute(db);
  const sizes = Object.entries(await bytesOf(db, await tablesOfContacts(db))).filter(([, size]) => size > 0);
  tell(
    11,
    `bytes a contact on the disk, ${rows[0]!.activities.toFixed(1)} activities each, no year of history`,
    '≤ 5 kB with 20 activities and a year',
    `${sizes.reduce((sum, [, size]) => sum + size, 0)}: ${sizes.map(([name, size]) => `${name} ${size}`).join(', ')}`,
  );
}

/** Milliseconds, the median. */
async function shownAfter({ sandbox }: Servers, ids: readonly string[]) {
  const portal = sandbox.portal();
  const find = (id: string) => sandbox.state().contacts.find((contact) => contact.id === id)!;
  const id = ids.find((one) => Number(find(one).properties['ripen_explicit_score']) > 20)!;
  const times: number[] = [];
  for (let n = 0; n < CHANGES; n++) {
    const before = find(id).properties['ripen_explicit_score'];
    const began = performance.now();
    const changed = await fetch(`${sandbox.url}/_sandbox/portals/${portal.settings.id}/contacts/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        properties: { jobtitle: n % 2 === 1 ? 'Chief Executive Officer' : 'Student' },
      }),
    });
    if (!changed.ok) throw new Error(await changed.text());
    while (find(id).properties['ripen_explicit_score'] === before) {
      if (performance.now() - began > 60_000) throw new Error('A change was not shown within a minute.');
      await delay(5);
    }
    times.push(performance.now() - began - DEBOUNCE_MS);
    await delay(500);
  }
  return quantile(times, 0.5);
}

/** Row 7: signed deliveries, beside the database alone and beside a server that stores nothing. */
async function intake({ sandbox, publicUrl, databaseUrl, metrics }: Servers, ids: readonly number[]) {
  const portalId = sandbox.portal().settings.id;
  let eventId = 1_000_000_000;
  const events = () =>
    Array.from({ length: EVENTS }, () => ({
      eventId: ++eventId,
      subscriptionId: 1,
      portalId,
      appId: sandbox.app.appId,
      occurredAt: Date.now(),
      subscriptionType: 'contact.propertyChange',
      attemptNumber: 0,
      objectId: ids[eventId % ids.length]!,
      propertyName: 'jobtitle',
      propertyValue: 'Owner',
      changeSource: 'CRM',
    }));
  // Made and signed before the clock runs: what it measures is not the client.
  const deliveries = (url: string, count: number) =>
    Array.from({ length: count }, () => {
      const body = JSON.stringify(events());
      const secret = sandbox.app.clientSecret;
      const headers = signatureHeaders({ method: 'POST', url, body, secret, timestamp: Date.now() }, 'v1');
      return { url, body: Buffer.from(body), headers: { ...headers, 'content-type': 'application/json' } };
    });
  const hook = '/webhooks/hubspot';
  const bare = await startBare();
  const agent = new Agent({ keepAlive: true });
  const client = new pg.Pool({ connectionString: databaseUrl, max: AT_ONCE });
  try {
    await client.query('create table bench_event (like event including all)');
    const rowsOf = () =>
      JSON.stringify(events().map(({ eventId: id, objectId, occurredAt }) => ({ id, objectId, occurredAt })));
    const insert = (rows: string) =>
      client.query(
        `insert into bench_event select ${portalId}, 'contact.propertyChange', "objectId", 'jobtitle', "occurredAt", id, "occurredAt"
          from jsonb_to_recordset($1) as t(id bigint, "objectId" bigint, "occurredAt" bigint)`,
        [rows],
      );
    const rate = async <Sent>(all: readonly Sent[], send: (one: Sent) => Promise<unknown>) => {
      const queue = all.values();
      for (let n = 0; n < WARM; n++) await send(queue.next().value!);
      const began = performance.now();
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (const one of queue) await send(one);
        }),
      );
      return (REQUESTS * EVENTS * SECOND) / (performance.now() - began);
    };
    const must = async (delivery: Signed) => {
      if (!(await post(agent, delivery))) throw new Error(`${delivery.url} refused a delivery.`);
    };
    // What others do on the machine, and the client, is in no processor time of the server.
    const usOfBare = async () => {
      const { user, system } = (await (await fetch(`${bare.url}/cpu`)).json()) as NodeJS.CpuUsage;
      return user + system;
    };
    const usOfRipen = async () => ((await metrics()).get('process_cpu_seconds_total') ?? Number.NaN) * 1e6;
    const bareBefore = await usOfBare();
    const ofBare = await rate(deliveries(`${bare.url}${hook}`, WARM + REQUESTS), must);
    const perEvent = (us: number) => us / ((WARM + REQUESTS) * EVENTS);
    const bareUs = perEvent((await usOfBare()) - bareBefore);
    const ofDatabase = await rate(Array.from({ length: WARM + REQUESTS }, rowsOf), insert);
    const ripenBefore = await usOfRipen();
    const ofRipen = await rate(deliveries(`${publicUrl}${hook}`, WARM + REQUESTS), must);
    const ripenUs = perEvent((await usOfRipen()) - ripenBefore);
    const times: number[] = [];
    const paced = deliveries(`${publicUrl}${hook}`, PACED);
    const began = performance.now();
    const sent: Promise<void>[] = [];
    let refused = 0;
    for (const [n, delivery] of paced.entries()) {
      await delay(Math.max(0, began + (n * SECOND) / PER_SECOND - performance.now()));
      const send = async () => {
        if (!(await post(agent, delivery))) refused++;
      };
      sent.push(timed(send).then((ms) => void times.push(ms)));
    }
    await Promise.all(sent);
    tell(
      7,
      `durable intake over HTTP, ${EVENTS} events a request, ${AT_ONCE} at once, ${REQUESTS} requests`,
      `≥ 0.8 × the database alone, ≥ 0.10 × express with HMAC and parse; ${PER_SECOND} requests/s: p99 < 100 ms`,
      `${Math.round(ofRipen)} events/s: ${(ofRipen / ofDatabase).toFixed(2)} × (${Math.round(ofDatabase)}), ${(ofRipen / ofBare).toFixed(2)} × (${Math.round(ofBare)}); processor of the server, the work on contacts included, ${ripenUs.toFixed(1)} µs an event, of express ${bareUs.toFixed(1)}: ${(bareUs / ripenUs).toFixed(2)} ×; ${PACED} at ${PER_SECOND}/s: p99 ${Math.round(quantile(times, 0.99))} ms, ${refused} refused (503)`,
    );
  } finally {
    bare.process.kill();
    agent.destroy();
    await client.end();
  }
}

type Signed = { readonly url: string; readonly body: Buffer; readonly headers: Readonly<Record<string, string>> };

/** Whether the answer was 2xx. */
function post(agent: Agent, { url, body, headers }: Signed): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } });
    call.on('response', (answer) =>
      answer.resume().on('end', () => resolve(Math.floor(answer.statusCode! / 100) === 2)),
    );
    call.on('error', reject).end(body);
  });
}

async function startBare(): Promise<{ readonly url: string; readonly process: ChildProcess }> {
  const program = fileURLToPath(new URL('./bare-intake.ts', import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
  return { url: `http://127.0.0.1:${port}`, process: child };
}

async function enrolments(): Promise<readonly [measure: string, goal: string, got: string]> {
  const program = fileURLToPath(new URL('./enrolments.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, `${EXECUTIONS}`], { maxBuffer: 1e8 });
  const [, calls] = /calls per hundred contacts: ([\d.]+)/.exec(stdout) ?? [];
  const [, share] = /quota: ([\d.]+) of the time/.exec(stdout) ?? [];
  if (calls === undefined || share === undefined) throw new Error(`bench/enrolments.ts said:\n${stdout}`);
  const isQuotaReached = EXECUTIONS >= 15_000;
  return [
    `${EXECUTIONS} executions of a workflow action at once`,
    "≤ 3.2 calls per 100, ≥ 0.9 of the quota's time",
    `${calls} calls per 100; ${isQuotaReached ? `${share} of the time at the quota` : `time at the quota: not run, ${EXECUTIONS} executions end before it is reached`}`,
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}
