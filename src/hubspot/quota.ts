import PQueue from 'p-queue';
import { HubspotError } from './errors.ts';

/** `cap` requests may start in any period of `windowMs`, at most `concurrency` of them at the same time. */
export interface LaneLimits {
  readonly cap: number;
  readonly windowMs: number;
  readonly concurrency: number;
}

export interface QuotaLimits {
  readonly general: LaneLimits;
  readonly search: LaneLimits;
  /** A pause longer than this refuses calls instead of keeping them waiting. */
  readonly longestWaitMs: number;
}

/**
 * HubSpot counts arrivals, we count departures: requests that leave 10 s apart can arrive closer together when the first
 * one travels longer. 250 ms more than the window absorb that. The search limit is shared with every other app of the
 * account, so one of the five is left to them.
 * https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines (110 per 10 s for marketplace apps)
 * https://developers.hubspot.com/docs/api-reference/search/guide (5 per second and account)
 */
export const HUBSPOT_LIMITS: QuotaLimits = {
  general: { cap: 110, windowMs: 10_250, concurrency: 8 },
  search: { cap: 4, windowMs: 1_050, concurrency: 3 },
  longestWaitMs: 60_000,
};

export type LaneName = 'general' | 'search';
export type Priority = 'interactive' | 'background';

export interface RunOptions {
  /** Time for the task alone, without its wait in the queue; after that it rejects with a `TimeoutError`. */
  readonly timeoutMs: number;
  readonly priority?: Priority;
  readonly signal?: AbortSignal | undefined;
}

/** The request quota of one portal in this process: one per portal, shared by all its clients. */
export interface Quota {
  /**
   * Runs the task when the lane has room: interactive before background, else first come first served.
   * Rejects with `throttled` when the lane is paused for longer than `longestWaitMs`, and with the signal's reason.
   */
  run<T>(lane: LaneName, task: (signal: AbortSignal) => Promise<T>, options: RunOptions): Promise<T>;
  /** Starts nothing in the lane (or in both) for `ms`; a shorter pause never cuts a longer one. */
  pauseFor(ms: number, lane?: LaneName): void;
}

const PRIORITY = { background: 0, interactive: 1 } as const satisfies Record<Priority, number>;

export function createQuota(limits: QuotaLimits = HUBSPOT_LIMITS): Quota {
  const lanes = {
    general: createLane(limits.general, limits.longestWaitMs),
    search: createLane(limits.search, limits.longestWaitMs),
  };
  return {
    run: (lane, task, options) => lanes[lane].run(task, options),
    pauseFor: (ms, lane) => {
      for (const paused of lane === undefined ? Object.values(lanes) : [lanes[lane]]) paused.pauseFor(ms);
    },
  };
}

function createLane({ cap, windowMs, concurrency }: LaneLimits, longestWaitMs: number) {
  // `strict` is the sliding window; the default counts in fixed windows, which allow twice the cap around an edge.
  const queue = new PQueue({ intervalCap: cap, interval: windowMs, strict: true, concurrency });
  let pausedUntil = 0;
  let resume: NodeJS.Timeout | undefined;

  const pauseLeft = () => pausedUntil - performance.now();
  const refusal = (afterMs: number) =>
    new HubspotError(
      { code: 'throttled', policy: 'paused', afterMs: Math.ceil(afterMs) },
      { route: 'quota', detail: 'not sent' },
    );

  return {
    async run<T>(
      task: (signal: AbortSignal) => Promise<T>,
      { timeoutMs, priority = 'background', signal }: RunOptions,
    ): Promise<T> {
      if (pauseLeft() > longestWaitMs) throw refusal(pauseLeft());
      try {
        // A task with a timeout always has a signal.
        return await queue.add(({ signal: ended }) => task(ended!), {
          timeout: timeoutMs,
          priority: PRIORITY[priority],
          signal,
        });
      } catch (error) {
        if (isCleared(error) && !signal?.aborted) throw refusal(pauseLeft());
        throw error;
      }
    },

    pauseFor(ms: number): void {
      if (ms <= pauseLeft()) return;
      pausedUntil = performance.now() + ms;
      queue.pause();
      clearTimeout(resume);
      resume = setTimeout(() => queue.start(), ms);
      if (ms > longestWaitMs) {
        resume.unref();
        queue.clear();
      }
    },
  };
}

/** `queue.clear()` rejects waiting tasks with this; a running task that throws the same is none of ours. */
function isCleared(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError' && error.message === 'The queue was cleared';
}
