import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';

/* What benchmarks have in common. */

export const machine = (): string =>
  `${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores, Node ${process.version}`;

const ROUNDS = 25;

/**
 * Microseconds of this thread's processor time for one item, the median of rounds. Waiting for
 * other programs does not count.
 */
export async function microseconds<T>(all: readonly T[], run: (one: T) => unknown): Promise<number> {
  const round = async () => {
    const { user, system } = process.threadCpuUsage();
    for (const one of all) {
      const result = run(one);
      if (result instanceof Promise) await result;
      kept = result;
    }
    const after = process.threadCpuUsage();
    return (after.user - user + after.system - system) / all.length;
  };
  for (let i = 0; i < 5; i++) await round();
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) times.push(await round());
  return times.sort((a, b) => a - b)[ROUNDS >> 1]!;
}

/** Holds the last result, so that V8 cannot leave the work out. */
export let kept: unknown;

/** Writes the figures of a run as JSON to `bench/results/`, which git ignores. */
export async function saved(name: string, figures: object): Promise<void> {
  const folder = new URL('results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  const text = JSON.stringify({ machine: machine(), at: new Date().toISOString(), ...figures }, null, 2);
  await writeFile(new URL(`${name}.json`, folder), `${text}\n`);
}
