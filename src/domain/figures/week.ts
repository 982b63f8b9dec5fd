import { DAY, dayOf } from '../time/time.ts';
import { instantOf, wallClock } from '../time/time-zone.ts';

/** When a reader wants the weekly summary, by the clocks of the account. */
export type WeeklyAt = {
  /** ISO: 1 is Monday, 7 Sunday */
  readonly weekday: number;
  readonly hour: number;
};

/** The instants of a weekly summary around `now`, and the two weeks that end with the latest. */
export type Week = {
  /** the latest instant that is not after `now`, and its date there, which names the summary */
  readonly until: number;
  readonly name: string;
  readonly from: number;
  /** where the week before begins */
  readonly before: number;
  /** the first instant after `now` */
  readonly next: number;
};

const HOUR = 3_600_000;

/** A week ends at the same time by the clocks, so that one in which they change has other hours. */
export function weekAround(timeZone: string, { weekday, hour }: WeeklyAt, now: number): Week {
  const instantOn = (day: number) => instantOf(timeZone, day * DAY + hour * HOUR);
  const today = dayOf(wallClock(timeZone, now));
  const upcoming = today + ((weekday - isoWeekday(today) + 7) % 7);
  const last = instantOn(upcoming) <= now ? upcoming : upcoming - 7;
  return {
    until: instantOn(last),
    name: new Date(last * DAY).toISOString().slice(0, 10),
    from: instantOn(last - 7),
    before: instantOn(last - 14),
    next: instantOn(last + 7),
  };
}

const isoWeekday = (day: number): number => new Date(day * DAY).getUTCDay() || 7;

/** How many contacts there are of whom somebody should do something. */
export type Waiting = {
  readonly withoutOwner: number;
  readonly late: number;
  readonly waiting: number;
  readonly ready: number;
};

export type OneThing = keyof Waiting;

/** What to do first, in order: what nobody else will do, then what is late. */
const ORDER: readonly OneThing[] = ['withoutOwner', 'late', 'waiting', 'ready'];

/** The one thing to do; null: nobody waits for anything. */
export const oneThing = (waiting: Waiting): OneThing | null => ORDER.find((thing) => waiting[thing] > 0) ?? null;
