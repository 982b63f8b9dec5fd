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

/** Milli-points by group, all 0. */
export const noSums = ({ groups }: Scale): number[] => new Array<number>(groups.length).fill(0);

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
  const adjust = (id: string, label: string, to: number, from: number) => {
    if (to === from) return;
    contributions.push({ id, label, kind: to < from ? 'cap' : 'floor', milli: to - from });
  };
  for (const group of groups) {
    if (group.kind !== kind) continue;
    let sum = 0;
    for (const line of lines) {
      if (line.group !== group.index || line.milli === 0) continue;
      contributions.push({ id: line.id, label: line.label, kind: 'rule', milli: line.milli });
      sum += line.milli;
    }
    const kept = clamp(sum, group.floor, group.cap);
    adjust(
      group.id,
      kept < sum
        ? `${group.label}: at most ${group.cap / 1000} points`
        : `${group.label}: at least ${group.floor / 1000} points`,
      kept,
      sum,
    );
    milli += kept;
  }
  const bounded = clamp(milli, 0, FULL);
  adjust(kind, bounded < milli ? 'A score ends at 100' : 'A score begins at 0', bounded, milli);
  const points = whole(bounded);
  round(contributions, kind, points, bounded);
  return { points, contributions };
}

/** Explains the combined score by the shares of the explicit and the implicit score. */
export function explainCombined(explicit: number, implicit: number, explicitShare: number): Score {
  const shares = [
    { id: 'explicit', label: `Who they are: ${explicitShare} % of ${explicit}`, milli: 10 * explicitShare * explicit },
    {
      id: 'implicit',
      label: `What they do: ${100 - explicitShare} % of ${implicit}`,
      milli: 10 * (100 - explicitShare) * implicit,
    },
  ];
  const contributions: Contribution[] = shares.filter((s) => s.milli !== 0).map((s) => ({ ...s, kind: 'share' }));
  const points = combine(explicit, implicit, explicitShare);
  round(contributions, 'combined', points, shares[0]!.milli + shares[1]!.milli);
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
