import { setTimeout as delay } from 'node:timers/promises';

/*
 * Webhooks, cards and health checks share one thread with evaluations. So work that may take long
 * yields often, and `takeTurns` lets the event loop run every few milliseconds. All work of the
 * process waits in one queue, so that ten heavy contacts block the others no longer than one.
 */

/** Work goes on for so long before others get a turn; for less while somebody waits. */
const TURN_MS = 8;
const SHORT_TURN_MS = 2;

let turnEndsAt = 0;
const waiting: (() => void)[] = [];

/** While deliveries wait for their commit, the work behind them gets a fifth of the time. */
const PAUSE_FOR_WORK = 4;
const LONGEST_PAUSE_MS = 2_000;
const LOOK_EVERY_MS = 5;

/** how many deliveries wait for their commit */
let hurried = 0;

/** Stores what a sender waits for, who sends it again when it is not told in time. */
export async function inHurry<T>(store: () => Promise<T>): Promise<T> {
  hurried++;
  try {
    return await store();
  } finally {
    hurried--;
  }
}

/** Whether somebody waits for a commit: then each piece of work behind it is to be small. */
export const isHurried = (): boolean => hurried > 0;

/**
 * Lets deliveries go first after work of so many ms; returns at once when none waits. `signal`: the
 * work is to end.
 */
export async function giveWay(workedMs: number, signal: AbortSignal): Promise<void> {
  const until = performance.now() + Math.min(PAUSE_FOR_WORK * workedMs, LONGEST_PAUSE_MS);
  while (hurried > 0 && performance.now() < until && !signal.aborted) await delay(LOOK_EVERY_MS);
}

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
    if (waiting.length === 1) scheduleTurn();
  });
}

/** Lets the event loop look at the network before the next turn, and deliveries go first. */
function scheduleTurn(): void {
  if (hurried === 0) return void setImmediate(begin);
  const untilItsEnd = Math.max(0, turnEndsAt - performance.now());
  setTimeout(begin, untilItsEnd + PAUSE_FOR_WORK * SHORT_TURN_MS);
}

function begin(): void {
  turnEndsAt = performance.now() + (hurried > 0 ? SHORT_TURN_MS : TURN_MS);
  waiting.shift()!();
  if (waiting.length > 0) scheduleTurn();
}
