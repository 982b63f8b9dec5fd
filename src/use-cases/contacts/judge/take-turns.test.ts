import { afterEach, expect, test, vi } from 'vitest';
import { inHurry, takeTurns } from './take-turns.ts';

/* Work takes time only by a clock of this test, and so do pauses. */

let now = 0;
let paused = 0;

function onOwnClock(): void {
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((then: () => void, ms: number) => {
    now += ms;
    paused += ms;
    return setImmediate(then);
  }) as never);
}

function* work(ms: number): Generator<void, string> {
  for (let n = 0; n < ms; n++) {
    now++;
    yield;
  }
  return 'done';
}

afterEach(() => {
  vi.restoreAllMocks();
  paused = 0;
});

test('work pauses four times as long as it takes while a delivery waits, and ends all the same', async () => {
  onOwnClock();
  const delivery = Promise.withResolvers<void>();
  const answered = inHurry(() => delivery.promise);

  expect(await takeTurns(work(100))).toBe('done');
  // No pause follows the last turn.
  expect(paused).toBeGreaterThanOrEqual(4 * (100 - 2));
  expect(paused).toBeLessThanOrEqual(4 * (100 + 2));

  delivery.resolve();
  await answered;
});

test('work does not pause when no delivery waits, nor after one has failed', async () => {
  onOwnClock();
  const failed = inHurry(() => Promise.reject(new Error('refused')));
  await expect(failed).rejects.toThrow('refused');

  await takeTurns(work(100));
  expect(paused).toBe(0);
});
