import { dayOf } from './time.ts';

/* Public holidays, read from a list that others keep. A model holds only their dates. */

type HolidayPlace = {
  /** code of two letters */
  readonly country: string;
  /** the list's code, such as `BY` or `BY.A`; null: the whole country */
  readonly region: string | null;
};
type Named = { readonly value: string; readonly label: string };

/** The list. Names come in the language that is asked for, if the list has it. */
export type HolidayBook = {
  readonly countries: (language: string) => Promise<readonly Named[]>;
  /** empty: the country has the same holidays everywhere, or the list does not have it */
  readonly regions: (country: string, language: string) => Promise<readonly Named[]>;
  /** the days that are free all day, in order; `day` is `YYYY-MM-DD` */
  readonly days: (
    place: HolidayPlace,
    years: readonly number[],
    language: string,
  ) => Promise<readonly { readonly day: string; readonly name: string }[]>;
};

/** The last holiday that has a year; null: all come every year, so the list does not end. */
export const lastHoliday = (holidays: readonly string[]): string | null =>
  holidays.filter((day) => day.length === 'YYYY-MM-DD'.length).reduce<string | null>(laterOf, null);

const laterOf = (last: string | null, day: string): string => (last === null || last < day ? day : last);

/** Days of the list that the calendar does not have; one that comes every year covers its own. */
export const newHolidays = (holidays: readonly string[], listed: readonly string[]): readonly string[] =>
  listed.filter((day) => !holidays.includes(day) && !holidays.includes(day.slice('2027-'.length)));

/** So many days before the last holiday Ripen asks somebody to enter the next ones. */
const SOON_DAYS = 60;

/** The last holiday if it has passed or comes soon; null: enough holidays are entered. */
export function holidaysEnding(holidays: readonly string[], now: number): string | null {
  const last = lastHoliday(holidays);
  return last !== null && dayOf(Date.parse(last)) < dayOf(now) + SOON_DAYS ? last : null;
}
