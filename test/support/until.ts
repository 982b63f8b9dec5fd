import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits for a fact: asks until the answer is true. Fails when it is not within the deadline, saying
 * what was waited for.
 */
export async function until(
  fact: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 1_200_000,
): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    const waited = performance.now() - began;
    if (waited > withinMs) throw new Error(`Still not so after ${withinMs} ms: ${fact}`);
    // A question costs work too: whoever has waited long asks less often.
    await delay(Math.min(250, 25 + waited / 10));
  }
}
