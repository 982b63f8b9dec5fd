import type { Memory, OpenTouch, PastTouch, PlannedTouch } from '../contact.ts';
import { type TouchSpan, type TrackInput, touchSpanOf } from '../nurture/nurture.ts';
import { resolveTouches, type TouchEvent } from '../nurture/open-touches.ts';
import { isSameTouch, type Touch, type TouchClock, touchClock } from '../nurture/touch-clock.ts';
import { own } from '../own.ts';
import { parseInstant } from '../time/time.ts';
import type { Subject } from './subject.ts';

/* The touches of a contact at one instant. */

export type Touches = {
  /** touches that are due and not known to be done */
  readonly open: readonly OpenTouch[];
  /** what happened to touches since the evaluation before */
  readonly events: readonly TouchEvent[];
  readonly next: Touch | null;
  readonly last: PastTouch | null;
};

/**
 * Which touches are open, what became of the others, and which one comes next. `before`: the memory
 * of the evaluation before; null: this is the first one.
 */
export function touchesAt(
  subject: Subject,
  trackInput: TrackInput,
  memory: Memory,
  before: Memory | null,
  now: number,
): Touches {
  const { compiled, facts } = subject;
  const { permission, paused, leftOut } = trackInput;
  const isMailed = permission.hasAddress && !leftOut;
  const touchSpan = permission.forbidden
    ? null
    : touchSpanOf(compiled.model, trackInput, { memory, deals: facts.deals, decisions: facts.decisions });
  const clock = clockAt(subject, touchSpan, isMailed, memory);
  const due = clock?.upTo(now).find((touch) => wasAnnounced(touch, memory.nextTouch)) ?? null;
  const last = due === null ? memory.lastTouch : pastOf(due);
  const { open, events } = resolveTouches(compiled.model, before?.open ?? [], due, {
    track: touchSpan?.track ?? null,
    noTouch: permission.forbidden ? `The contact must be left alone: ${permission.reasons.join('; ')}` : null,
    noEmail: noEmailFor({ paused, leftOut, hasAddress: permission.hasAddress }),
    pausedUntil: facts.decisions?.pausedUntil ?? -Infinity,
    contact: facts.contact,
    touchedAt: facts.decisions?.touchedAt ?? null,
    work: compiled.work,
    now,
  });
  // If a touch has just fallen due, the next touches follow it.
  const rest = due === null ? clock : clockAt(subject, touchSpan, isMailed, { ...memory, lastTouch: last });
  return { open, events, next: rest?.nextAfter(now) ?? null, last };
}

/** Why nobody may send an e-mail; null: they may. */
function noEmailFor({
  paused,
  leftOut,
  hasAddress,
}: Pick<TrackInput, 'paused' | 'leftOut'> & { readonly hasAddress: boolean }) {
  if (paused) return 'The contact is paused';
  if (!hasAddress) return 'The contact has no e-mail address';
  return leftOut ? 'The contact is left out of this track on purpose, to see what the track does' : null;
}

/** If the track restarted, the same touch has another `wanted`; match it by kind and time. */
const wasAnnounced = (touch: Touch, announced: PlannedTouch | null): boolean =>
  isSameTouch(touch, announced) ||
  (announced?.at === touch.at && isSameTouch(touch, { ...announced, wanted: touch.wanted }));

/** Instants that follow each other need the same few clocks. */
const CLOCKS_KEPT = 8;

/** The clock of the contact's touches; null: the contact gets no touches. */
function clockAt(
  { compiled, facts, sheet, clocks, mail }: Subject,
  touchSpan: TouchSpan | null,
  isMailed: boolean,
  { lastTouch, nextTouch, watchedSince }: Memory,
): TouchClock | null {
  if (touchSpan === null) return null;
  const known = clocks.findLast(
    (candidate) =>
      candidate.isMailed === isMailed &&
      candidate.watchedSince === watchedSince &&
      sameFields(candidate.touchSpan, touchSpan) &&
      sameFields(candidate.lastTouch, lastTouch) &&
      sameFields(candidate.nextTouch, nextTouch),
  );
  if (known !== undefined) return known.clock;
  const clock = touchClock(compiled.model, {
    ...touchSpan,
    kinds: isMailed ? ['email', 'manual'] : ['manual'],
    // Ripen asks nobody to do touches of a time in which it did not know the contact.
    notBefore: watchedSince,
    pausedUntil: facts.decisions?.pausedUntil ?? -Infinity,
    last: lastTouch,
    announced: nextTouch,
    reachedOutAt: sheet.outreach,
    dateOf: (field) => parseInstant(textOf(facts, field)),
    work: compiled.work,
    mail,
  });
  if (clocks.length === CLOCKS_KEPT) clocks.shift();
  clocks.push({ touchSpan, isMailed, lastTouch, nextTouch, watchedSince, clock });
  return clock;
}

function sameFields<T extends object>(a: T | null, b: T | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  for (const name in a) if (a[name] !== b[name]) return false;
  for (const name in b) if (!(name in a)) return false;
  return true;
}

const textOf = ({ contact, company }: Subject['facts'], field: string): string | undefined =>
  field.startsWith('company.') ? own(company, field.slice('company.'.length)) : own(contact, field);

const pastOf = ({ kind, wanted, at, mailAt }: Touch): PastTouch => ({
  kind,
  wanted,
  at,
  ...(mailAt !== undefined && { mailAt }),
});

/** The part of a coming touch that the memory keeps. */
export const plannedOf = (touch: Touch | null): PlannedTouch | null =>
  touch && { track: touch.track, kind: touch.kind, wanted: touch.wanted, at: touch.at };
