import { interestChanges } from '../activity/interest.ts';
import { countUntil } from '../activity/timeline.ts';
import type { Decisions } from '../contact.ts';
import { missedFrom } from '../nurture/open-touches.ts';
import { dormantFrom } from '../qualification/dormancy.ts';
import { relationOf } from '../qualification/lifecycle.ts';
import type { FactView, Test } from '../rules/condition.ts';
import { DAY, dayOf, startOfDay } from '../time/time.ts';
import { agingOf, firstShownDay } from './aging.ts';
import { askInstants } from './asks.ts';
import { type Assessment, assess } from './assess.ts';
import { decidedAt, prepare, type Subject } from './subject.ts';
import { showsSame } from './written.ts';

/**
 * The earliest instant after the assessment `base` at which, without new activity, a written value
 * or the relation would change, or a task would open or close. null: never, or not before `until`.
 *
 * Two kinds of instants can bring a change: a few single ones that are known beforehand (an edge of
 * date recency, the dormancy line, a touch that falls due …), and midnights, at which points age.
 * Between two single instants occurrences only age. So each rule knows the bounds of its points in
 * a span of days; for most rules these are the points at its ends. If the bounds of a span allow
 * only one value for every score, the search skips the span; otherwise it halves the span. That
 * finds the first midnight of a change exactly, in a few steps instead of hundreds. The search
 * assesses the contact only at single instants at which nothing simpler tells a change.
 */
export function nextChangeAt(subject: Subject, base: Assessment, until = Infinity): number | null {
  const instants = [nextShownAt(subject, base, until), ...askInstants(subject, base)].filter((at) => at !== null);
  return instants.length === 0 ? null : Math.min(...instants);
}

function nextShownAt(subject: Subject, base: Assessment, until: number): number | null {
  let current = subject;
  let from = base.at;
  for (const arrival of arrivalsAfter(subject, base.at)) {
    const change = searchUntil(subject, base, current, from, Math.min(arrival, until));
    if (change !== null) return change;
    if (arrival >= until) return null;
    current = prepare(subject.sheet, subject.timeline, base.memory, arrival, current);
    if (!showsSame(subject, base, current, assess(current, arrival, base.memory))) return arrival;
    from = arrival;
  }
  return null;
}

/** The instants after `now` at which an activity happens or a decision begins; Infinity last. */
function* arrivalsAfter({ timeline, decision, facts }: Subject, now: number): Generator<number> {
  const decisions = decidedAt(decision, facts.decisions ?? {})
    .filter((at) => at > now)
    .sort((a, b) => a - b);
  let next = countUntil(timeline.at, now);
  let last = now;
  for (;;) {
    const happens = timeline.at[next] ?? Infinity;
    const counts = decisions[0] ?? Infinity;
    const arrival = Math.min(happens, counts);
    if (happens <= counts) next++;
    else decisions.shift();
    if (arrival > last || arrival === Infinity) yield arrival;
    if (arrival === Infinity) return;
    last = arrival;
  }
}

/**
 * The first change strictly between two instants, between which nothing happens. `start`: the
 * subject of `base`; `subject`: the same contact, prepared for `from`.
 */
function searchUntil(start: Subject, base: Assessment, subject: Subject, from: number, until: number): number | null {
  const { memory } = base;
  const aging = agingOf(subject);
  // The latest assessment: it shows the same as `base`, and points only age until the next one.
  let since = subject === start ? base : assess(subject, from, memory);
  let day = dayOf(from);
  for (const instant of [...singleInstants(subject, { memory, touch: since.touch }, from, until), until]) {
    const endDay = Math.min(aging.lastDay, instant === Infinity ? aging.lastDay : dayOf(instant - 1));
    const change = day < endDay ? firstShownDay(aging, since, day, endDay) : null;
    if (change !== null) return startOfDay(change);
    if (instant === until) return null;
    if (surelyShows(subject, base, instant)) return instant;
    const then = assess(subject, instant, memory);
    if (!showsSame(start, base, subject, then)) return instant;
    since = then;
    day = Math.max(day, dayOf(instant));
  }
  return null;
}

/**
 * Whether a change at a single instant is certain, without an assessment: the next touch falls due,
 * or an active prospect falls dormant and no decision about its segment exists.
 */
function surelyShows({ compiled, facts, silentSince }: Subject, base: Assessment, instant: number): boolean {
  if (base.touch?.at === instant) return true;
  return (
    base.dormancy === null &&
    facts.decisions?.segment === undefined &&
    instant === dormantFrom(compiled.model, base.memory, silentSince) &&
    relationOf(compiled, facts, instant) === 'prospect'
  );
}

/** Sorted instants strictly between the two at which something other than aging may change. */
function singleInstants(subject: Subject, since: Standing, from: number, until: number): number[] {
  const instants: number[] = [];
  const isWithin: Within = (instant) => instant > from && instant < until;
  const add = (instant: number) => {
    if (isWithin(instant)) instants.push(instant);
  };
  addConditionEdges(subject, isWithin, add);
  addSilences(subject, since, isWithin, add);
  for (const day of interestChanges(subject.interests, dayOf(from))) add(startOfDay(day));
  if (subject.facts.decisions !== undefined) addDecisions(subject.facts.decisions, add);
  addTouches(subject, since, add);
  return instants.length < 2 ? instants : [...new Set(instants)].sort((a, b) => a - b);
}

type Standing = Pick<Assessment, 'memory' | 'touch'>;
type Within = (instant: number) => boolean;
type Add = (instant: number) => void;

/** Edges of date recency. Of conditions on facts alone only those at which the outcome changes. */
function addConditionEdges({ compiled, facts }: Subject, isWithin: Within, add: Add): void {
  for (const test of compiled.timed)
    for (const edge of edgesOf(test, facts)) if (isWithin(edge) && flips(test, facts, edge)) add(edge);
  for (const test of compiled.timedByScore) for (const edge of edgesOf(test, facts)) add(edge);
}

function edgesOf({ edges }: Test, facts: FactView): readonly number[] {
  const found: number[] = [];
  edges?.(facts, found);
  return found;
}

/** Whether the outcome changes at an edge. Edges are whole milliseconds. */
const flips = (test: Test, facts: FactView, edge: number): boolean =>
  test.holds(facts, edge) !== test.holds(facts, edge - 1);

/** When silence costs points, and when it makes the contact dormant. */
function addSilences({ compiled, facts, silentSince }: Subject, { memory }: Standing, isWithin: Within, add: Add) {
  for (const { afterSilent } of compiled.implicit)
    if (afterSilent !== null && afterSilent.milli !== 0) add(silentSince + afterSilent.ms);
  const dormantAt = dormantFrom(compiled.model, memory, silentSince);
  // A contact that is no prospect now may be one again at that instant.
  if (isWithin(dormantAt) && relationOf(compiled, facts, dormantAt) === 'prospect') add(dormantAt);
}

/** When a decision begins or ends to hold. */
function addDecisions(decisions: Decisions, add: Add): void {
  const { qualification, handedBackAt, track, segment, pausedUntil } = decisions;
  if (qualification !== undefined) add(qualification.at);
  if (handedBackAt !== undefined) {
    add(handedBackAt);
    add(handedBackAt + DAY);
  }
  for (const instant of [track?.until, segment?.since, segment?.until, pausedUntil]) if (instant != null) add(instant);
}

/** When a touch falls due, somebody was reached out to, or an open e-mail is missed. */
function addTouches({ compiled, sheet }: Subject, { memory, touch }: Standing, add: Add): void {
  if (touch !== null) add(touch.at);
  for (const instant of sheet.outreach) add(instant);
  for (const open of memory.open) if (open.kind === 'email') add(missedFrom(compiled.model, open));
}
