import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/* What benchmarks have in common. */

export const machine = (): string =>
  `${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores, Node ${process.version}`;

const ROUNDS = 25;
/** The clock of a thread's processor time ticks each 4 ms on some machines. */
const LEAST_US = 100_000;

/**
 * Microseconds of this thread's processor time for one item, the median of rounds. Waiting for
 * other programs does not count.
 */
export async function microseconds<T>(all: readonly T[], run: (one: T) => unknown): Promise<number> {
  const round = async (turns: number) => {
    const { user, system } = process.threadCpuUsage();
    for (let turn = 0; turn < turns; turn++)
      for (const one of all) {
        const result = run(one);
        if (result instanceof Promise) await result;
        kept = result;
      }
    const after = process.threadCpuUsage();
    return (after.user - user + after.system - system) / (turns * all.length);
  };
  const turns = Math.ceil(LEAST_US / (all.length * Math.max(1, await round(5))));
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) times.push(await round(turns));
  return times.sort((a, b) => a - b)[ROUNDS >> 1]!;
}

/** Holds the last result, so that V8 cannot leave the work out. @public */
export let kept: unknown;

/** Writes the figures of a run as JSON to `bench/results/`, which git ignores. */
export async function saved(name: string, figures: object): Promise<void> {
  const folder = new URL('../results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  const text = JSON.stringify({ machine: machine(), at: new Date().toISOString(), ...figures }, null, 2);
  await writeFile(new URL(`${name}.json`, folder), `${text}\n`);
}

/** Processor time of the embedded server and all that it started, as Linux counts it. */
export async function serverMs(dataDir: string): Promise<number> {
  let ticks = 0;
  for (const { isFirst, fields } of await serverProcesses(dataDir)) {
    // user and system time; of the first process also that of those that have ended
    const times = fields.slice(11, isFirst ? 15 : 13);
    ticks += times.reduce((sum, time) => sum + Number(time), 0);
  }
  return ticks * 10;
}

/** Megabytes of the embedded server that its processes share neither with each other nor a file. */
export async function serverMegabytes(dataDir: string): Promise<number> {
  let kilobytes = 0;
  for (const { pid } of await serverProcesses(dataDir)) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    kilobytes += Number(/^RssAnon:\s*(\d+)/m.exec(status)?.[1] ?? 0);
  }
  return kilobytes / 1024;
}

type ServerProcess = { readonly pid: string; readonly isFirst: boolean; readonly fields: readonly string[] };

/** `fields`: of `/proc/PID/stat`, from the state on. */
async function serverProcesses(dataDir: string): Promise<readonly ServerProcess[]> {
  const found = (await readdir(dataDir, { recursive: true })).find((name) => name.endsWith('postmaster.pid'));
  if (found === undefined) throw new Error('The embedded server has no postmaster.pid.');
  const first = (await readFile(path.join(dataDir, found), 'utf8')).split('\n')[0]!;
  const processes: ServerProcess[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    if (pid === first || fields[1] === first) processes.push({ pid, isFirst: pid === first, fields });
  }
  return processes;
}
