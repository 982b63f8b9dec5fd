import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startWorld, type World, type WorldOptions } from '../../demo/world.ts';
import { createClock } from '../../sandbox/clock.ts';
import { createLog } from '../../src/operation/log.ts';

/**
 * Runs a benchmark in a world of its own, whose clock stands still, and which is gone afterwards.
 * `database`: another one than the embedded.
 */
export async function inWorld(
  run: (world: World, dataDir: string) => Promise<void>,
  {
    database,
    sandbox,
    app,
  }: Pick<WorldOptions, 'sandbox' | 'app'> & { readonly database?: WorldOptions['database'] | undefined } = {},
): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'ripen-bench-'));
  const world = await startWorld({
    database: database ?? { dataDir },
    log: createLog('warn'),
    sandbox: { clock: createClock(Date.UTC(2026, 10, 16, 9), 'frozen'), ...sandbox },
    ...(app && { app }),
  });
  try {
    await run(world, dataDir);
  } finally {
    await world.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
