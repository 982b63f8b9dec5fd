import type { Activity, KnownFacts, Memory } from '../../../src/domain/contact.ts';
import { advanceInStretches } from '../../../src/domain/evaluation/advance.ts';
import type { Asks } from '../../../src/domain/evaluation/asks.ts';
import { type Evaluation, evaluate } from '../../../src/domain/evaluation/evaluate.ts';
import type { TouchEvent } from '../../../src/domain/nurture/open-touches.ts';
import { decisionOf } from '../../../src/domain/qualification/lifecycle.ts';
import type { CompiledModel } from '../../../src/domain/rules/compile.ts';

/** As `Advance`, with every evaluation in full. */
export type FullAdvance = {
  readonly evaluations: readonly Evaluation[];
  readonly touchEvents: readonly TouchEvent[];
  readonly asks: Asks;
};

type Look = { readonly dueAt: number | null; readonly news: boolean };

/**
 * Brings a contact up to `now` as the engine does, and gives each evaluation on the way in full.
 */
export function advanceFully(
  compiled: CompiledModel,
  facts: KnownFacts,
  activities: readonly Activity[],
  now: number,
  look: Look,
): FullAdvance {
  const evaluations: Evaluation[] = [];
  const advancing = advanceInStretches(compiled, facts, activities, now, look);
  for (;;) {
    const { done, value } = advancing.next();
    if (done) return { evaluations, touchEvents: value.touchEvents, asks: value.asks };
    if (value !== undefined) evaluations.push(value());
  }
}

/** The same by the plainest way: every instant is evaluated from nothing, with all activities. */
export function advanceNaively(
  compiled: CompiledModel,
  facts: KnownFacts,
  activities: readonly Activity[],
  now: number,
  { dueAt, news }: Look,
): FullAdvance {
  const asOf = facts.memory?.asOf ?? -Infinity;
  const arrivals = new Set(activities.map((a) => a.at));
  if (facts.memory === null) {
    const decision = decisionOf(compiled.model, facts, null, now);
    if (decision !== null) arrivals.add(decision.at);
  }
  const pending = [...arrivals].filter((at) => at > asOf && at < now).sort((a, b) => a - b);
  if (news || facts.memory === null) pending.push(now);

  const isFirstSight = facts.memory === null;
  const evaluations: Evaluation[] = [];
  let known = facts;
  let due = facts.memory === null ? null : dueAt;
  for (;;) {
    const arrival = pending[0];
    const at = due !== null && due <= now && (arrival === undefined || due < arrival) ? due : arrival;
    if (at === undefined) break;
    if (at === arrival) pending.shift();
    const found = evaluate(compiled, known, activities, at);
    const evaluation = isFirstSight && at < now ? { ...found, memory: unwatched(found.memory, now) } : found;
    evaluations.push(evaluation);
    known = { ...known, memory: evaluation.memory };
    due = isFirstSight && at < now ? null : evaluation.nextChangeAt;
  }
  const told = isFirstSight ? evaluations.slice(-1) : evaluations;
  return {
    evaluations,
    touchEvents: told.flatMap((e) => e.touchEvents),
    asks: { tasks: told.flatMap((e) => e.asks.tasks), closed: told.flatMap((e) => e.asks.closed) },
  };
}

const unwatched = (memory: Memory, watchedSince: number): Memory => ({
  ...memory,
  watchedSince,
  open: [],
  nextTouch: null,
  lastTouch: null,
  owed: null,
  lookedAt: null,
});
