import type { HoldOutTrack } from '../words.ts';
import {
  type HoldOutDifference,
  type HoldOutGroup,
  holdOutDifference,
  isHarm,
  isOffShare,
  peopleFor,
} from './always-valid.ts';
import { ENOUGH_LEADS } from './landmark.ts';

/* What a hold-out shows, and how long one would have to last before it shows anything. */

/** What decides: an SQL has become one already, so of dormant SQLs it is who buys. */
export type HoldOutOutcome = 'sql' | 'customer';
export const OUTCOME_OF: Readonly<Record<HoldOutTrack, HoldOutOutcome>> = {
  mql_nurture: 'sql',
  dormant_mql: 'sql',
  dormant_sql: 'customer',
};

/** People of a group, and how many of them became SQLs and customers within the days that count. */
export type HoldOutCount = { readonly seen: number } & Readonly<Record<HoldOutOutcome, number>>;

export type HoldOutSeen = {
  readonly treated: HoldOutCount;
  readonly leftOut: HoldOutCount;
  readonly verdict: /** fewer than ten have come where they should, in one of the groups */
    | 'too_few'
    /** chance explains what differs */
    | 'open'
    | 'helps'
    /** those who are left out do better */
    | 'hurts';
  /** of what decides, and of customers; null: too few */
  readonly difference: HoldOutDifference | null;
  readonly wins: HoldOutDifference | null;
  /** leaving people out costs, for certain */
  readonly isHarm: boolean;
  /** the groups are not as large as the draws make them: something is wrong with the drawing */
  readonly isOff: boolean;
};

/** `share`: of those who enter, in per cent, that are left out. */
export function holdOutSeen(
  track: HoldOutTrack,
  share: number,
  { treated, leftOut }: { readonly treated: HoldOutCount; readonly leftOut: HoldOutCount },
): HoldOutSeen {
  const inTrack = 1 - share / 100;
  const of = (outcome: HoldOutOutcome): readonly [HoldOutGroup, HoldOutGroup] => [
    { seen: treated.seen, won: treated[outcome] },
    { seen: leftOut.seen, won: leftOut[outcome] },
  ];
  const deciding = of(OUTCOME_OF[track]);
  const difference = holdOutDifference(...deciding, inTrack);
  const harms = isHarm(...deciding, inTrack) || (difference !== null && difference.low > 0);
  return {
    treated,
    leftOut,
    verdict: harms ? 'helps' : difference === null ? 'too_few' : difference.high < 0 ? 'hurts' : 'open',
    difference,
    wins: holdOutDifference(...of('customer'), inTrack),
    isHarm: harms,
    isOff: isOffShare(inTrack, treated.seen, leftOut.seen),
  };
}

/** The lifts that one may hope for, as parts of the share today, and shares to leave out. */
export const LIFTS = [0.25, 0.5, 1] as const;
export const SHARES = [10, 20, 50] as const;

/** What is known of a track before anybody is left out of it. */
export type TrackBefore = {
  /** who enters in a month; null: not known yet */
  readonly aMonth: number | null;
  /** of those who entered long enough ago, how many came where they should */
  readonly base: HoldOutGroup;
};

/** `months` null: more than anybody waits, or too little is known. */
export type HoldOutPlan = readonly {
  readonly share: number;
  readonly lifts: readonly { readonly lift: number; readonly months: number | null }[];
}[];

const MONTH_DAYS = 365 / 12;
/** Nobody waits longer. */
const MOST_MONTHS = 60;

/**
 * How many months a hold-out lasts until it shows the lift that one hopes for, in four cases of
 * five: as many as it takes for enough people to enter, and the days that the last of them have.
 */
export const planOf = ({ aMonth, base }: TrackBefore, windowDays: number): HoldOutPlan =>
  SHARES.map((share) => ({
    share,
    lifts: LIFTS.map((lift) => {
      const isKnown = aMonth !== null && aMonth > 0 && base.seen >= ENOUGH_LEADS;
      const people = isKnown ? peopleFor(base.won / base.seen, lift, 1 - share / 100) : null;
      const months = people === null ? Infinity : Math.ceil(people / aMonth! + windowDays / MONTH_DAYS);
      return { lift, months: months > MOST_MONTHS ? null : months };
    }),
  }));
