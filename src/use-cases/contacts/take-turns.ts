/*
 * Time is shared: webhooks, cards and health wait for the same thread as evaluations. Work that may
 * take long pauses often, and whoever runs it gives the event loop a turn every few milliseconds.
 * All work of the process takes its turns in one queue, so that ten heavy contacts are no longer a
 * stop than one.
 */

/** How long work goes on before others get a turn. */
const TURN_MS = 8;

let turnEndsAt = 0;
const waiting: (() => void)[] = [];

/**
 * Runs work to its end, turn by turn. `between`: before each later turn; throws to end the work.
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

/** One at a time: two of them after one look at the network would be one long turn. */
function begin(): void {
  turnEndsAt = performance.now() + TURN_MS;
  waiting.shift()!();
  if (waiting.length > 0) setImmediate(begin);
}
