import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits for a fact: asks until the answer is true. Fails when it is not within the deadline, saying
 * what was waited for.
 */
export async function until(fact: string, holds: () => boolean | Promise<boolean>, withinMs = 300_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Still not so after ${withinMs} ms: ${fact}`);
    await delay(25);
  }
}
