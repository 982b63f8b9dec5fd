import { wonShare } from '../chance/won-share.ts';

/** Ripen shows no share of fewer contacts. */
export const ENOUGH_FOR_SHARE = 20;

/** A share of `n`, in per cent, with the interval in which it lies with a confidence of 95 %. */
export type Rate = { readonly n: number; readonly percent: number; readonly low: number; readonly high: number };

/** The share `reached` of `n`; null: too few. */
export function rateOf(reached: number, n: number): Rate | null {
  if (n < ENOUGH_FOR_SHARE) return null;
  const { is, low, high } = wonShare({ seen: n, won: reached });
  return { n, percent: tenths(is), low: tenths(low), high: tenths(high) };
}

const tenths = (share: number): number => Math.round(1000 * share) / 10;
