import { addWorkingTime, type Calendar } from './calendar.ts';
import type { OpenTouch, Properties } from './contact.ts';
import type { Model } from './model.ts';
import { parseInstant, span } from './time.ts';
import type { Touch } from './touch-clock.ts';
import type { Programme } from './words.ts';

/* What becomes of touches once they are due: done, missed, overdue, or not wanted any more. */

export type TouchEvent = {
  readonly programme: Programme;
  readonly kind: OpenTouch['kind'];
  readonly dueAt: number;
  readonly event: 'due' | 'done' | 'missed' | 'late' | 'cancelled';
  readonly at: number;
  /** a sentence: why it was missed or cancelled */
  readonly cause: string | null;
};

export type TouchSituation = {
  /** what the contact is in now; null: no touches */
  readonly programme: Programme | null;
  /** why e-mail may not be sent now, as a sentence; null: it may */
  readonly noEmail: string | null;
  /** why nobody may touch the contact; null: they may */
  readonly noTouch: string | null;
  readonly contact: Properties;
  /** somebody said that they did it */
  readonly touchedAt: number | null;
  readonly work: Calendar;
  readonly now: number;
};

/** Touches that are still open at `now`, and what happened to the others. `due`: those that fell due since, oldest first. */
export function settleTouches(
  model: Model,
  open: readonly OpenTouch[],
  due: readonly Touch[],
  situation: TouchSituation,
): { readonly open: readonly OpenTouch[]; readonly events: readonly TouchEvent[] } {
  const events: TouchEvent[] = [];
  const tell = ({ programme, kind, dueAt }: OpenTouch, event: TouchEvent['event'], at: number, cause: string | null) =>
    events.push({ programme, kind, dueAt, event, at, cause });

  let waiting = [...open];
  for (const { programme, kind, at } of due) {
    // Two of a kind are never open together: what was not done by the time of the next one is missed.
    for (const old of waiting.filter((o) => o.kind === kind))
      tell(old, 'missed', at, 'It was not done before the next one');
    const touch: OpenTouch = { programme, kind, dueAt: at, late: false };
    tell(touch, 'due', at, null);
    waiting = [...waiting.filter((o) => o.kind !== kind), touch];
  }

  const { now } = situation;
  const still: OpenTouch[] = [];
  for (const touch of waiting) {
    const doneAt = doneSince(touch, situation);
    const cause = obstacle(touch, situation);
    if (doneAt !== null) tell(touch, 'done', doneAt, null);
    else if (cause !== null) tell(touch, 'cancelled', now, cause);
    else if (touch.kind === 'email' && now >= missedFrom(model, touch))
      tell(touch, 'missed', now, whyNotSent(situation.contact));
    else if (touch.kind === 'manual' && !touch.late && now >= lateFrom(model, situation.work, touch)) {
      tell(touch, 'late', now, null);
      still.push({ ...touch, late: true });
    } else still.push(touch);
  }
  return { open: still, events };
}

/** When an e-mail that nobody sent is given up. */
export const missedFrom = (model: Model, { dueAt }: OpenTouch): number => dueAt + span(model.touch.graceDays);

/** When a touch by hand is overdue. */
export const lateFrom = (model: Model, work: Calendar, { dueAt }: OpenTouch): number =>
  addWorkingTime(work, dueAt, model.touch.lateAfterWorkingHours);

/** The last e-mail that HubSpot sent, and the last time somebody got in touch, as far as they lie before `now`. */
export const lastSendAt = (contact: Properties): number | null => parseInstant(contact['hs_email_last_send_date']);
export const lastContactedAt = (contact: Properties): number | null => parseInstant(contact['notes_last_contacted']);

function doneSince({ kind, dueAt }: OpenTouch, { contact, touchedAt, now }: TouchSituation): number | null {
  const signs = kind === 'email' ? [lastSendAt(contact)] : [lastContactedAt(contact), touchedAt];
  const after = signs.filter((at) => at !== null && dueAt <= at && at <= now);
  return after.length === 0 ? null : Math.min(...(after as number[]));
}

function obstacle({ programme, kind }: OpenTouch, situation: TouchSituation): string | null {
  if (situation.noTouch !== null) return situation.noTouch;
  if (situation.programme !== programme) return 'The contact is not in this programme any more';
  return kind === 'email' ? situation.noEmail : null;
}

function whyNotSent(contact: Properties): string {
  if (contact['hs_marketable_status'] === 'false')
    return 'The contact is no marketing contact, so HubSpot sends no marketing e-mail';
  if (contact['hs_email_is_ineligible'] === 'true')
    return 'HubSpot counts the contact as ineligible for marketing e-mail';
  return 'No workflow of the account sent an e-mail to the contacts on the list "Ripen: due"';
}
