import { ENOUGH_FOR_SHARE } from './rates.ts';

/* How long contacts stay in a stage, those who are still in it included. */

/** How a stay ended; `open`: it has not, as far as known. */
export const STAY_ENDS = ['next', 'lost', 'silent', 'open'] as const;
export type StayEnd = (typeof STAY_ENDS)[number];

/** So many contacts whose stay ended so, or was last seen, after so many whole days. */
export type Stay = { readonly days: number; readonly end: StayEnd; readonly contacts: number };

/** What had become of those who entered the stage, after so many days, in per cent. */
export type AfterDays = {
  readonly days: number;
  readonly next: number;
  readonly lost: number;
  readonly silent: number;
  /** contacts that had been watched for longer, and were still in the stage */
  readonly atRisk: number;
};

export type TimeInStage = {
  readonly entered: number;
  readonly ended: Readonly<Record<StayEnd, number>>;
  /**
   * Days after which half of all had moved on. Null: half of them have not, or too few were watched
   * for so long.
   */
  readonly medianDays: number | null;
  /** so many whole days something can be said of: 20 were watched for so long */
  readonly saidUntil: number;
  /** one entry for each day until then on which a stay ended, or was last seen */
  readonly curve: readonly AfterDays[];
};

/**
 * The cumulative incidence of each end, by Aalen and Johansen. Those who are still in the stage
 * count for as long as they were watched; who is lost or silent does not move on later, so he is
 * not taken out as if he might. A median of those who have moved on would look the faster the
 * younger the cohort is. Nothing is said of days that fewer than 20 were watched for.
 */
export function timeInStage(stays: readonly Stay[]): TimeInStage {
  const ended = { next: 0, lost: 0, silent: 0, open: 0 };
  const byDay = new Map<number, Record<StayEnd, number>>();
  for (const { days, end, contacts } of stays) {
    ended[end] += contacts;
    const day = byDay.get(days) ?? { next: 0, lost: 0, silent: 0, open: 0 };
    day[end] += contacts;
    byDay.set(days, day);
  }
  const entered = STAY_ENDS.reduce((sum, end) => sum + ended[end], 0);
  const curve: AfterDays[] = [];
  const share = { next: 0, lost: 0, silent: 0 };
  let staying = 1;
  let watched = entered;
  let medianDays: number | null = null;
  let saidUntil = 0;
  for (const [days, day] of [...byDay].sort(([a], [b]) => a - b)) {
    if (watched < ENOUGH_FOR_SHARE) break;
    saidUntil = days;
    const ends = day.next + day.lost + day.silent;
    for (const end of ['next', 'lost', 'silent'] as const) share[end] += (staying * day[end]) / watched;
    staying *= 1 - ends / watched;
    watched -= ends + day.open;
    curve.push({
      days,
      next: tenths(share.next),
      lost: tenths(share.lost),
      silent: tenths(share.silent),
      atRisk: watched,
    });
    if (medianDays === null && share.next >= 0.5 - ROUNDING) medianDays = days;
  }
  return { entered, ended, medianDays, saidUntil, curve };
}

/** What had become of them after so many days; null: too few were watched for so long. */
export function afterDays({ entered, curve, saidUntil }: TimeInStage, days: number): AfterDays | null {
  if (entered < ENOUGH_FOR_SHARE || days > saidUntil) return null;
  const last = curve.findLast((one) => one.days <= days);
  return { ...(last ?? { next: 0, lost: 0, silent: 0, atRisk: entered }), days };
}

/** Sums of fractions miss a half by less. */
const ROUNDING = 1e-9;

const tenths = (share: number): number => Math.round(1000 * share) / 10;
