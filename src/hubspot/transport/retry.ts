import type { HubspotProblem } from './errors.ts';

export interface RetryPolicy {
  /** Requests in all, the first one included. */
  readonly attempts: number;
  /** Backoff before attempt n + 1 is random in [0, min(capMs, baseMs × 2ⁿ⁻¹)]. */
  readonly baseMs: number;
  readonly capMs: number;
  /** A longer wait than this is left to the caller. */
  readonly longestWaitMs: number;
}

export const RETRY_POLICY: RetryPolicy = { attempts: 5, baseMs: 2_000, capMs: 30_000, longestWaitMs: 60_000 };

export interface Attempt {
  /** From 1. */
  readonly number: number;
  /** May the request be applied twice? Creates may not: HubSpot has no idempotency keys. */
  readonly repeatable: boolean;
  readonly tokenRenewed: boolean;
}

export type RetryVerdict =
  | { readonly kind: 'retry'; readonly afterMs: number; readonly renewToken: boolean }
  | { readonly kind: 'final' };

const FINAL: RetryVerdict = { kind: 'final' };

/** What to do after a failed attempt. `random` gives numbers in [0, 1). */
export function retryVerdict(
  problem: HubspotProblem,
  attempt: Attempt,
  policy: RetryPolicy,
  random: () => number,
): RetryVerdict {
  if (attempt.number >= policy.attempts) return FINAL;
  switch (problem.code) {
    case 'throttled':
    case 'locked':
    case 'moving':
      return problem.afterMs > policy.longestWaitMs ? FINAL : retry(problem.afterMs);
    case 'unavailable':
      return attempt.repeatable || problem.reached === 'no' ? retry(backoff(attempt.number, policy, random)) : FINAL;
    case 'unauthorized':
      return attempt.tokenRenewed ? FINAL : { kind: 'retry', afterMs: 0, renewToken: true };
    default:
      return FINAL;
  }
}

const retry = (afterMs: number): RetryVerdict => ({ kind: 'retry', afterMs, renewToken: false });

/** Exponential with full jitter, so that portals that failed together do not come back together. */
export function backoff(attempt: number, { baseMs, capMs }: RetryPolicy, random: () => number): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** (attempt - 1)));
}

/**
 * How far a problem reaches beyond its own call: which part of the portal's quota must rest, and
 * for how long.
 */
export function pauseAfter(
  problem: HubspotProblem,
): { readonly scope: 'lane' | 'portal'; readonly ms: number } | undefined {
  switch (problem.code) {
    case 'throttled':
      if (problem.policy === 'paused') return undefined;
      return { scope: problem.policy === 'daily' ? 'portal' : 'lane', ms: problem.afterMs };
    case 'moving':
      return { scope: 'portal', ms: problem.afterMs };
    default:
      return undefined;
  }
}
