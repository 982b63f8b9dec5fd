import { type Calendar, nextOpen } from './calendar.ts';
import type { Model } from './model.ts';
import { DAY, span } from './time.ts';
import type { Programme, TouchKind } from './words.ts';

/*
 * One clock for all touches of a contact: the rhythms of its programme, put in order so that no two come too close, and each where
 * people work or may be written to. Everything follows from when the programme began and from when the person was last written
 * to or talked to, so the clock can be asked for any instant and says the same.
 */

/** One due contact with the person. `at` is ms since 1970 UTC; `task` what the owner is asked to do. */
export type Touch = {
  readonly programme: Programme;
  readonly kind: TouchKind;
  readonly at: number;
  readonly task: string | null;
};

export type TouchPlan = {
  readonly programme: Programme;
  /** when the programme began */
  readonly since: number;
  /** touches up to here; null: as long as the programme lasts */
  readonly until: number | null;
  readonly kinds: readonly TouchKind[];
  /** no touch before this instant */
  readonly notBefore: number;
  /** instants at which somebody wrote to the person or talked to them, oldest first */
  readonly contacts: readonly number[];
  /** when work is done, and when the person may be written to */
  readonly work: Calendar;
  readonly mail: Calendar;
};

/** Touches in their order, from the beginning of the programme; it ends only where the plan does. */
export function* touchesOf(model: Model, plan: TouchPlan): Generator<Touch> {
  const { programme, since, until, kinds, notBefore, contacts, work, mail } = plan;
  const gap = Math.round(model.touch.minimumGapDays * DAY);
  const rhythms = (model.cadence[programme] ?? [])
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, task, everyDays, firstAfterDays }) => ({
      kind,
      task: task ?? null,
      every: span(everyDays),
      next: since + span(firstAfterDays ?? everyDays),
    }));
  if (rhythms.length === 0) return;
  for (let earliest = notBefore; ; ) {
    // Of two at once the one by hand goes first: a person's time is planned, a mail can wait.
    const rhythm = rhythms.reduce((a, b) => (b.next < a.next || (b.next === a.next && b.kind === 'manual') ? b : a));
    const wanted = rhythm.next;
    rhythm.next += rhythm.every;
    if (until !== null && wanted > until) return;
    if (wanted < notBefore) continue;
    const open = (instant: number) => nextOpen(rhythm.kind === 'email' ? mail : work, instant);
    let at = open(Math.max(wanted, earliest));
    for (const contact of contacts) if (contact < at && at < contact + gap) at = open(contact + gap);
    yield { programme, kind: rhythm.kind, at, task: rhythm.task };
    earliest = at + gap;
  }
}

/** Touches once found, for a contact that is looked at for many instants in a row. */
export type TouchClock = {
  /** those after one instant and up to another */
  readonly between: (after: number, until: number) => readonly Touch[];
  readonly nextAfter: (instant: number) => Touch | null;
};

export function touchClock(model: Model, plan: TouchPlan): TouchClock {
  const found: Touch[] = [];
  const source = touchesOf(model, plan);
  let isOver = false;
  const upTo = (instant: number): void => {
    while (!isOver && (found.at(-1)?.at ?? -Infinity) <= instant) {
      const next = source.next();
      if (next.done) isOver = true;
      else found.push(next.value);
    }
  };
  return {
    between(after, until) {
      upTo(until);
      return found.filter(({ at }) => after < at && at <= until);
    },
    nextAfter(instant) {
      upTo(instant);
      return found.find(({ at }) => at > instant) ?? null;
    },
  };
}
