/*
 * Webhooks, cards and health checks share one thread with evaluations. So work that may take long
 * yields often, and `takeTurns` lets the event loop run every few milliseconds. All work of the
 * process waits in one queue, so that ten heavy contacts block the others no longer than one.
 */

/** Work goes on for so long before others get a turn. */
const TURN_MS = 8;

let turnEndsAt = 0;
const waiting: (() => void)[] = [];

/**
 * Runs work to its end, turn by turn. `between` runs before each later turn, and may throw to end
 * it.
 */
export async function takeTurns<T>(work: Iterator<unknown, T>, between?: () => void): Promise<T> {
  for (;;) {
    if (performance.now() >= turnEndsAt) {
      await nextTurn();
      between?.();
    }
    const { done, value } = work.next();
    if (done) return value;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(begin);
  });
}

/** Begins one turn, and lets the event loop look at the network before the next. */
function begin(): void {
  turnEndsAt = performance.now() + TURN_MS;
  waiting.shift()!();
  if (waiting.length > 0) setImmediate(begin);
}
