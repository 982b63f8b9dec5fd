import { buildTimeline, countUntil, type Timeline } from '../activity/timeline.ts';
import type { Activity, KnownFacts, Memory, Properties } from '../contact.ts';
import type { TouchEvent } from '../nurture/open-touches.ts';
import { decisionOf } from '../qualification/lifecycle.ts';
import type { CompiledModel } from '../rules/compile.ts';
import type { Scores } from '../rules/score.ts';
import type { DormantSegment, Qualification, Track } from '../words.ts';
import { type Asks, asksOf, asksThen } from './asks.ts';
import { type Assessment, assess } from './assess.ts';
import { type Evaluation, evaluationOf } from './evaluate.ts';
import { nextChangeAt } from './next-change.ts';
import { sheetOf } from './sheet.ts';
import { prepare, type Subject } from './subject.ts';
import { sameSources, writtenOf } from './written.ts';

/** What is kept of an evaluation once a later one follows. */
export type Step = {
  readonly at: number;
  readonly scores: Scores;
  readonly qualification: Qualification;
  readonly segment: DormantSegment | null;
  readonly track: Track;
  readonly doNotContact: readonly string[];
  readonly written: Properties;
  readonly memory: Memory;
};

/** How a contact was brought up to date. */
export type Advance = {
  /** one for each evaluation, oldest first */
  readonly steps: readonly Step[];
  /** the last evaluation, which is the result; null: there was nothing to evaluate */
  readonly last: Evaluation | null;
  /** what became of touches on the way */
  readonly touchEvents: readonly TouchEvent[];
  /** what Ripen asks people to do, and what it no longer asks */
  readonly asks: Asks;
};

/**
 * Why a contact is evaluated. `dueAt` is the nextChangeAt of the last evaluation. If `news` is
 * false, nothing new came, and only due instants are evaluated: between them no written value
 * changes. `horizon`: the search for the next change stops at this instant.
 */
export type Trigger = { readonly dueAt: number | null; readonly news: boolean; readonly horizon?: number };

/**
 * Brings a contact up to `now`: evaluates it at every activity and every due instant on the way, in
 * order. So one step of a hundred days and a hundred steps of one day give the same result, and so
 * does work that is done late. An old contact that Ripen sees for the first time gets its past.
 */
export function advance(
  compiled: CompiledModel,
  facts: KnownFacts,
  activities: readonly Activity[],
  now: number,
  trigger: Trigger,
): Advance {
  const advancing = advanceInStretches(compiled, facts, activities, now, trigger);
  for (;;) {
    const { done, value } = advancing.next();
    if (done) return value;
  }
}

/**
 * Like `advance`, with a pause after each evaluation and after each thousand activities of the
 * timeline, in which the caller may do other work. A pause yields a function that makes the full
 * evaluation of this instant; call it before you resume.
 */
export function* advanceInStretches(
  compiled: CompiledModel,
  facts: KnownFacts,
  activities: readonly Activity[],
  now: number,
  { dueAt, news, horizon = Infinity }: Trigger,
): Generator<(() => Evaluation) | undefined, Advance> {
  const timeline = yield* buildTimeline(compiled, activities);
  const sheet = sheetOf(compiled, facts);
  const isFirstSight = facts.memory === null;
  const pending = arrivals(compiled, facts, timeline, now, news || isFirstSight);

  const steps: Step[] = [];
  const touchEvents: TouchEvent[] = [];
  let asks: Asks = { tasks: [], closed: [] };
  let memory = facts.memory;
  let due = isFirstSight ? null : dueAt;
  let arrival = pending.next().value;
  let subject: Subject | undefined;
  let assessment: Assessment | undefined;
  let last: (() => Evaluation) | null = null;
  for (;;) {
    const at = firstOf(due !== null && due <= now ? due : undefined, arrival);
    if (at === undefined) break;
    if (at === arrival) arrival = pending.next().value;
    const isPast = isFirstSight && at < now;

    subject = prepare(sheet, timeline, memory, at, subject);
    const before = assessment;
    assessment = assess(subject, at);
    if (!isPast) {
      touchEvents.push(...assessment.touchEvents);
      asks = asksThen(asks, asksOf(subject, assessment, memory));
    }
    // A change after the next arrival does not count: that arrival is evaluated in any case. Nor
    // does one in the past at first sight: aging changed nothing that the memory holds.
    due = isPast ? null : nextChangeAt(subject, assessment, Math.min(arrival ?? Infinity, horizon));
    memory = isPast ? unwatched(assessment.memory, now) : assessment.memory;
    // There may be very many steps, and most show the same values: share one object between them.
    const isSame = before !== undefined && sameSources(before, assessment);
    const written = isSame ? steps.at(-1)!.written : writtenOf(subject, assessment);
    const step = stepOf(assessment, memory, written);
    steps.push(step);
    last = inFull(subject, assessment, step, arrival === undefined && !isPast ? due : undefined);
    yield last;
  }
  return { steps, last: last === null ? null : last(), touchEvents, asks };
}

/** The earlier of two instants, either of which may be missing. */
const firstOf = (a: number | undefined, b: number | undefined): number | undefined =>
  a !== undefined && (b === undefined || a < b) ? a : b;

/** Makes the full evaluation when called. `nextAt`: the next change; undefined: to be found. */
const inFull =
  (subject: Subject, assessment: Assessment, { memory, written }: Step, nextAt: number | null | undefined) =>
  (): Evaluation => ({
    ...evaluationOf(subject, assessment, nextAt, written),
    memory,
  });

/**
 * Instants after the memory and before `now` at which an activity happened or a decision was made,
 * in order; then `now` itself, if `atNow`.
 */
export function* arrivals(
  { model }: CompiledModel,
  facts: KnownFacts,
  { at }: Timeline,
  now: number,
  atNow: boolean,
): Generator<number, undefined> {
  let latest = facts.memory?.asOf ?? -Infinity;
  let decidedAt = facts.memory === null ? (decisionOf(model, facts, null, now)?.at ?? Infinity) : Infinity;
  for (let next = countUntil(at, latest); ; ) {
    const happenedAt = at[next] ?? Infinity;
    const instant = Math.min(happenedAt, decidedAt);
    if (instant >= now) break;
    if (happenedAt === instant) next++;
    if (decidedAt === instant) decidedAt = Infinity;
    if (instant > latest) yield instant;
    latest = instant;
  }
  if (atNow) yield now;
}

const stepOf = (
  { at, scores, qualification, dormancy, track, permission }: Assessment,
  memory: Memory,
  written: Properties,
): Step => ({
  at,
  scores,
  qualification,
  segment: dormancy?.segment ?? null,
  track,
  doNotContact: permission.reasons,
  written,
  memory,
});

/**
 * The memory of a time in which Ripen did not know the contact. It holds no touches, no response
 * and no draws, so that Ripen asks nobody to do old work.
 */
export const unwatched = ({ drawn: _, ...memory }: Memory, watchedSince: number): Memory => ({
  ...memory,
  watchedSince,
  open: [],
  nextTouch: null,
  lastTouch: null,
  owed: null,
  lookedAt: null,
});
