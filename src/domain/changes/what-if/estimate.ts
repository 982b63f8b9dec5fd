import { MOVE_KINDS, type MoveKind } from './moves.ts';
import type { WhatIfCounts } from './tally.ts';

/** An estimate of a count in all contacts from a random sample; `low` to `high` is 95 % sure. */
type Estimate = { readonly low: number; readonly likely: number; readonly high: number };

export type WhatIfEstimate = {
  /** how many contacts were compared, and (`of`) how many there are */
  readonly sample: number;
  readonly of: number;
  readonly movers: Estimate;
  readonly newSqls: Estimate;
  readonly lostSqls: Estimate;
  readonly kinds: Readonly<Record<MoveKind, Estimate>>;
};

/**
 * Estimates the counts of all contacts from those of a random sample. `all` may be wrong by a share
 * (`doubt`).
 */
export function estimateOf(counts: WhatIfCounts, all: number, doubt: number): WhatIfEstimate {
  const estimate = (count: number): Estimate => {
    const { low, likely, high } = shareOf(count, counts.contacts, all);
    return { low: Math.max(count, Math.floor(low * (1 - doubt))), likely, high: Math.ceil(high * (1 + doubt)) };
  };
  return {
    sample: counts.contacts,
    of: all,
    movers: estimate(counts.movers),
    newSqls: estimate(counts.newSqls),
    lostSqls: estimate(counts.lostSqls),
    kinds: Object.fromEntries(MOVE_KINDS.map((kind) => [kind, estimate(counts.kinds[kind])])) as Record<
      MoveKind,
      Estimate
    >,
  };
}

/**
 * Estimates how many of `all` contacts move, if `count` of a random `sample` do: Wilson's interval,
 * with the correction for a finite population (a sample of nearly all leaves little doubt).
 */
export function shareOf(count: number, sample: number, all: number): Estimate {
  if (sample >= all) return { low: count, likely: count, high: count };
  if (sample === 0) return { low: 0, likely: 0, high: all };
  const z = 1.96 * Math.sqrt((all - sample) / Math.max(1, all - 1));
  const p = count / sample;
  const middle = (p + (z * z) / (2 * sample)) / (1 + (z * z) / sample);
  const half = (z / (1 + (z * z) / sample)) * Math.sqrt((p * (1 - p)) / sample + (z * z) / (4 * sample * sample));
  // The contacts of the sample are known: `count` of them move, the others do not.
  return {
    low: Math.max(count, Math.floor((middle - half) * all)),
    likely: Math.round(p * all),
    high: Math.min(all - (sample - count), Math.ceil((middle + half) * all)),
  };
}
