import type { KnownFacts, OpenTouch, Properties } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { addWorkingTime, type Calendar } from '../time/calendar.ts';
import { parseInstant, span } from '../time/time.ts';
import type { TouchTrack } from '../words.ts';
import type { Touch } from './touch-clock.ts';

/* What becomes of touches once they are due: done, missed, overdue, or not wanted any more. */

export type TouchEvent = {
  readonly track: TouchTrack;
  readonly kind: OpenTouch['kind'];
  readonly dueAt: number;
  readonly event: 'due' | 'done' | 'missed' | 'late' | 'cancelled';
  readonly at: number;
  /** a sentence: why it was missed or cancelled */
  readonly cause: string | null;
  /** what the owner is asked to do; absent: what the track asks for first */
  readonly task?: string | undefined;
};

export type TouchSituation = {
  /** what the contact is in now; null: no touches */
  readonly track: TouchTrack | null;
  /** why e-mail may not be sent now, as a sentence; null: it may */
  readonly noEmail: string | null;
  /** why nobody may touch the contact; null: they may */
  readonly noTouch: string | null;
  readonly contact: Properties;
  /** when somebody said that they did it */
  readonly touchedAt: number | null;
  /** an open touch by hand waits until this instant */
  readonly pausedUntil: number;
  readonly work: Calendar;
  readonly now: number;
};

/**
 * Touches that are still open at `now`, and what happened to the others. `due`: the one that falls
 * due now; null: none does.
 */
export function resolveTouches(
  model: Model,
  open: readonly OpenTouch[],
  due: Touch | null,
  situation: TouchSituation,
): { readonly open: readonly OpenTouch[]; readonly events: readonly TouchEvent[] } {
  const before = open.map((touch) => resolve(model, touch, situation));
  if (due === null) return joined(before);
  // Two of a kind are never open together: what was not done by the time of the next one is missed.
  const superseded = before.map((one) =>
    one.open?.kind === due.kind ? missed(one, due.at, 'It was not done before the next one') : one,
  );
  const { track, kind, at: dueAt, task } = due;
  const touch: OpenTouch = { track, kind, dueAt, late: false, ...(task !== null && { task }) };
  const resolution = resolve(model, touch, situation);
  return joined([...superseded, { ...resolution, events: [eventOf(touch, 'due', due.at), ...resolution.events] }]);
}

/** What became of one touch; `open` null: it is over. */
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

/** When an e-mail that nobody sent is given up. */
export const missedFrom = (model: Model, { dueAt }: OpenTouch): number => dueAt + span(model.touch.graceDays);

/** When a touch by hand is overdue. */
export const lateFrom = (model: Model, work: Calendar, { dueAt }: OpenTouch, pausedUntil: number): number =>
  addWorkingTime(work, Math.max(dueAt, pausedUntil), model.touch.lateAfterWorkingHours);

/** The last e-mail that HubSpot sent, and the last time somebody got in touch. */
export const lastSendAt = (contact: Properties): number | null => parseInstant(contact['hs_email_last_send_date']);
export const lastContactedAt = (contact: Properties): number | null => parseInstant(contact['notes_last_contacted']);

/** When somebody got in touch with the person, as far as HubSpot and people say. */
export const contactsOf = ({ contact, decisions }: Pick<KnownFacts, 'contact' | 'decisions'>): readonly number[] =>
  [lastContactedAt(contact), decisions?.touchedAt ?? null].filter((at) => at !== null);

/** What shows that a touch was done: instants from when it was due. */
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
