import PQueue from 'p-queue';
import { HubspotError } from './errors.ts';

/**
 * At most `cap` requests arrive at HubSpot in any period of `windowMs`, and at most `concurrency`
 * are under way at a time.
 */
interface LaneLimits {
  readonly cap: number;
  readonly windowMs: number;
  readonly concurrency: number;
}

export interface QuotaLimits {
  readonly general: LaneLimits;
  readonly search: LaneLimits;
  /** A pause longer than this refuses calls instead of keeping them waiting. */
  readonly longestWaitMs: number;
  /** How long an answer is waited for; usually 30 s, and 15 s for a token. */
  readonly answerMs?: number;
}

/**
 * The windows are a tenth of a second longer than HubSpot's, for the grain of its clocks. The
 * search limit is shared with every other app of the account, so one of the five is left to them.
 * https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines (110 per 10 s
 * for marketplace apps)
 * https://developers.hubspot.com/docs/api-reference/search/guide (5 per second and account)
 */
export const HUBSPOT_LIMITS: QuotaLimits = {
  general: { cap: 110, windowMs: 10_100, concurrency: 8 },
  search: { cap: 4, windowMs: 1_100, concurrency: 3 },
  longestWaitMs: 60_000,
};

export type LaneName = 'general' | 'search';
export type Priority = 'interactive' | 'background';

interface RunOptions {
  /**
   * Time for the task alone, without its wait in the queue; after that it rejects with a
   * `TimeoutError`.
   */
  readonly timeoutMs: number;
  readonly priority?: Priority;
  readonly signal?: AbortSignal | undefined;
}

/** The request quota of one portal in this process: one per portal, shared by all its clients. */
export interface Quota {
  /**
   * Runs the task when the lane has room: interactive before background, else first come first
   * served. Rejects with `throttled` when the lane is paused for longer than `longestWaitMs`, and
   * with the signal's reason.
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

/**
 * HubSpot counts arrivals, and a request arrives at some time between its departure and its answer.
 * So a request holds one of `cap` places from its departure until a window after its answer.
 * Requests that arrive within one window then hold their places together, so they are at most
 * `cap`. (p-queue's own sliding window counts departures. After a stall, such as a busy event loop
 * or a new connection, two windows' worth of requests could arrive at the same time.)
 */
function createLane({ cap, windowMs, concurrency }: LaneLimits, longestWaitMs: number) {
  const queue = new PQueue({ concurrency });
  let underWay = 0;
  /** When the requests of the last window were answered, oldest first. */
  const answered: number[] = [];
  let pausedUntil = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Opens or closes the queue, and sets a timer for the next opening. */
  function settle(): void {
    clearTimeout(timer);
    const now = performance.now();
    while (answered[0] !== undefined && answered[0] + windowMs <= now) answered.shift();
    const isFull = underWay + answered.length >= cap;
    const opensAt = Math.max(pausedUntil, isFull ? (answered[0] ?? Number.POSITIVE_INFINITY) + windowMs : 0);
    if (opensAt <= now) {
      queue.start();
      return;
    }
    queue.pause();
    if (Number.isFinite(opensAt)) timer = setTimeout(settle, opensAt - now);
    if (queue.size === 0) timer?.unref(); // nobody waits for it
  }

  const pauseLeft = () => pausedUntil - performance.now();
  const refusal = () =>
    new HubspotError(
      { code: 'throttled', policy: 'paused', afterMs: Math.ceil(pauseLeft()) },
      { route: 'quota', detail: 'not sent' },
    );

  return {
    async run<T>(
      task: (signal: AbortSignal) => Promise<T>,
      { timeoutMs, priority = 'background', signal }: RunOptions,
    ): Promise<T> {
      if (pauseLeft() > longestWaitMs) throw refusal();
      let isSent = false;
      const send = ({ signal: ended }: { readonly signal?: AbortSignal | undefined }) => {
        isSent = true;
        underWay += 1;
        settle();
        return task(ended!); // with a timeout there is always a signal
      };
      try {
        const result = queue.add(send, { timeout: timeoutMs, priority: PRIORITY[priority], signal });
        settle();
        return await result;
      } catch (error) {
        if (isCleared(error) && !isSent) throw refusal();
        throw error;
      } finally {
        if (isSent) {
          underWay -= 1;
          answered.push(performance.now());
          settle();
        }
      }
    },

    pauseFor(ms: number): void {
      if (ms <= pauseLeft()) return;
      pausedUntil = performance.now() + ms;
      if (ms > longestWaitMs) queue.clear();
      settle();
    },
  };
}

/** What `queue.clear()` rejects waiting tasks with. */
function isCleared(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError' && error.message === 'The queue was cleared';
}
