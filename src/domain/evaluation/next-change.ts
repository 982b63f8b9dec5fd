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
 * would change, or a task would open or close. null: never, or not before `until`.
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

/** Instants at which a decision begins or ends to hold. */
function decidedInstants({ qualification, handedBackAt, track, segment, pausedUntil }: Decisions): number[] {
  return [
    qualification?.at,
    handedBackAt,
    handedBackAt === undefined ? undefined : handedBackAt + DAY,
    track?.until,
    segment?.since,
    segment?.until,
    pausedUntil,
  ].filter((instant) => instant !== undefined && instant !== null);
}

/** Sorted instants strictly between the two at which something other than aging may change. */
function singleInstants(
  subject: Subject,
  { memory, touch }: Pick<Assessment, 'memory' | 'touch'>,
  from: number,
  until: number,
): number[] {
  const { compiled, facts, interests, silentSince, sheet } = subject;
  const instants: number[] = [];
  const add = (instant: number) => {
    if (instant > from && instant < until) instants.push(instant);
  };
  for (const test of compiled.timed)
    for (const edge of edgesOf(test, facts))
      if (edge > from && edge < until && flips(test, facts, edge)) instants.push(edge);
  for (const test of compiled.timedByScore) for (const edge of edgesOf(test, facts)) add(edge);
  for (const { afterSilent } of compiled.implicit)
    if (afterSilent !== null && afterSilent.milli !== 0) add(silentSince + afterSilent.ms);
  for (const day of interestChanges(interests, dayOf(from))) add(startOfDay(day));
  if (facts.decisions !== undefined) for (const instant of decidedInstants(facts.decisions)) add(instant);
  const dormantAt = dormantFrom(compiled.model, memory, silentSince);
  // A contact that is no prospect now may be one again at that instant.
  if (dormantAt > from && relationOf(compiled, facts, dormantAt) === 'prospect') add(dormantAt);
  if (touch !== null) add(touch.at);
  for (const instant of sheet.outreach) add(instant);
  for (const open of memory.open) if (open.kind === 'email') add(missedFrom(compiled.model, open));
  return instants.length < 2 ? instants : [...new Set(instants)].sort((a, b) => a - b);
}

function edgesOf({ edges }: Test, facts: FactView): readonly number[] {
  const found: number[] = [];
  edges?.(facts, found);
  return found;
}

/** Whether the outcome changes at an edge. Edges are whole milliseconds. */
const flips = (test: Test, facts: FactView, edge: number): boolean =>
  test.holds(facts, edge) !== test.holds(facts, edge - 1);
