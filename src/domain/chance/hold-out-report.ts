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

/* What a hold-out shows, and how long one must last before it shows anything. */

/** What a track is for. A dormant SQL is an SQL already, so its track is to make customers. */
export type HoldOutOutcome = 'sql' | 'customer';
export const OUTCOME_OF: Readonly<Record<HoldOutTrack, HoldOutOutcome>> = {
  mql_nurture: 'sql',
  dormant_mql: 'sql',
  dormant_sql: 'customer',
};

/** How many people a group has, and how many became SQLs and customers within the window. */
export type HoldOutCount = { readonly seen: number } & Readonly<Record<HoldOutOutcome, number>>;

export type HoldOutSeen = {
  readonly treated: HoldOutCount;
  readonly leftOut: HoldOutCount;
  readonly verdict: /** in one of the groups fewer than ten reached what the track is for */
    | 'too_few'
    /** chance may explain the difference */
    | 'open'
    | 'helps'
    /** those who are left out do better */
    | 'hurts';
  /** `difference`: of what the track is for; `wins`: of customers; null: too few */
  readonly difference: HoldOutDifference | null;
  readonly wins: HoldOutDifference | null;
  /** the track surely helps, so leaving people out costs wins */
  readonly isHarm: boolean;
  /** the sizes of the groups contradict the share: something is wrong with the drawing */
  readonly isOff: boolean;
};

/** `share`: how many of those who enter the track are left out, in per cent. */
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

/** Lifts to plan for, as parts of today's share of wins; shares to leave out, in per cent. */
export const LIFTS = [0.25, 0.5, 1] as const;
export const SHARES = [10, 20, 50] as const;

/** What is known of a track before anybody is left out of it. */
export type TrackBefore = {
  /** how many people enter in a month; null: not known yet */
  readonly aMonth: number | null;
  /** those who entered long enough ago, and how many reached what the track is for */
  readonly base: HoldOutGroup;
};

/** By share and lift, the months until it shows; null: longer than anybody waits, or unknown. */
export type HoldOutPlan = readonly {
  readonly share: number;
  readonly lifts: readonly { readonly lift: number; readonly months: number | null }[];
}[];

const MONTH_DAYS = 365 / 12;
/** Nobody waits longer. */
const MOST_MONTHS = 60;

/**
 * How many months a hold-out must last until it shows a lift in four cases of five: until enough
 * people have entered, and the window of the last of them has passed.
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
