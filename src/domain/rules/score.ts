import type { Group, Thresholds } from '../model/model.ts';

/*
 * From rule points to a score of 0–100, and its explanation. Everything is in whole thousandths of
 * a point ("milli"); whatever changes a sum (a cap, a floor, rounding) is a line of its own, so
 * that the lines add up to the score exactly.
 */

type Contribution = {
  /** the rule's id, or the group's for a cap or floor, or the score's name for the last lines */
  readonly id: string;
  readonly label: string;
  readonly kind: 'start' | 'rule' | 'cap' | 'floor' | 'share' | 'rounding';
  readonly milli: number;
};

export type Score = {
  /** whole points, 0–100 */
  readonly points: number;
  /** sum of `milli` = points × 1000, exactly */
  readonly contributions: readonly Contribution[];
};

export type ScoreName = 'explicit' | 'implicit' | 'combined';
export type Scores = Readonly<Record<ScoreName, number>>;

export const whole = (milli: number): number => Math.round(milli / 1000);
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

const FULL = 100_000;

/** The score of one kind in whole points. `sums`: the milli-points of each group, by index. */
export function scoreOf(kind: Group['kind'], { groups, start }: Scale, sums: ArrayLike<number>): number {
  let milli = start[kind];
  for (const group of groups) if (group.kind === kind) milli += clamp(sums[group.index]!, group.floor, group.cap);
  return whole(clamp(milli, 0, FULL));
}

/** Milli-points by group, all 0. `fill` would take longer for so few. */
export function noSums({ groups }: Scale): number[] {
  const sums: number[] = [];
  for (let group = 0; group < groups.length; group++) sums.push(0);
  return sums;
}

/** What makes a score of points: the groups, and the milli-points that each score starts with. */
export type Scale = {
  readonly groups: readonly CompiledGroup[];
  readonly start: Readonly<Record<Group['kind'], number>>;
};

type CompiledGroup = {
  readonly index: number;
  readonly id: string;
  readonly label: string;
  readonly kind: Group['kind'];
  readonly floor: number;
  readonly cap: number;
};

export const combine = (explicit: number, implicit: number, explicitShare: number): number =>
  whole(10 * (explicitShare * explicit + (100 - explicitShare) * implicit));

/** The milli-points that a rule gave; a rule that gave none has no line. */
export type RuleLine = { readonly id: string; readonly label: string; readonly group: number; readonly milli: number };

/**
 * Explains a score of one kind: what it starts with, a line for each rule that gave points, each
 * clamped group, the bounds of the score, and rounding.
 */
export function explain(kind: Group['kind'], { groups, start }: Scale, lines: readonly RuleLine[]): Score {
  const contributions: Contribution[] = [];
  let milli = start[kind];
  if (milli !== 0) contributions.push({ id: kind, label: 'Every score starts here', kind: 'start', milli });
  for (const group of groups) {
    if (group.kind !== kind) continue;
    let sum = 0;
    for (const line of lines) {
      if (line.group !== group.index || line.milli === 0) continue;
      contributions.push({ id: line.id, label: line.label, kind: 'rule', milli: line.milli });
      sum += line.milli;
    }
    const kept = clamp(sum, group.floor, group.cap);
    if (kept !== sum) contributions.push(boundOf(group, kept - sum));
    milli += kept;
  }
  const bounded = clamp(milli, 0, FULL);
  if (bounded < milli)
    contributions.push({ id: kind, label: 'A score ends at 100', kind: 'cap', milli: bounded - milli });
  if (bounded > milli)
    contributions.push({ id: kind, label: 'A score begins at 0', kind: 'floor', milli: bounded - milli });
  const points = whole(bounded);
  round(contributions, kind, points, bounded);
  return { points, contributions };
}

const boundOf = ({ id, label, cap, floor }: CompiledGroup, milli: number): Contribution =>
  milli < 0
    ? { id, label: `${label}: at most ${cap / 1000} points`, kind: 'cap', milli }
    : { id, label: `${label}: at least ${floor / 1000} points`, kind: 'floor', milli };

/** Explains the combined score by the shares of the explicit and the implicit score. */
export function explainCombined(explicit: number, implicit: number, explicitShare: number): Score {
  const contributions: Contribution[] = [];
  const give = (id: string, who: string, share: number, score: number): number => {
    const milli = 10 * share * score;
    if (milli !== 0) contributions.push({ id, label: `${who}: ${share} % of ${score}`, kind: 'share', milli });
    return milli;
  };
  const milli =
    give('explicit', 'Who they are', explicitShare, explicit) +
    give('implicit', 'What they do', 100 - explicitShare, implicit);
  const points = combine(explicit, implicit, explicitShare);
  round(contributions, 'combined', points, milli);
  return { points, contributions };
}

function round(contributions: Contribution[], id: string, points: number, milli: number): void {
  if (points * 1000 !== milli)
    contributions.push({ id, label: 'Rounded to a whole point', kind: 'rounding', milli: points * 1000 - milli });
}

/** Fit letter A–D by interest number 1–4. */
export function gradeOf(
  explicit: number,
  implicit: number,
  bands: { fit: readonly number[]; interest: readonly number[] },
): string {
  const band = (score: number, from: readonly number[]) => from.filter((threshold) => score < threshold).length;
  return `${'ABCD'[band(explicit, bands.fit)]}${band(implicit, bands.interest) + 1}`;
}

export const reaches = (scores: Scores, thresholds: Thresholds): boolean =>
  scores.combined >= (thresholds.combined ?? 0) &&
  scores.explicit >= (thresholds.explicit ?? 0) &&
  scores.implicit >= (thresholds.implicit ?? 0);
