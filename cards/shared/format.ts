import type { Reader } from './language.ts';

/** How one person reads numbers and dates: in their own language and time zone. */
export type Format = {
  readonly day: (instant: number) => string;
  /** a calendar day, such as 2027-05-17 */
  readonly date: (day: string) => string;
  /** with the hour */
  readonly instant: (instant: number) => string;
  /** with the hour in a time zone, and the name of the zone */
  readonly there: (instant: number, timeZone: string) => string;
  /** the month and the year */
  readonly month: (instant: number) => string;
  /** the name of an ISO weekday: 1 is Monday */
  readonly weekday: (weekday: number) => string;
  readonly number: (count: number) => string;
};

export function formatFor({ locale, timeZone }: Pick<Reader, 'locale' | 'timeZone'>): Format {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const instants = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const months = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat(locale);
  return {
    day: (instant) => days.format(instant),
    date: (day) => dates.format(Date.parse(day)),
    instant: (instant) => instants.format(instant),
    there: (instant, zone) =>
      `${new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(instant)} (${zone})`,
    month: (instant) => months.format(instant),
    // The first of January 2024 was a Monday.
    weekday: (weekday) => weekdays.format(Date.UTC(2024, 0, weekday)),
    number: (count) => numbers.format(count),
  };
}
