import { type Chosen, type CompiledImplicitRule, NOTHING, newestDay } from '../rules/implicit.ts';
import { noSums, scoreOf, whole } from '../rules/score.ts';
import type { Assessment } from './assess.ts';
import type { Subject } from './subject.ts';
import { type StrongRule, strongestOf } from './written.ts';

/*
 * Points that age while nothing else happens. They change at midnight (UTC) only. So the first
 * midnight of a visible change can be found from the points alone, without assessments.
 */

/** An implicit rule with the occurrences for which it gives points. */
type Active = {
  readonly index: number;
  readonly rule: CompiledImplicitRule;
  readonly chosen: Chosen;
};

export type Aging = {
  readonly subject: Subject;
  readonly active: readonly Active[];
  /** the last day on which some occurrence still ages */
  readonly lastDay: number;
  /** scratch space for sums by group, reused since the search needs it very often */
  readonly least: number[];
  readonly most: number[];
};

export function agingOf(subject: Subject): Aging {
  const { compiled, chosen } = subject;
  const active: Active[] = [];
  let lastDay = -Infinity;
  for (let index = 0; index < compiled.implicit.length; index++) {
    const occurrences = chosen[index]!;
    const newest = newestDay(occurrences);
    if (occurrences === NOTHING || newest === undefined) continue;
    const rule = compiled.implicit[index]!;
    active.push({ index, rule, chosen: occurrences });
    if (rule.memoryDays !== Infinity) lastDay = Math.max(lastDay, newest + rule.memoryDays);
  }
  return { subject, active, lastDay, least: noSums(compiled), most: noSums(compiled) };
}

/**
 * The first day in (low, high] on which aged points change something visible; null: none. `since`:
 * an assessment after which nothing but aging has happened. The search doubles its steps, then
 * halves the step that holds a change.
 */
export function firstShownDay(aging: Aging, since: Assessment, low: number, high: number): number | null {
  const fixed = fixedSums(aging, since);
  const reasons = strongestOf(since.rules);
  const halve = (from: number, to: number): number | null => {
    if (pointsStay(aging, fixed, from, to)) return null;
    if (from + 1 === to) return showsOn(aging, since, reasons, fixed, to) ? to : null;
    const middle = (from + to) >> 1;
    return halve(from, middle) ?? halve(middle, to);
  };
  for (let step = 1, day = low; day < high; step *= 2) {
    const end = Math.min(high, day + step);
    const found = halve(day, end);
    if (found !== null) return found;
    day = end;
  }
  return null;
}

/** Milli-points by group for silence: they do not age. */
function fixedSums({ subject: { compiled } }: Aging, { rules }: Assessment): readonly number[] {
  const sums = noSums(compiled);
  for (let index = 0; index < compiled.implicit.length; index++) {
    const { group, afterSilent } = compiled.implicit[index]!;
    if (afterSilent !== null) sums[group]! += rules[compiled.explicit.length + index]!;
  }
  return sums;
}

/**
 * Whether the points of every rule and the implicit score, each in whole points, are surely the
 * same on all days from `low` to `high`.
 */
function pointsStay(aging: Aging, fixed: readonly number[], low: number, high: number): boolean {
  const { active, least, most } = aging;
  const { compiled } = aging.subject;
  for (let group = 0; group < fixed.length; group++) least[group] = most[group] = fixed[group]!;
  for (let i = 0; i < active.length; i++) {
    const { rule, chosen } = active[i]!;
    const bounds = rule.boundsBetween === null ? null : rule.boundsBetween(chosen, low, high);
    const first = bounds === null ? rule.milliAt(chosen, low) : bounds[0];
    const last = bounds === null ? rule.milliAt(chosen, high) : bounds[1];
    if (first !== last && whole(first) !== whole(last)) return false;
    least[rule.group]! += Math.min(first, last);
    most[rule.group]! += Math.max(first, last);
  }
  return scoreOf('implicit', compiled, least) === scoreOf('implicit', compiled, most);
}

/** Whether the points of a day change the implicit score or the reasons that people see. */
function showsOn(
  { subject: { compiled }, active }: Aging,
  since: Assessment,
  before: readonly StrongRule[],
  fixed: readonly number[],
  day: number,
): boolean {
  const rules = since.rules.slice();
  const sums = fixed.slice();
  for (const { index, rule, chosen } of active) {
    const milli = rule.milliAt(chosen, day);
    rules[compiled.explicit.length + index] = milli;
    sums[rule.group]! += milli;
  }
  if (scoreOf('implicit', compiled, sums) !== since.scores.implicit) return true;
  const now = strongestOf(rules);
  return (
    now.length !== before.length ||
    now.some((reason, i) => reason.index !== before[i]!.index || reason.points !== before[i]!.points)
  );
}
