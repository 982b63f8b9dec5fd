import type { Chance } from './curve.ts';

const Z = 1.959964;

/** A share with the interval of Wilson, which holds for few leads, for none and for all as well. */
export function wonShare({ seen, won }: { readonly seen: number; readonly won: number }): Chance {
  if (seen === 0) return { is: 0, low: 0, high: 1 };
  const share = won / seen;
  const centre = (share + Z ** 2 / (2 * seen)) / (1 + Z ** 2 / seen);
  const half = (Z / (1 + Z ** 2 / seen)) * Math.sqrt((share * (1 - share)) / seen + Z ** 2 / (4 * seen ** 2));
  // At the ends rounding must not leave out the share itself.
  return {
    is: share,
    low: Math.max(0, Math.min(share, centre - half)),
    high: Math.min(1, Math.max(share, centre + half)),
  };
}
