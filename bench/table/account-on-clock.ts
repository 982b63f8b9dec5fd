import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startWorld, type World } from '../../demo/world.ts';
import { createClock } from '../../sandbox/clock.ts';
import { UNHURRIED, UNHURRIED_SANDBOX } from '../../test/support/fast-limits.ts';
import { loadSamples } from '../support/load-samples.ts';

/** how long Ripen gathers changes of a contact */
export const WINDOW_MS = 10_000;

/** An account of so many contacts that Ripen has read, on a clock that moves when it is told. */
export async function withAccountOnClock(contacts: number, work: (world: World) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'ripen-bench-'));
  const world = await startWorld({
    database: { dataDir },
    log: pino({ level: 'silent' }),
    sandbox: { clock: createClock(Date.UTC(2026, 10, 16, 9), 'frozen'), rate: UNHURRIED_SANDBOX },
    app: { debounceMs: WINDOW_MS, limits: UNHURRIED },
  });
  try {
    loadSamples(world.sandbox.portal(), contacts);
    await world.install();
    await forward(world, WINDOW_MS);
    await work(world);
  } finally {
    await world.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

export async function forward({ sandbox, settled }: World, ms: number): Promise<void> {
  sandbox.clock.set(sandbox.clock.now() + ms);
  await settled();
}
