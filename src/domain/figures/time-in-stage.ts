import { wonShare } from '../chance/won-share.ts';
import { ENOUGH_FOR_SHARE } from './rates.ts';

/* How long contacts stay in a stage. Contacts that are still in it count too. */

/** How a stay ended; `open`: it has not ended, as far as known. */
export const STAY_ENDS = ['next', 'lost', 'silent', 'open'] as const;
export type StayEnd = (typeof STAY_ENDS)[number];

/** How many contacts' stays ended in this way, or (`open`) were last seen, after so many days. */
export type Stay = { readonly days: number; readonly end: StayEnd; readonly contacts: number };

/** What had become of the contacts in a stage so many days after they entered it, in per cent. */
export type AfterDays = {
  readonly days: number;
  readonly next: number;
  readonly lost: number;
  readonly silent: number;
  /** in which each of the shares lies with a confidence of 95 % */
  readonly ranges: Readonly<Record<LastingEnd, { readonly low: number; readonly high: number }>>;
  /** how many contacts were watched for longer and still in the stage */
  readonly atRisk: number;
};

const LASTING_ENDS = ['next', 'lost', 'silent'] as const;
type LastingEnd = (typeof LASTING_ENDS)[number];

export type TimeInStage = {
  readonly entered: number;
  readonly ended: Readonly<Record<StayEnd, number>>;
  /**
   * days after which half of all had moved on; null: fewer than half have, or too few contacts were
   * watched for so long
   */
  readonly medianDays: number | null;
  /** the last day of which Ripen tells something: 20 contacts were watched until then */
  readonly saidUntil: number;
  /** an entry for each day until `saidUntil` on which a stay ended or was last seen */
  readonly curve: readonly AfterDays[];
};

/**
 * The cumulative incidence of each end, by Aalen and Johansen. A contact that is still in the stage
 * counts for as long as it was watched. A contact that is lost or silent will not move on later, so
 * it stays in the count. (The median of those who have moved on alone would look faster for younger
 * cohorts.) Days for which fewer than 20 contacts were watched are left out.
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
  const shares = { next: incidence(), lost: incidence(), silent: incidence() };
  let staying = 1;
  let watched = entered;
  let medianDays: number | null = null;
  let saidUntil = 0;
  for (const [days, day] of [...byDay].sort(([a], [b]) => a - b)) {
    if (watched < ENOUGH_FOR_SHARE) break;
    saidUntil = days;
    const ends = day.next + day.lost + day.silent;
    for (const end of LASTING_ENDS) shares[end].add({ staying, watched, ends, of: day[end] });
    staying *= 1 - ends / watched;
    watched -= ends + day.open;
    const [next, lost, silent] = LASTING_ENDS.map((end) => shares[end].told()) as [Told, Told, Told];
    curve.push({
      days,
      next: tenths(next.is),
      lost: tenths(lost.is),
      silent: tenths(silent.is),
      ranges: { next: rangeOf(next), lost: rangeOf(lost), silent: rangeOf(silent) },
      atRisk: watched,
    });
    if (medianDays === null && next.is >= 0.5 - ROUNDING) medianDays = days;
  }
  return { entered, ended, medianDays, saidUntil, curve };
}

type Told = ReturnType<typeof wonShare>;
const rangeOf = ({ low, high }: Told) => ({ low: tenths(low), high: tenths(high) });

/**
 * The share of one end, day by day, with its variance by the delta method, and from that Wilson's
 * interval of as many contacts as would tell as much if all were watched to the end.
 */
function incidence() {
  let share = 0;
  let [left, seen] = [0, 0];
  // Sums over the days: of the variance of who stays, and of how it goes together with the share.
  let [stay, stayShare, stayShares, own, both, bothShare] = [0, 0, 0, 0, 0, 0];
  return {
    add: ({ staying, watched, ends, of }: Readonly<Record<'staying' | 'watched' | 'ends' | 'of', number>>): void => {
      // Who left another way is known not to have left this way.
      seen = watched + left;
      left += ends;
      share += (staying * of) / watched;
      const leaves = ends < watched ? ends / (watched * (watched - ends)) : 0;
      stay += leaves;
      stayShare += leaves * share;
      stayShares += leaves * share ** 2;
      own += (staying ** 2 * (watched - of) * of) / watched ** 3;
      const one = (staying * of) / watched ** 2;
      both += one;
      bothShare += one * share;
    },
    told: (): Told => {
      const variance = share ** 2 * stay - 2 * share * stayShare + stayShares + own - 2 * (share * both - bothShare);
      const worth = variance > ROUNDING ** 2 ? (share * (1 - share)) / variance : seen;
      const { low, high } = wonShare({ seen: worth, won: worth * Math.min(1, share) });
      return { is: share, low, high };
    },
  };
}

/** The curve at a day; null: too few contacts were watched for so long. */
export function afterDays({ entered, curve, saidUntil }: TimeInStage, days: number): AfterDays | null {
  if (entered < ENOUGH_FOR_SHARE || days > saidUntil) return null;
  const last = curve.findLast((entry) => entry.days <= days);
  return { ...(last ?? nothingYet(entered)), days };
}

function nothingYet(entered: number): Omit<AfterDays, 'days'> {
  const range = rangeOf(wonShare({ seen: entered, won: 0 }));
  return { next: 0, lost: 0, silent: 0, ranges: { next: range, lost: range, silent: range }, atRisk: entered };
}

/** A sum of fractions that is a half may miss it by less than this. */
const ROUNDING = 1e-9;

const tenths = (share: number): number => Math.round(1000 * share) / 10;
