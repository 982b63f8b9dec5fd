import type { Memory, PastTouch, PlannedTouch } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { type Calendar, nextOpen } from '../time/calendar.ts';
import { DAY, span } from '../time/time.ts';
import type { TouchKind, TouchTrack } from '../words.ts';
import type { TouchSpan } from './nurture.ts';

/*
 * One clock for all touches of a contact. It puts the rhythms of the contact's track in one order,
 * so that no two touches come too close, and moves each into hours in which people work or may be
 * written to. Everything follows from three things: when the track began, the last touch that fell
 * due, and the last outreach. So the clock gives the same touches whenever it is asked.
 */

/**
 * One due contact with the person. Instants are ms since 1970 UTC; `task` is what the owner is
 * asked to do.
 */
export type Touch = {
  readonly track: TouchTrack;
  readonly kind: TouchKind;
  /** when its rhythm asks for it */
  readonly wanted: number;
  /** when it falls due: later than `wanted` if another touch is too close, or nobody works then */
  readonly at: number;
  /** of a touch by hand: when the last e-mail before it in its track fell due; absent: none did */
  readonly mailAt?: number;
  readonly task: string | null;
};

export type TouchPlan = {
  readonly track: TouchTrack;
  /** when the track began */
  readonly since: number;
  /** touches wanted after this instant are left out; null: none are */
  readonly until: number | null;
  readonly kinds: readonly TouchKind[];
  /** touches wanted before this instant are left out: Ripen did not know the contact then */
  readonly notBefore: number;
  /** e-mails wanted before this instant are left out; a touch by hand waits for it */
  readonly pausedUntil: number;
  /** the last touch that fell due, in whichever track; null: none did */
  readonly last: PastTouch | null;
  /**
   * the touch that was announced; null: none. Ripen knows the latest outreach only, so the
   * announced instant keeps how long an earlier outreach put the touch off.
   */
  readonly announced: PlannedTouch | null;
  /** instants at which somebody wrote to the person or talked to them */
  readonly reachedOutAt: readonly number[];
  /** the date that a field of the contact or its company holds; absent: none is known */
  readonly dateOf?: (field: string) => number | null;
  /** when work is done, and when the person may be written to */
  readonly work: Calendar;
  readonly mail: Calendar;
};

/** One rhythm and its next touch. Instants and spans in ms. */
type Rhythm = {
  readonly kind: TouchKind;
  readonly task: string | null;
  readonly every: number;
  /** when it wants its last touch; Infinity: it goes on */
  readonly end: number;
  /** when it wants its next touch; Infinity: it has no more */
  next: number;
};

/**
 * The touches of a plan in order, after the last one that fell due; without end unless the plan or
 * its rhythms have one. Where two rhythms of one kind want a touch at one instant, it is one touch.
 * A touch that is put off until the next one of its rhythm is left out.
 */
export function* touchesOf(model: Model, plan: TouchPlan): Generator<Touch> {
  const { track, until, last } = plan;
  const rhythms = rhythmsOf(model, plan);
  const dueAt = dueTimes(model, plan);
  let previous: PastTouch | null = last;
  while (rhythms.length > 0) {
    const rhythm = rhythms.reduce((first, other) => (isBefore(other, first) ? other : first));
    const { kind, task, next: wanted } = rhythm;
    if (wanted === Infinity || (until !== null && wanted > until)) return;
    const nextWanted = wanted + rhythm.every;
    for (const other of rhythms)
      if (other.kind === kind && other.next === wanted) other.next = within(other, wanted + other.every);

    const mailAt = lastMailOf(previous, plan);
    const at = dueAt({ kind, wanted, every: rhythm.every }, previous, mailAt);
    if (at >= nextWanted) continue;
    const mailBefore = kind === 'manual' && mailAt > -Infinity ? { mailAt } : {};
    yield { track, kind, wanted, at, ...mailBefore, task };
    previous = { kind, wanted, at, ...mailBefore };
  }
}

/** Tells when a touch that a rhythm wants falls due after the touch before it. */
function dueTimes(model: Model, { track, notBefore, pausedUntil, announced, work, mail, ...plan }: TouchPlan) {
  const gap = gapOf(model);
  const reachedOutAt = plan.reachedOutAt.toSorted((a, b) => a - b);
  return (
    { kind, wanted, every }: Pick<Rhythm, 'kind' | 'every'> & { readonly wanted: number },
    previous: PastTouch | null,
    mailAt: number,
  ): number => {
    const open = (instant: number) => nextOpen(kind === 'email' ? mail : work, instant);
    const promised = isSameTouch({ track, kind, wanted }, announced) ? announced!.at : -Infinity;
    // A weekend may have put off the e-mail before. It must have its full grace before the next
    // one.
    const grace = kind === 'email' ? mailAt + Math.min(span(model.touch.graceDays), every) : -Infinity;
    const free = previous === null ? -Infinity : previous.at + gap;
    let at = open(Math.max(wanted, notBefore, pausedUntil, free, grace, promised));
    for (const instant of reachedOutAt) if (instant < at && at < instant + gap) at = open(instant + gap);
    return at;
  };
}

/** When the last e-mail of the track fell due; -Infinity: none has. */
function lastMailOf(before: PastTouch | null, { since }: TouchPlan): number {
  if (before === null || before.wanted < since) return -Infinity;
  return before.kind === 'email' ? before.at : (before.mailAt ?? -Infinity);
}

/** The rhythms of the track, each at its first touch that is still to come. */
function rhythmsOf(model: Model, plan: TouchPlan): Rhythm[] {
  const { track, kinds, notBefore, pausedUntil, last } = plan;
  const rhythms: Rhythm[] = [];
  for (const line of (model.cadence[track] ?? []) as readonly CustomerLine[]) {
    const { kind, task = null, everyDays, times = Infinity } = line;
    const first = kinds.includes(kind) ? firstOf(line, plan) : null;
    if (first === null) continue;
    const every = span(everyDays);
    const end = first + (times - 1) * every;
    const from = Math.max(
      notBefore,
      line.before === undefined ? -Infinity : plan.since,
      kind === 'email' ? pausedUntil : -Infinity,
      last?.wanted ?? -Infinity,
    );
    const next = first + Math.max(0, Math.ceil((from - first) / every)) * every;
    const isOver = last !== null && !isBefore({ kind: last.kind, next: last.wanted }, { kind, next });
    rhythms.push({ kind, task, every, end, next: within({ end }, isOver ? next + every : next) });
  }
  return rhythms;
}

type CustomerLine = NonNullable<Model['cadence']['customer']>[number];

/** When the first touch of a rhythm is wanted; null: the date that it depends on is not known. */
function firstOf({ everyDays, firstAfterDays, before }: CustomerLine, { since, dateOf }: TouchPlan): number | null {
  if (before === undefined) return since + span(firstAfterDays ?? everyDays);
  const date = dateOf?.(before.field) ?? null;
  return date === null ? null : date - span(before.days);
}

const within = ({ end }: Pick<Rhythm, 'end'>, instant: number): number => (instant > end ? Infinity : instant);

/** Of two at one instant the touch by hand goes first: a person plans their time, a mail waits. */
const isBefore = (a: Pick<Rhythm, 'kind' | 'next'>, b: Pick<Rhythm, 'kind' | 'next'>): boolean =>
  a.next < b.next || (a.next === b.next && a.kind === 'manual' && b.kind === 'email');

/** The least time between two touches in ms; at least 1, so that no two come at one instant. */
const gapOf = ({ touch }: Model): number => Math.max(1, Math.round(touch.minimumGapDays * DAY));

/** Whether two touches are the same one, whenever they fall due. */
export const isSameTouch = (
  { track, kind, wanted }: Pick<PlannedTouch, 'track' | 'kind' | 'wanted'>,
  other: PlannedTouch | null,
): boolean => other !== null && other.track === track && other.kind === kind && other.wanted === wanted;

/** Touches of one contact, found once and then read for many instants. */
export type TouchClock = {
  readonly upTo: (instant: number) => readonly Touch[];
  readonly nextAfter: (instant: number) => Touch | null;
};

/** A clock with all that it depends on and that may change between two instants of a walk. */
export type KnownClock = Pick<Memory, 'lastTouch' | 'nextTouch' | 'watchedSince'> & {
  readonly touchSpan: TouchSpan;
  readonly isMailed: boolean;
  readonly clock: TouchClock;
};

export function touchClock(model: Model, plan: TouchPlan): TouchClock {
  const found: Touch[] = [];
  const source = touchesOf(model, plan);
  let isOver = false;
  const find = (instant: number): void => {
    while (!isOver && (found.at(-1)?.at ?? -Infinity) <= instant) {
      const next = source.next();
      if (next.done) isOver = true;
      else found.push(next.value);
    }
  };
  return {
    upTo(instant) {
      find(instant);
      return found.filter(({ at }) => at <= instant);
    },
    nextAfter(instant) {
      find(instant);
      return found.find(({ at }) => at > instant) ?? null;
    },
  };
}
