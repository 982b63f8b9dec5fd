import type { CompiledModel } from '../rules/compile.ts';
import { NOTHING } from '../rules/implicit.ts';
import { combine, noSums, type Scores, scoreOf } from '../rules/score.ts';
import { dayOf } from '../time/time.ts';
import type { Subject } from './subject.ts';

/**
 * The milli-points of each rule at an instant (explicit rules, then implicit ones, in the model's
 * order), and the scores that they make.
 */
export function pointsAt(
  subject: Subject,
  personaMatch: number,
  now: number,
): { readonly rules: readonly number[]; readonly scores: Scores } {
  const { compiled, facts, sheet } = subject;
  const rules = sheet.steady.slice();
  const sums = sheet.steadySums.slice();
  for (const index of compiled.timedExplicit) {
    const { group, milliAt } = compiled.explicit[index]!;
    const milli = milliAt(facts, now, personaMatch);
    rules[index] = milli;
    sums[group]! += milli;
  }
  for (let index = 0; index < compiled.implicit.length; index++) {
    const milli = implicitMilli(subject, index, now);
    rules[compiled.explicit.length + index] = milli;
    sums[compiled.implicit[index]!.group]! += milli;
  }
  const explicit = scoreOf('explicit', compiled, sums);
  return { rules, scores: scoresOf(compiled, explicit, scoreOf('implicit', compiled, sums)) };
}

function implicitMilli({ compiled, chosen, silentSince }: Subject, index: number, instant: number): number {
  const { afterSilent, milliAt } = compiled.implicit[index]!;
  if (afterSilent === null) return chosen[index] === NOTHING ? 0 : milliAt(chosen[index]!, dayOf(instant));
  return instant >= silentSince + afterSilent.ms ? afterSilent.milli : 0;
}

/** The implicit score as it stood at an earlier instant. */
export function implicitAt(subject: Subject, instant: number): number {
  const sums = noSums(subject.compiled);
  for (let index = 0; index < subject.compiled.implicit.length; index++)
    sums[subject.compiled.implicit[index]!.group]! += implicitMilli(subject, index, instant);
  return scoreOf('implicit', subject.compiled, sums);
}

export const scoresOf = ({ model }: CompiledModel, explicit: number, implicit: number): Scores => ({
  explicit,
  implicit,
  combined: combine(explicit, implicit, model.explicitShare),
});
