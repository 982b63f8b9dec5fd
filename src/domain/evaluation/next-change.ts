import { interestChanges } from '../activity/interest.ts';
import { countUntil } from '../activity/timeline.ts';
import type { Decisions } from '../contact.ts';
import { missedFrom } from '../nurture/open-touches.ts';
import { dormantFrom } from '../qualification/dormancy.ts';
import { NOTHING } from '../rules/implicit.ts';
import { scoreOf, whole } from '../rules/score.ts';
import { DAY, dayOf, startOfDay } from '../time/time.ts';
import { askInstants } from './asks.ts';
import { type Assessment, assess } from './assess.ts';
import { decidedAt, prepare, type Subject } from './subject.ts';
import { outreachOf } from './touches.ts';
import { showsSame } from './written.ts';

/**
 * The earliest instant after `now` at which, without new activity, a written value would change or
 * a task would be opened or closed. Null: never, or not before `until` (the caller needs no later
 * one).
 *
 * Two kinds of instants can bring a change: a few single ones that are known beforehand (an edge of
 * date recency, the dormancy line, a touch falling due …), and midnights, at which points age.
 * Between two single instants occurrences only age, so that each rule knows the bounds of its
 * points in a span of days (most rules: their points at its ends). A span whose bounds leave every
 * score at the same whole points needs no look inside; other spans are halved. That finds the first
 * midnight of a change exactly, in a handful of steps instead of hundreds.
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

/**
 * The instants at which a later activity happens or a decision begins to count; Infinity at last.
 */
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

/** The first change strictly between two instants, while nothing new happens. */
function searchUntil(start: Subject, base: Assessment, subject: Subject, from: number, until: number): number | null {
  const { memory } = base;
  const differs = (instant: number) => !showsSame(start, base, subject, assess(subject, instant, memory));
  const lastDay = lastAgingDay(subject);
  let day = dayOf(from);
  let segmentStart = from;
  const { touch } = subject === start ? base : assess(subject, from, memory);
  for (const instant of [...singleInstants(subject, { memory, touch }, from, until), until]) {
    const silent = silentMilli(subject, segmentStart);
    const endDay = Math.min(lastDay, instant === Infinity ? lastDay : dayOf(instant - 1));
    const change = firstDay(subject, differs, silent, day, endDay);
    if (change !== null) return startOfDay(change);
    if (instant === until) return null;
    if (differs(instant)) return instant;
    day = Math.max(day, dayOf(instant));
    segmentStart = instant;
  }
  return null;
}

/** Gallops, then halves: the first day in (low, high] at whose beginning something differs. */
function firstDay(
  subject: Subject,
  differs: (instant: number) => boolean,
  silent: Float64Array,
  low: number,
  high: number,
): number | null {
  for (let step = 1, day = low; day < high; step *= 2) {
    const end = Math.min(high, day + step);
    const found = halve(subject, differs, silent, day, end);
    if (found !== null) return found;
    day = end;
  }
  return null;
}

function halve(
  subject: Subject,
  differs: (instant: number) => boolean,
  silent: Float64Array,
  low: number,
  high: number,
): number | null {
  if (pointsStay(subject, silent, low, high)) return null;
  if (low + 1 === high) return differs(startOfDay(high)) ? high : null;
  const middle = (low + high) >> 1;
  return halve(subject, differs, silent, low, middle) ?? halve(subject, differs, silent, middle, high);
}

/**
 * Whether aging from one day to another leaves the whole points of every rule, and of the implicit
 * score, as they are.
 */
function pointsStay({ compiled, chosen }: Subject, silent: Float64Array, low: number, high: number): boolean {
  const least = Float64Array.from(silent);
  const most = Float64Array.from(silent);
  for (let index = 0; index < compiled.implicit.length; index++) {
    if (chosen[index] === NOTHING) continue;
    const rule = compiled.implicit[index]!;
    const [fewest, greatest] = rule.boundsBetween(chosen[index]!, low, high);
    if (whole(fewest) !== whole(greatest)) return false;
    least[rule.group]! += fewest;
    most[rule.group]! += greatest;
  }
  return scoreOf('implicit', compiled, least) === scoreOf('implicit', compiled, most);
}

/**
 * Milli-points for silence by group: they change at single instants only, so they are the same all
 * through a span.
 */
function silentMilli({ compiled, silentSince }: Subject, instant: number): Float64Array {
  const sums = new Float64Array(compiled.groups.length);
  for (const { group, afterSilent } of compiled.implicit)
    if (afterSilent !== null && instant >= silentSince + afterSilent.ms) sums[group]! += afterSilent.milli;
  return sums;
}

/** The last day on which some occurrence still ages. */
function lastAgingDay({ compiled, chosen }: Subject): number {
  let last = -Infinity;
  compiled.implicit.forEach((rule, index) => {
    const newest = chosen[index]!.days[0];
    if (newest !== undefined && rule.memoryDays !== Infinity) last = Math.max(last, newest + rule.memoryDays);
  });
  return last;
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
  const { compiled, facts, interests, silentSince } = subject;
  const instants: number[] = [];
  for (const test of compiled.timed) test.edges?.(facts, instants);
  for (const { afterSilent } of compiled.implicit)
    if (afterSilent !== null) instants.push(silentSince + afterSilent.ms);
  for (const day of interestChanges(interests, dayOf(from))) instants.push(startOfDay(day));
  instants.push(...decidedInstants(facts.decisions ?? {}));
  // Also for a contact that is no prospect now: by then it may be one again.
  instants.push(dormantFrom(compiled.model, memory, silentSince));
  if (touch !== null) instants.push(touch.at);
  instants.push(...outreachOf(facts));
  for (const open of memory.open) if (open.kind === 'email') instants.push(missedFrom(compiled.model, open));
  return [...new Set(instants)].filter((instant) => instant > from && instant < until).sort((a, b) => a - b);
}
