import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { startWorld, type World, type WorldOptions } from '../../demo/world.ts';
import { createClock } from '../../sandbox/clock.ts';
import { freshDatabaseUrl } from './database/database.ts';
import { FAST, FAST_SANDBOX } from './fast-limits.ts';

/**
 * Monday, 16 November 2026, nine in the morning: when every world of the tests begins. Its clock
 * stands still unless told.
 */
export const START = Date.UTC(2026, 10, 16, 9);

/**
 * A sandbox portal and the app, on a database of their own and a clock that stands still; ended
 * with the test.
 */
export async function testWorld(options: Partial<WorldOptions> = {}): Promise<World> {
  const { url, drop } = await freshDatabaseUrl();
  const world = await startWorld({
    database: { databaseUrl: url },
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    ...options,
    sandbox: {
      clock: createClock(START, 'frozen'),
      rate: FAST_SANDBOX,
      ...options.sandbox,
    },
    app: { debounceMs: 0, limits: FAST, ...options.app },
  });
  onTestFinished(async () => {
    await world.close();
    await drop();
  });
  return world;
}

/** How many contacts have each value of a property. */
export function tally(world: World, property: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { properties } of world.sandbox.state().contacts) {
    const value = properties[property] ?? '';
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

export const DAY = 86_400_000;
