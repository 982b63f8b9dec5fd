import { setTimeout as delay } from 'node:timers/promises';

/** How a program that a person started ends, and what it undoes before. */
export type WaysOut = {
  /** Undoes this at the end, whatever the end is; the latest first. */
  readonly undo: (step: () => unknown) => void;
  /** Undoes everything, once, and ends the process. */
  readonly leave: (code: number) => Promise<void>;
  /** Prints the error, and leaves. */
  readonly fail: (error: unknown, code?: number) => Promise<void>;
};

/** A step that takes longer is abandoned. */
const STEP_MS = 10_000;

/**
 * Watches for Ctrl-C, a supervisor's signal, a terminal that closes, a standard output that nobody
 * reads any more, and a failure that nobody foresaw. A second signal ends at once.
 */
export function watchWaysOut(): WaysOut {
  const steps: (() => unknown)[] = [];
  let leaving: Promise<void> | undefined;

  async function undoAll(code: number): Promise<void> {
    for (const step of steps.reverse())
      await Promise.race([(async () => step())(), delay(STEP_MS)]).catch((error: unknown) =>
        console.error(`Something could not be undone: ${error}`),
      );
    process.exit(code);
  }
  const leave = (code: number): Promise<void> => {
    leaving ??= undoAll(code);
    return leaving;
  };

  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const)
    process.on(signal, () => {
      // Without a terminal SIGHUP comes from `nohup`, which means: go on.
      if (signal === 'SIGHUP' && !process.stdin.isTTY) return;
      if (leaving !== undefined) process.exit(128 + number);
      void leave(128 + number);
    });
  // While the program ends, work may fail because its database is gone: nobody need read that.
  const fail = (error: unknown, code = 1): Promise<void> => {
    if (leaving === undefined) console.error(error);
    return leave(code);
  };
  process.on('uncaughtException', (error) => void fail(error));
  process.on('unhandledRejection', (error) => void fail(error));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => void leave(0));

  return { undo: (step) => void steps.push(step), leave, fail };
}
