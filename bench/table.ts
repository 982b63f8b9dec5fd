import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { loadSample } from '../sandbox/sample/sample.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { connectDatabase } from '../src/store/database.ts';
import { copyBase } from './support/copy-base.ts';
import { loadLeads } from './support/load-leads.ts';
import { machine, saved } from './support/measure.ts';
import { realServers } from './support/real-servers.ts';
import { withAccountOnClock } from './table/account-on-clock.ts';
import { bytesOfCopies } from './table/bytes-of-copies.ts';
import { firstReading } from './table/first-reading.ts';
import { intake } from './table/intake.ts';
import { oneEvent } from './table/one-event.ts';
import { cardAndPages } from './table/pages.ts';
import { bytesOfYear, enrolments, rules, whatIf } from './table/programs.ts';
import type { Row } from './table/row.ts';
import { steadyEvents } from './table/steady-events.ts';
import { timeAlone } from './table/time-alone.ts';

/*
 * The goals of speed, each with what this run got. What a size does not tell is printed as not run,
 * with the reason.
 *
 *     npm run bench:table -- [--rows 1,2,3,4,5,6,7,8,9,10,11] [--contacts 10000] [--first 2000]
 *                            [--alone 303] [--minutes 1] [--requests 300] [--executions 500]
 *                            [--year 60]
 *
 * `--contacts`: of row 3, and to so many the base is copied for rows 7, 8, 10 and 11; `--first`:
 * contacts beside the sample that are read in row 4; `--alone`: contacts of rows 5 and 6;
 * `--minutes`: of events in row 5; `--year`: contacts that live a year in row 11. The goals speak
 * of 1000000, 100000, 100000 contacts, 10 minutes, 50000 executions and as many requests as a day
 * has.
 */

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1,2,3,4,5,6,7,8,9,10,11' },
    contacts: { type: 'string', default: '10000' },
    first: { type: 'string', default: '2000' },
    alone: { type: 'string', default: '303' },
    minutes: { type: 'string', default: '1' },
    requests: { type: 'string', default: '300' },
    executions: { type: 'string', default: '500' },
    year: { type: 'string', default: '60' },
  },
});
const CONTACTS = Number(values.contacts);
const WANTED = new Set(values.rows.split(',').map(Number));
/** how long an answer of HubSpot takes in row 4 */
const ANSWER_MS = 150;

const rows: Row[] = [];
/** Keeps rows and prints them at once: a run at the sizes of the goals takes an hour. */
function tell(...some: readonly Row[]): void {
  rows.push(...some);
  for (const { row, measure, goal, got } of some) console.log(`| ${row} | ${measure} | ${goal} | ${got} |`);
}

console.log(`${machine()}\n\n| # | measure | goal | got |\n|---|---|---|---|`);
const wants = (...some: readonly number[]) => some.some((row) => WANTED.has(row));
if (wants(1, 2)) tell(...(await rules()));
if (wants(3)) tell(await whatIf(CONTACTS));
if (wants(5, 6)) await onClock();
if (wants(4, 7, 8, 10, 11)) await onServer();
if (wants(9)) tell(await enrolments(Number(values.executions)));
if (wants(11)) tell(await bytesOfYear(Number(values.year)));
await saved('table', { rows: rows.toSorted((a, b) => a.row - b.row) });

async function onClock(): Promise<void> {
  await withAccountOnClock(Number(values.alone), async (world) => {
    if (wants(5)) tell(await steadyEvents(world, Number(values.minutes)));
    if (wants(6)) tell(...(await timeAlone(world)));
  });
}

function load(sandbox: Sandbox): void {
  loadSample(sandbox.portal());
  loadLeads(sandbox.portal(), Number(values.first));
}

/** A process of `npm start` with its database, and real time. */
async function onServer(): Promise<void> {
  const servers = await realServers(1, (sandbox) => {
    load(sandbox);
    const effect = { kind: 'delay', milliseconds: ANSWER_MS } as const;
    sandbox.faults.add({ path: '/crm/*', times: Number.MAX_SAFE_INTEGER, effect });
  });
  const { sandbox, databaseUrl } = servers;
  sandbox.faults.clear();
  const database = await connectDatabase({ connectionString: databaseUrl }, pino({ level: 'silent' }));
  try {
    const ids = sandbox.state().contacts.map(({ id }) => id);
    if (wants(4)) tell(await firstReading(servers, ids.length, ANSWER_MS));
    if (wants(7, 8, 10, 11)) await copyBase(database.db, CONTACTS);
    if (wants(8)) {
      const few = await realServers(1, load);
      const some = { servers: few, contacts: ids.length };
      tell(await oneEvent(some, { servers, contacts: CONTACTS }).finally(few.close));
    }
    if (wants(10)) tell(await cardAndPages(servers, ids, CONTACTS));
    if (wants(11)) tell(await bytesOfCopies(database));
    // Copies are not in HubSpot: news of them would measure how Ripen looks for missing contacts.
    if (wants(7)) tell(await intake(servers, ids.map(Number), Number(values.requests)));
  } finally {
    await database.close();
    await servers.close();
  }
}
