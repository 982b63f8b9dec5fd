import type Holidays from 'date-holidays';
import type { HolidayBook } from '../domain/time/holidays.ts';
import { DAY } from '../domain/time/time.ts';

type HolidayList = typeof Holidays;
let loading: Promise<HolidayList> | undefined;
/** Loads the list at first use, since it takes 40 MB of memory. */
const load = (): Promise<HolidayList> => {
  loading ??= import('date-holidays').then((list) => list.default);
  return loading;
};

/** The language as the list knows it: it has one Portuguese only. */
const listed = (language: string): string => language.slice(0, 2);

/** Tolerance for days on which clocks go forward, which have fewer hours. */
const CLOCKS_MS = 2 * 3_600_000;

/** Public holidays of countries and their regions, by the list `date-holidays`. */
export const holidayBook: HolidayBook = {
  async countries(language) {
    const nameOf = new Intl.DisplayNames(language, { type: 'region' });
    const own = new (await load())().getCountries(listed(language));
    return byLabel(Object.entries(own).map(([value, name]) => ({ value, label: labelOf(nameOf, value) ?? name })));
  },

  async regions(country, language) {
    const list = new (await load())();
    const states = Object.entries(list.getStates(country, listed(language)) ?? {});
    return byLabel(
      states.flatMap(([state, label]) => [
        { value: state, label },
        ...Object.entries(list.getRegions(country, state, listed(language)) ?? {}).map(([region, name]) => ({
          value: `${state}.${region}`,
          label: `${label}: ${name}`,
        })),
      ]),
    );
  },

  async days({ country, region }, years, language) {
    const [state, part] = region?.split('.') ?? [];
    const names = new Map<string, string>();
    const list = new (await load())();
    if (Object.keys(list.getCountries()).includes(country)) {
      // The types of the list ask for all three, but two are optional.
      list.init(...([country, state, part].filter((place) => place !== undefined) as [string, string, string]));
      for (const { date, start, end, type, name } of years.flatMap((year) => list.getHolidays(year, listed(language))))
        if (type === 'public')
          for (const day of daysIn(date, end.getTime() - start.getTime())) names.set(day, names.get(day) ?? name);
    }
    return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, name]) => ({ day, name }));
  },
};

/** The days of a holiday that are free all day: a holiday that begins at noon has none. */
function daysIn(date: string, ms: number): readonly string[] {
  const first = Date.parse(date.slice(0, 'YYYY-MM-DD'.length));
  return Array.from({ length: Math.floor((ms + CLOCKS_MS) / DAY) }, (_, at) =>
    new Date(first + at * DAY).toISOString().slice(0, 'YYYY-MM-DD'.length),
  );
}

function labelOf(nameOf: Intl.DisplayNames, country: string): string | undefined {
  const label = nameOf.of(country);
  return label === country ? undefined : label;
}

const byLabel = <Item extends { readonly label: string }>(items: readonly Item[]): readonly Item[] =>
  items.toSorted((a, b) => a.label.localeCompare(b.label));
