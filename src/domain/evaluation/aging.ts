import { type Chosen, type CompiledImplicitRule, NOTHING, newestDay } from '../rules/implicit.ts';
import { noSums, scoreOf, whole } from '../rules/score.ts';
import type { Assessment } from './assess.ts';
import type { Subject } from './subject.ts';
import { strongestOf } from './written.ts';

/*
 * Points that age while nothing else happens. They change at midnights only, so that the first
 * midnight of a visible change is found from the points alone, without an assessment.
 */

/** An implicit rule that gives points for what happened. */
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
  /** sums by group: the search asks for them very often */
  readonly least: number[];
  readonly most: number[];
};

export function agingOf(subject: Subject): Aging {
  const { compiled, chosen } = subject;
  const active: Active[] = [];
  let lastDay = -Infinity;
  for (let index = 0; index < compiled.implicit.length; index++) {
    const of = chosen[index]!;
    const newest = newestDay(of);
    if (of === NOTHING || newest === undefined) continue;
    const rule = compiled.implicit[index]!;
    active.push({ index, rule, chosen: of });
    if (rule.memoryDays !== Infinity) lastDay = Math.max(lastDay, newest + rule.memoryDays);
  }
  return { subject, active, lastDay, least: noSums(compiled), most: noSums(compiled) };
}

/**
 * Gallops, then halves: the first day in (low, high] on which points that have aged show, beside an
 * assessment after which nothing but aging has happened; null: none.
 */
export function firstShownDay(aging: Aging, since: Assessment, low: number, high: number): number | null {
  const fixed = fixedSums(aging, since);
  const halve = (from: number, to: number): number | null => {
    if (pointsStay(aging, fixed, from, to)) return null;
    if (from + 1 === to) return showsOn(aging, since, fixed, to) ? to : null;
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

/** Milli-points by group that do not age: those for silence. */
function fixedSums({ subject: { compiled } }: Aging, { rules }: Assessment): readonly number[] {
  const sums = noSums(compiled);
  for (let index = 0; index < compiled.implicit.length; index++) {
    const { group, afterSilent } = compiled.implicit[index]!;
    if (afterSilent !== null) sums[group]! += rules[compiled.explicit.length + index]!;
  }
  return sums;
}

/**
 * Whether aging from one day to another leaves the whole points of every rule, and of the implicit
 * score, as they are.
 */
function pointsStay(aging: Aging, fixed: readonly number[], low: number, high: number): boolean {
  const { active, least, most } = aging;
  const { compiled } = aging.subject;
  for (let group = 0; group < fixed.length; group++) least[group] = most[group] = fixed[group]!;
  for (let i = 0; i < active.length; i++) {
    const { rule, chosen } = active[i]!;
    const bounds = rule.boundsBetween === null ? null : rule.boundsBetween(chosen, low, high);
    const one = bounds === null ? rule.milliAt(chosen, low) : bounds[0];
    const other = bounds === null ? rule.milliAt(chosen, high) : bounds[1];
    if (one !== other && whole(one) !== whole(other)) return false;
    least[rule.group]! += Math.min(one, other);
    most[rule.group]! += Math.max(one, other);
  }
  return scoreOf('implicit', compiled, least) === scoreOf('implicit', compiled, most);
}

/** Whether the points of a day show: in the score, or among the reasons. */
function showsOn(
  { subject: { compiled }, active }: Aging,
  since: Assessment,
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
  const [now, before] = [strongestOf(rules), strongestOf(since.rules)];
  return (
    now.length !== before.length ||
    now.some((one, i) => one.index !== before[i]!.index || one.points !== before[i]!.points)
  );
}
