import { setTimeout as delay } from 'node:timers/promises';
import { someone } from '../test/support/someone.ts';
import { machine, saved } from './support/measure.ts';
import { realServers } from './support/real-servers.ts';

/*
 * How soon HubSpot shows what follows from a change in a quiet account, with one process and with
 * three behind one address: the change, its webhook, the reading, the evaluation and the writing.
 *
 *     node bench/quiet-portal.ts [changes, default 12]
 */

const CHANGES = Number(process.argv[2] ?? 12);
/** Between two changes nothing is due. */
const QUIET_MS = 3_000;
const PROCESSES = [1, 3];

console.log(machine());
const medians: number[] = [];
for (const count of PROCESSES) {
  const times = await measured(count);
  const median = times[times.length >> 1]!;
  medians.push(median);
  console.log(
    `${count} processes: shown after ${seconds(median)}, at most ${seconds(times.at(-1)!)} (${CHANGES} changes, ${QUIET_MS / 1000} s apart)`,
  );
}
const [one, three] = medians as [number, number];
console.log(`three processes take ${(three / one).toFixed(2)} × as long as one`);
await saved('quiet-portal', { changes: CHANGES, medians: { one, three } });

/** Milliseconds of each change, the shortest first. */
async function measured(count: number): Promise<readonly number[]> {
  const { sandbox, close } = await realServers(count);
  try {
    const user = someone(sandbox.url, sandbox.portal().settings.id);
    const { id } = sandbox.state().contacts.find(({ properties }) => Number(properties['ripen_explicit_score']) > 20)!;
    const shown = () =>
      sandbox.state().contacts.find((contact) => contact.id === id)!.properties['ripen_explicit_score'];
    const times: number[] = [];
    for (let n = 0; n < CHANGES; n++) {
      await delay(QUIET_MS);
      const before = shown();
      const began = performance.now();
      await user.changes(id, { jobtitle: n % 2 === 0 ? 'Student' : 'Chief Executive Officer' });
      while (shown() === before) {
        if (performance.now() - began > 60_000) throw new Error('A change was not shown within a minute.');
        await delay(20);
      }
      times.push(performance.now() - began);
    }
    return times.sort((a, b) => a - b);
  } finally {
    await close();
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
