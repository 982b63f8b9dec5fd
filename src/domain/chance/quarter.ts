import { isEnough, totalOf } from './chances.ts';
import { areaIn, type CheckedCount } from './check.ts';
import { chanceAt, fitCurve } from './curve.ts';
import { wonShare } from './won-share.ts';

/* After each quarter of new outcomes: is the model in force still right? */

export type QuarterCheck = {
  /** of the landmarks: `2026-Q3` */
  readonly quarter: string;
  readonly verdict:
    | 'right'
    /** the score tells buyers from others no better than a coin */
    | 'coin'
    /** the score tells them apart worse than before, by more than chance explains */
    | 'worse'
    /** the score still tells them apart, but more or fewer leads buy than foretold */
    | 'off';
  readonly seen: number;
  readonly won: number;
  /** how many should have bought, by the leads before; null: these were too few */
  readonly foretold: number | null;
};

const quarterOf = (month: string): string => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;

/** Judges the newest quarter that has ended; null: none has, or it has too few outcomes. */
export function checkQuarter(counts: readonly Omit<CheckedCount, 'grade'>[], until: number): QuarterCheck | null {
  const open = quarterOf(new Date(until).toISOString().slice(0, 7));
  const past = counts.filter(({ month }) => quarterOf(month) < open);
  const quarter = past
    .map(({ month }) => quarterOf(month))
    .sort()
    .at(-1);
  if (quarter === undefined) return null;
  const newest = past.filter(({ month }) => quarterOf(month) === quarter);
  const before = past.filter(({ month }) => quarterOf(month) < quarter);
  const area = areaIn(newest);
  if (area === null) return null;
  const total = totalOf(newest);
  const earlier = areaIn(before);
  const foretold = isEnough(before) ? foretoldOf(before, newest) : null;
  const share = wonShare(total);
  const isOff = foretold !== null && (foretold / total.seen < share.low || foretold / total.seen > share.high);
  const verdict =
    area.low <= 0.5 ? 'coin' : earlier !== null && earlier.low > area.high ? 'worse' : isOff ? 'off' : 'right';
  return { quarter, verdict, ...total, foretold: foretold === null ? null : Math.round(foretold) };
}

function foretoldOf(
  before: readonly Omit<CheckedCount, 'grade'>[],
  newest: readonly Omit<CheckedCount, 'grade'>[],
): number {
  const curve = fitCurve(before);
  return newest.reduce((sum, { score, size, seen }) => sum + seen * chanceAt(curve, score, size).is, 0);
}
