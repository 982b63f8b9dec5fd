import type { KnownFacts, OpenTouch, Properties } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { addWorkingTime, type Calendar } from '../time/calendar.ts';
import { parseInstant, span } from '../time/time.ts';
import type { TouchTrack } from '../words.ts';
import type { Touch } from './touch-clock.ts';

/* What becomes of a touch that is due: done, missed, overdue (`late`) or cancelled. */

export type TouchEvent = {
  readonly track: TouchTrack;
  readonly kind: OpenTouch['kind'];
  readonly dueAt: number;
  /** `again`: it is due again, since a version of the model that ended it is taken back */
  readonly event: 'due' | 'again' | 'done' | 'missed' | 'late' | 'cancelled';
  readonly at: number;
  /** why the touch was missed or cancelled, in a sentence; null: it was neither */
  readonly cause: string | null;
  /** what the owner is asked to do; absent: what the track asks for first */
  readonly task?: string | undefined;
};

export type TouchSituation = {
  /** the track of the contact's touches now; null: it gets no touches */
  readonly track: TouchTrack | null;
  /** why nobody may send an e-mail now, in a sentence; null: they may */
  readonly noEmail: string | null;
  /** why nobody may touch the contact now, in a sentence; null: they may */
  readonly noTouch: string | null;
  readonly contact: Properties;
  /** when somebody said that a touch by hand is done; null: nobody did */
  readonly touchedAt: number | null;
  /** an open touch by hand waits until this instant */
  readonly pausedUntil: number;
  readonly work: Calendar;
  readonly now: number;
};

/**
 * The touches that are still open at `now`, and what happened to touches since. `due`: the touch
 * that falls due now; null: none does.
 */
export function resolveTouches(
  model: Model,
  open: readonly OpenTouch[],
  due: Touch | null,
  situation: TouchSituation,
): { readonly open: readonly OpenTouch[]; readonly events: readonly TouchEvent[] } {
  const before = open.map(({ isAgain, ...touch }) => {
    const resolution = resolve(model, touch, situation);
    if (!isAgain || resolution.open === null) return resolution;
    return { ...resolution, events: [eventOf(touch, 'again', situation.now), ...resolution.events] };
  });
  if (due === null) return joined(before);
  // Two touches of a kind are never open together: an earlier one that is not done yet is missed.
  const superseded = before.map((earlier) =>
    earlier.open?.kind === due.kind ? missed(earlier, due.at, 'It was not done before the next one') : earlier,
  );
  const { track, kind, at: dueAt, task } = due;
  const touch: OpenTouch = { track, kind, dueAt, late: false, ...(task !== null && { task }) };
  const resolution = resolve(model, touch, situation);
  return joined([...superseded, { ...resolution, events: [eventOf(touch, 'due', due.at), ...resolution.events] }]);
}

/** What became of one touch; `open` null: the touch is over. */
type Resolution = { readonly open: OpenTouch | null; readonly events: readonly TouchEvent[] };

function resolve(model: Model, touch: OpenTouch, situation: TouchSituation): Resolution {
  const { now, work, contact, pausedUntil } = situation;
  const doneAt = doneSince(touch, situation);
  if (doneAt !== null) return { open: null, events: [eventOf(touch, 'done', doneAt)] };
  const cause = obstacle(touch, situation);
  if (cause !== null) return { open: null, events: [eventOf(touch, 'cancelled', now, cause)] };
  if (touch.kind === 'email' && now >= missedFrom(model, touch))
    return missed({ open: touch, events: [] }, now, whyNotSent(contact));
  if (touch.kind === 'manual' && !touch.late && now >= lateFrom(model, work, touch, pausedUntil))
    return { open: { ...touch, late: true }, events: [eventOf(touch, 'late', now)] };
  return { open: touch, events: [] };
}

const missed = ({ open, events }: Resolution, at: number, cause: string): Resolution => ({
  open: null,
  events: open === null ? events : [...events, eventOf(open, 'missed', at, cause)],
});

const eventOf = (
  { track, kind, dueAt, task }: OpenTouch,
  event: TouchEvent['event'],
  at: number,
  cause: string | null = null,
): TouchEvent => ({ track, kind, dueAt, event, at, cause, ...(task !== undefined && { task }) });

const joined = (resolutions: readonly Resolution[]) => ({
  open: resolutions.flatMap(({ open }) => (open === null ? [] : [open])),
  events: resolutions.flatMap(({ events }) => events),
});

/** The instant from which an e-mail that nobody sent is missed. */
export const missedFrom = (model: Model, { dueAt }: OpenTouch): number => dueAt + span(model.touch.graceDays);

/** The instant from which a touch by hand is overdue. */
export const lateFrom = (model: Model, work: Calendar, { dueAt }: OpenTouch, pausedUntil: number): number =>
  addWorkingTime(work, Math.max(dueAt, pausedUntil), model.touch.lateAfterWorkingHours);

/** When HubSpot last sent an e-mail; when somebody last got in touch. null: unknown or never. */
export const lastSendAt = (contact: Properties): number | null => parseInstant(contact['hs_email_last_send_date']);
const lastContactedAt = (contact: Properties): number | null => parseInstant(contact['notes_last_contacted']);

/** The last outreach that HubSpot knows, and the last that somebody told Ripen of. */
export const gotInTouchAt = ({ contact, decisions }: Pick<KnownFacts, 'contact' | 'decisions'>): readonly number[] =>
  [lastContactedAt(contact), decisions?.touchedAt ?? null].filter((at) => at !== null);

/** Instants, from the due one on, that show that the touch was done. */
export function signsOf(
  { kind, dueAt }: OpenTouch,
  { contact, touchedAt }: Pick<TouchSituation, 'contact' | 'touchedAt'>,
): readonly number[] {
  const signs = kind === 'email' ? [lastSendAt(contact)] : [lastContactedAt(contact), touchedAt];
  return signs.filter((at) => at !== null && at >= dueAt) as number[];
}

function doneSince(touch: OpenTouch, situation: TouchSituation): number | null {
  const signs = signsOf(touch, situation).filter((at) => at <= situation.now);
  return signs.length === 0 ? null : Math.min(...signs);
}

function obstacle({ track, kind }: OpenTouch, situation: TouchSituation): string | null {
  if (situation.noTouch !== null) return situation.noTouch;
  if (situation.track !== track) return 'The contact is not in this programme any more';
  return kind === 'email' ? situation.noEmail : null;
}

function whyNotSent(contact: Properties): string {
  if (contact['hs_marketable_status'] === 'false')
    return 'The contact is no marketing contact, so HubSpot sends no marketing e-mail';
  if (contact['hs_email_is_ineligible'] === 'true')
    return 'HubSpot counts the contact as ineligible for marketing e-mail';
  return 'No workflow of the account sent an e-mail to the contacts on the list "Ripen: due"';
}
