import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { someone } from '../test/support/someone.ts';
import { growthOf } from './support/growth.ts';
import { machine, saved } from './support/measure.ts';
import { realServers } from './support/real-servers.ts';

/*
 * A server process under steady events: its memory, connections and open handles, in each of sixty
 * intervals the least of ten looks. Ends with code 1 if one of them grows.
 *
 *     npm run soak -- [--minutes 10] [--events 10]      events a second
 */

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, events: { type: 'string', default: '10' } },
});
const minutes = Number(values.minutes);
const perSecond = Number(values.events);
const SAMPLES = 60;
const MB = 2 ** 20;

/** What is looked at, and by how much the line through its samples may rise in a run. */
const MEASURES = [
  { name: 'heap, MB', most: (from: number) => from * 0.2 },
  { name: 'memory, MB', most: (from: number) => from * 0.2 },
  { name: 'open files', most: () => 5 },
  { name: 'handles', most: () => 5 },
  { name: 'connections to PostgreSQL', most: () => 3 },
] as const;

/** looks at each sample */
const LOOKS = 10;

const servers = await realServers(1);
const samples: number[][] = [];
let sent = 0;
try {
  console.log(`${machine()}; ${minutes} minutes, ${perSecond} events a second`);
  console.log(['  minute', ...MEASURES.map(({ name }) => name)].join('   '));
  const { sandbox } = servers;
  const user = someone(sandbox.url, sandbox.portal().settings.id);
  const ids = sandbox.state().contacts.map(({ id }) => id);
  const began = performance.now();
  const isOver = () => performance.now() - began >= minutes * 60_000;

  const sending = (async () => {
    while (!isOver()) {
      const id = ids[(sent * 29) % ids.length]!;
      if (sent % 4 === 0)
        await user.delivers(id, { kind: 'page_view', url: 'https://vendor.example/pricing', count: 1 });
      else await user.changes(id, { jobtitle: `${sent % 8 < 4 ? 'Head of' : 'Student of'} ${sent}` });
      sent++;
      await delay(Math.max(0, began + (sent * 1_000) / perSecond - performance.now()));
    }
  })();
  for (let n = 1; n <= SAMPLES; n++) {
    // What is in use for a moment is no growth: of several looks the least counts.
    const looks: number[][] = [];
    for (let look = 1; look <= LOOKS; look++) {
      await delay(Math.max(0, began + ((n - 1 + look / LOOKS) * minutes * 60_000) / SAMPLES - performance.now()));
      looks.push(await measured());
    }
    const sample = MEASURES.map((_, at) => Math.min(...looks.map((look) => look[at]!)));
    samples.push(sample);
    if (n % 5 === 0 || n === 1)
      console.log([((n * minutes) / SAMPLES).toFixed(1).padStart(8), ...sample.map(Math.round)].join('   '));
  }
  await sending;
} finally {
  await servers.close();
}

async function measured(): Promise<number[]> {
  const told = await servers.metrics();
  const { rows } = await servers.pool.query<{ count: string }>(
    'select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  const of = (name: string) => told.get(name) ?? Number.NaN;
  return [
    of('nodejs_heap_size_used_bytes') / MB,
    of('process_resident_memory_bytes') / MB,
    of('process_open_fds'),
    of('nodejs_active_resources_total'),
    Number(rows[0]!.count),
  ];
}

const grown = MEASURES.map(({ name, most }, at) => {
  const { from, by } = growthOf(samples.map((sample) => sample[at]!));
  const isFlat = by <= most(from);
  console.log(
    `${isFlat ? 'flat ' : 'GROWS'}  ${name}: ${from.toFixed(0)}, ${by.toFixed(1)} more at the end, at most ${most(from).toFixed(0)} may be`,
  );
  return { name, from, by, isFlat };
});
console.log(`${sent} events`);
await saved('soak', { minutes, perSecond, sent, grown, samples });
if (grown.some(({ isFlat }) => !isFlat)) process.exitCode = 1;
