import type { Chance } from './curve.ts';
import { ENOUGH_LEADS } from './landmark.ts';
import { wonShare } from './won-share.ts';

/*
 * Which leads sales calls, given how many calls it can make a week: those with a score at or above
 * a cut-off. The cut-off follows the newest leads, since the right one drifts with the market.
 */

/** So many of the newest leads tell how scores are spread. */
const NEWEST = 1_000;
const WEEKS_OF_MEAN = 4;

/** The smallest whole cut-off that at most this share of the scores reach. */
export function cutOffFor(scores: readonly number[], share: number): number {
  const byScore = new Float64Array(101);
  for (const score of scores) byScore[score]! += 1;
  let above = 0;
  for (let score = 100; score >= 0; score--) {
    above += byScore[score]!;
    if (above > share * scores.length) return score + 1;
  }
  return 0;
}

/** What the dial remembers from week to week. */
export type DialState = {
  /** scores of the newest leads, the newest last */
  readonly newest: readonly number[];
  /** how many leads came in each of the last weeks */
  readonly weeks: readonly number[];
  /** calls left over for the next week; negative: calls that a week has made too many */
  readonly carried: number;
};

export const FIRST_STATE: DialState = { newest: [], weeks: [], carried: 0 };

/**
 * Plays one week. `scores`: of its leads, in the order in which they came. The cut-off is known
 * before the week begins. Sales calls every lead that reaches it, then leads one point below, the
 * newest first, as long as calls are left. `called`: indexes of the leads that are called.
 */
export function dialWeek(
  state: DialState,
  scores: readonly number[],
  calls: number,
): { readonly called: readonly number[]; readonly cutOff: number; readonly next: DialState } {
  const allowed = Math.max(0, calls + state.carried);
  const expected =
    state.weeks.length === 0 ? scores.length : state.weeks.reduce((sum, week) => sum + week, 0) / state.weeks.length;
  const known = state.newest.length === 0 ? scores : state.newest;
  const cutOff = cutOffFor(known, allowed / Math.max(1, expected));
  const above = scores.flatMap((score, at) => (score >= cutOff ? [at] : []));
  const edge = scores.flatMap((score, at) => (score === cutOff - 1 ? [at] : []));
  const room = Math.max(0, Math.round(allowed) - above.length);
  const called = [...above, ...edge.toReversed().slice(0, room)];
  return {
    called,
    cutOff,
    next: {
      newest: [...state.newest, ...scores].slice(-NEWEST),
      weeks: [...state.weeks, scores.length].slice(-WEEKS_OF_MEAN),
      carried: calls + state.carried - called.length,
    },
  };
}

/** What to expect of a quarter at a cut-off, by the leads of the last year. */
export type Quarter = {
  readonly calls: number;
  /** wins among leads that are called, and among the others; null: too few leads are known */
  readonly wins: Chance | null;
  readonly givenUp: Chance | null;
};

type Known = readonly { readonly score: number; readonly seen: number; readonly won: number }[];

const WEEKS = 13;

export function quarterAt(known: Known, cutOff: number, leadsAWeek: number): Quarter {
  const side = (isIn: (score: number) => boolean) =>
    known.reduce((sum, { score, seen, won }) => (isIn(score) ? { seen: sum.seen + seen, won: sum.won + won } : sum), {
      seen: 0,
      won: 0,
    });
  const [called, left] = [side((score) => score >= cutOff), side((score) => score < cutOff)];
  const leads = leadsAWeek * WEEKS;
  const all = called.seen + left.seen;
  const winsOf = (part: typeof called): Chance | null => {
    if (part.seen < ENOUGH_LEADS) return null;
    const share = wonShare(part);
    const scale = (leads * part.seen) / all;
    return { is: share.is * scale, low: share.low * scale, high: share.high * scale };
  };
  return { calls: all === 0 ? 0 : (leads * called.seen) / all, wins: winsOf(called), givenUp: winsOf(left) };
}

/** SQLs of three months, and how many of them bought. */
export type Quarterly = { readonly sqls: number; readonly won: number };

export type Inflation = { readonly before: Quarterly; readonly now: Quarterly };

/** Chance does not explain a difference of more standard deviations than this. */
const DEVIATIONS = 2;

/** Whether there are more SQLs and fewer of each hundred buy; null: chance may explain it. */
export function inflationOf(before: Quarterly, now: Quarterly): Inflation | null {
  if (before.sqls < ENOUGH_LEADS || now.sqls < ENOUGH_LEADS) return null;
  const grown = (now.sqls - before.sqls) / Math.sqrt(now.sqls + before.sqls);
  const pooled = (before.won + now.won) / (before.sqls + now.sqls);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / before.sqls + 1 / now.sqls));
  const fallen = error === 0 ? 0 : (before.won / before.sqls - now.won / now.sqls) / error;
  return grown > DEVIATIONS && fallen > DEVIATIONS ? { before, now } : null;
}

/** Plays past weeks of leads, the oldest first, and tells the cut-off of the week to come. */
export function dialOver(
  weeks: readonly (readonly number[])[],
  calls: number,
): { readonly cutOff: number; readonly lately: { readonly weeks: number; readonly called: number } } {
  let state = FIRST_STATE;
  const called = weeks.map((scores) => {
    const week = dialWeek(state, scores, calls);
    state = week.next;
    return week.called.length;
  });
  const lately = called.slice(-WEEKS);
  const { cutOff } = dialWeek({ ...state, carried: 0 }, [], calls);
  return { cutOff, lately: { weeks: lately.length, called: lately.reduce((sum, calls) => sum + calls, 0) } };
}

/** How many SQLs the threshold made in the last weeks, when that does not fit the calls. */
export type CapacityDrift = { readonly weeks: number; readonly sqls: number };

const FEWEST_WEEKS = 4;
/** A threshold that makes at most a tenth more or fewer SQLs than calls is good enough. */
const CLOSE = 0.1;

/**
 * Whether the published threshold still fits the calls, since leads change. `weeks`: scores by
 * week, the oldest first. null: it fits, or chance may explain the difference.
 */
export function callsDriftOf(
  weeks: readonly (readonly number[])[],
  cutOff: number,
  calls: number,
): CapacityDrift | null {
  const lately = weeks.slice(-WEEKS);
  if (lately.length < FEWEST_WEEKS) return null;
  const sqls = lately.flat().filter((score) => score >= cutOff).length;
  const planned = calls * lately.length;
  const isClose = Math.abs(sqls - planned) <= Math.max(CLOSE * planned, DEVIATIONS * Math.sqrt(planned));
  return isClose ? null : { weeks: lately.length, sqls };
}
