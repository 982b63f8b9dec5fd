import type { Memory, OpenTouch, PastTouch, PlannedTouch } from '../contact.ts';
import { programmeOf, type TrackInput } from '../nurture/nurture.ts';
import { lastContactedAt, lastSendAt, resolveTouches, type TouchEvent } from '../nurture/open-touches.ts';
import { isSameTouch, type Touch, type TouchClock, touchClock } from '../nurture/touch-clock.ts';
import type { Programme } from '../words.ts';
import type { Subject } from './subject.ts';

/* The touches of a contact at one instant. */

export type Touches = {
  /** due, and not known to be done */
  readonly open: readonly OpenTouch[];
  /** what became of touches since the evaluation before */
  readonly events: readonly TouchEvent[];
  readonly next: Touch | null;
  readonly last: PastTouch | null;
};

/**
 * What is due, what became of it, and what comes next. `before`: what the evaluation before left;
 * null: there was none.
 */
export function touchesAt(
  subject: Subject,
  trackInput: TrackInput,
  memory: Memory,
  before: Memory | null,
  now: number,
): Touches {
  const { compiled, facts } = subject;
  const { permission, paused } = trackInput;
  const programme = permission.forbidden
    ? null
    : programmeOf(compiled.model, trackInput, { memory, deals: facts.deals, decisions: facts.decisions });
  const clock = clockAt(subject, programme, permission.hasAddress, memory);
  const due = clock?.upTo(now).find((touch) => wasAnnounced(touch, memory.nextTouch)) ?? null;
  const last = due === null ? memory.lastTouch : { kind: due.kind, wanted: due.wanted, at: due.at };
  const { open, events } = resolveTouches(compiled.model, before?.open ?? [], due, {
    programme: programme?.programme ?? null,
    noTouch: permission.forbidden ? `The contact must be left alone: ${permission.reasons.join('; ')}` : null,
    noEmail: paused ? 'The contact is paused' : permission.hasAddress ? null : 'The contact has no e-mail address',
    pausedUntil: facts.decisions?.pausedUntil ?? -Infinity,
    contact: facts.contact,
    touchedAt: facts.decisions?.touchedAt ?? null,
    work: compiled.work,
    now,
  });
  const rest = clockAt(subject, programme, permission.hasAddress, { ...memory, lastTouch: last });
  return { open, events, next: rest?.nextAfter(now) ?? null, last };
}

/**
 * The programme may have begun anew meanwhile, and announce by another count what it announced
 * before: the same kind at the same instant.
 */
const wasAnnounced = (touch: Touch, announced: PlannedTouch | null): boolean =>
  isSameTouch(touch, announced) ||
  (announced?.at === touch.at && isSameTouch(touch, { ...announced, wanted: touch.wanted }));

/** The contact's clock; null where nobody touches it. */
function clockAt(
  { compiled, facts, clocks, mail }: Subject,
  programme: { readonly programme: Programme; readonly since: number; readonly until: number | null } | null,
  hasAddress: boolean,
  { lastTouch, nextTouch, watchedSince }: Memory,
): TouchClock | null {
  if (programme === null) return null;
  const key = JSON.stringify([programme, hasAddress, lastTouch, nextTouch, watchedSince]);
  const known = clocks.get(key);
  if (known !== undefined) return known;
  const clock = touchClock(compiled.model, {
    ...programme,
    kinds: hasAddress ? ['email', 'manual'] : ['manual'],
    // What lies before Ripen knew the contact is nobody's to do any more.
    notBefore: watchedSince,
    pausedUntil: facts.decisions?.pausedUntil ?? -Infinity,
    last: lastTouch,
    announced: nextTouch,
    reachedOutAt: outreachOf(facts),
    work: compiled.work,
    mail,
  });
  clocks.set(key, clock);
  return clock;
}

/** When the person was last written to, and last talked to, as far as is known. */
export const outreachOf = ({ contact, decisions }: Subject['facts']): readonly number[] =>
  [lastSendAt(contact), lastContactedAt(contact), decisions?.touchedAt ?? null].filter((at) => at !== null);

/** What the next evaluation must remember of a touch that is to come. */
export const plannedOf = (touch: Touch | null): PlannedTouch | null =>
  touch && { programme: touch.programme, kind: touch.kind, wanted: touch.wanted, at: touch.at };
