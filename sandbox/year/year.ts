import type { Sandbox } from '../sandbox.ts';
import { type Done, marketingWorkflow, repsAtWork, type Sent } from './people-at-work.ts';
import { loadYear, type Person } from './population.ts';
import { scheduleYear, type YearEvent } from './schedule.ts';

export type Year = {
  readonly people: readonly Person[];
  readonly days: readonly Day[];
};

/**
 * One day of the year. All events lie between `begin` and `end`, which are an hour apart, so an app
 * that settles at both has missed nothing.
 */
type Day = {
  readonly begin: number;
  readonly end: number;
  readonly events: readonly YearEvent[];
  /**
   * Sets the clock from `begin` to `end`. On the way the day's e-mails go out, reps work, and
   * contacts act.
   */
  readonly live: () => { readonly sent: readonly Sent[]; readonly done: readonly Done[] };
};

/** `everyDays`: see `Span`; 1 unless said otherwise. */
export type YearSettings = {
  readonly contacts: number;
  readonly days: number;
  readonly everyDays?: number;
  readonly seed: number;
};

/**
 * Fills the sandbox's portal and plans the year from the clock's present time. The same clock and
 * seed give the same year.
 */
export function createYear(sandbox: Sandbox, { contacts, days, everyDays = 1, seed }: YearSettings): Year {
  const { clock } = sandbox;
  const people = loadYear(sandbox.portal(), { contacts, seed });
  const marketing = marketingWorkflow(sandbox, seed);
  const reps = repsAtWork(sandbox, seed);
  return {
    people,
    days: scheduleYear(people, { from: clock.now(), days, everyDays, seed }).map(({ begin, end, events }) => ({
      begin,
      end,
      events,
      live: () => {
        clock.set(begin);
        const sent = marketing.run();
        const done = reps.run();
        for (const { at, contactId, activity } of events) {
          clock.set(at);
          sandbox.deliver(contactId, activity);
        }
        clock.set(end);
        return { sent, done };
      },
    })),
  };
}
