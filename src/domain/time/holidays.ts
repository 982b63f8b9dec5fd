import { dayOf } from './time.ts';

/* Public holidays, as a list that others keep says them. A model holds only their days. */

type HolidayPlace = {
  /** of two letters */
  readonly country: string;
  /** of the list, such as `BY` or `BY.A`; null: of the whole country */
  readonly region: string | null;
};
type Named = { readonly value: string; readonly label: string };

/** The list; names are in this language where it has them. */
export type HolidayBook = {
  readonly countries: (language: string) => Promise<readonly Named[]>;
  /** none: the country has the same holidays everywhere, or is not in the list */
  readonly regions: (country: string, language: string) => Promise<readonly Named[]>;
  /** `YYYY-MM-DD` of the days on which all of the day is free, in their order */
  readonly days: (
    place: HolidayPlace,
    years: readonly number[],
    language: string,
  ) => Promise<readonly { readonly day: string; readonly name: string }[]>;
};

/** The last day of a calendar that has a year; null: none has one, so nothing ends. */
export const lastHoliday = (holidays: readonly string[]): string | null =>
  holidays.filter((day) => day.length === 'YYYY-MM-DD'.length).reduce<string | null>(laterOf, null);

const laterOf = (last: string | null, day: string): string => (last === null || last < day ? day : last);

/** So long before the last one somebody is told to enter the next ones. */
const SOON_DAYS = 60;

/** The last holiday, where it has passed or comes soon; null: there are enough. */
export function holidaysEnding(holidays: readonly string[], now: number): string | null {
  const last = lastHoliday(holidays);
  return last !== null && dayOf(Date.parse(last)) < dayOf(now) + SOON_DAYS ? last : null;
}
