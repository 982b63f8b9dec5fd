import type { Activity } from '../contact.ts';
import type { CompiledModel } from '../rules/compile.ts';
import type { Occurrences } from '../rules/occurrences.ts';
import { dayOf } from '../time/time.ts';
import { YEAR_DAYS } from './awareness.ts';
import { EVIDENCE, interestDays } from './interest.ts';
import { countAmong, countUntil, latestUntil, type Timeline, timelineOf } from './timeline.ts';

/*
 * Activities without which a known contact is judged the same, by any of some models, at every
 * instant from `asOf` on. An activity matters for as long as something reads it: a rule within its
 * window or half-lives, an interest within its own, a qualification, a silence, a line of evidence.
 *
 * A qualification is kept or lost by the points of the last evidence, however long ago that was. So
 * ages count from the last evidence, and those of an interest from its newest sign. What happens
 * later only moves both on: an activity that is needless stays so.
 */
export function needlessActivities(
  models: readonly CompiledModel[],
  activities: readonly Activity[],
  asOf: number,
): readonly Activity[] {
  // The order depends on the activities alone, so that the places mean the same by every model.
  const timelines = models.map((compiled) => timelineOf(compiled, activities));
  const inOrder = timelines[0]?.activities ?? [];
  const known = countUntil(timelines[0]?.at ?? [], asOf);
  const isNeeded = new Uint8Array(known);
  timelines.forEach((timeline, at) => {
    markNeeded(isNeeded, models[at]!, timeline, asOf);
  });
  return inOrder.slice(0, known).filter((_, place) => isNeeded[place] === 0);
}

function markNeeded(isNeeded: Uint8Array, compiled: CompiledModel, timeline: Timeline, asOf: number): void {
  const { model, implicit, journey } = compiled;
  const known = isNeeded.length;
  const dayAt = (place: number) => dayOf(timeline.at[place]!);
  /** Marks those of a list that are younger than so many days, seen from a day. */
  const keep = (occurrences: Occurrences | undefined, seenFrom: 'newest' | number, days: number, atLeast = 0) => {
    const count = countAmong(occurrences, known);
    if (count === 0) return;
    const places = occurrences!.index;
    const day = seenFrom === 'newest' ? dayAt(places[count - 1]!) : seenFrom;
    for (let i = count - 1; i >= 0 && (count - i <= atLeast || day - dayAt(places[i]!) < days); i--)
      isNeeded[places[i]!] = 1;
  };
  const evidenceAt = latestUntil(timeline.evidence, asOf);
  const evidenceDay = evidenceAt === null ? Number.NEGATIVE_INFINITY : dayOf(evidenceAt);
  timeline.rules.forEach((occurrences, index) => {
    keep(occurrences, evidenceDay, implicit[index]!.memoryDays);
  });
  timeline.stages.forEach((occurrences, index) => {
    keep(occurrences, 'newest', interestDays(journey[index]!.halfLifeDays), EVIDENCE);
  });
  for (const occurrences of timeline.products)
    keep(occurrences, 'newest', interestDays(model.productInterest.halfLifeDays), EVIDENCE);
  keep(timeline.meetings, 'newest', Math.max(YEAR_DAYS, interestDays(model.brandAwareness.halfLifeDays)));

  const { own, evidence, forms, qualifying } = timeline;
  const latest = [own, evidence, forms, qualifying.mql].map((instants) => latestUntil(instants, asOf));
  // A hand-raise waits for its answer, however long.
  const instants = new Set([...latest, ...qualifying.sql]);
  for (let place = 0; place < known; place++) if (instants.has(timeline.at[place]!)) isNeeded[place] = 1;
}
