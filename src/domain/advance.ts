import type { Asks } from './asks.ts';
import type { CompiledModel } from './compile.ts';
import type { Activity, KnownFacts, Memory } from './contact.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { decisionOf } from './lifecycle.ts';
import type { TouchEvent } from './open-touches.ts';

/** The evaluations that brought a contact up to date, oldest first; the last one holds. */
export type Advance = {
  readonly evaluations: readonly Evaluation[];
  /** what became of touches on the way */
  readonly touchEvents: readonly TouchEvent[];
  /** what people are asked to do, or no more */
  readonly asks: Asks;
};

/**
 * Brings a contact up to `now` through every instant that mattered on the way: activities, and due instants one after another.
 * So it makes no difference whether the clock went in one step or in a hundred, or how late the work was done; and an old
 * contact seen for the first time gets the past it had.
 *
 * `dueAt` is the last evaluation's nextChangeAt. With nothing new (`news` false) only due instants are evaluated, since nothing
 * to write changes between them.
 */
export function advance(
  compiled: CompiledModel,
  facts: KnownFacts,
  activities: readonly Activity[],
  now: number,
  { dueAt, news }: { readonly dueAt: number | null; readonly news: boolean },
): Advance {
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
    // At first sight only what happened is walked through; aging in between changed nothing that is remembered.
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

/** What is remembered of a time before Ripen knew the contact: nothing of it is anybody's to do any more. */
const unwatched = (memory: Memory, watchedSince: number): Memory => ({
  ...memory,
  watchedSince,
  open: [],
  nextTouch: null,
  lastTouch: null,
  owed: null,
});
