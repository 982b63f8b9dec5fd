import { COUNTRIES } from '../lead/segmentation.ts';
import { isZoneOf } from '../time/country-zones.ts';

/** The runtime knows the weekends of countries, and TypeScript's types do not know it yet. */
type WeekLocale = Intl.Locale & {
  readonly getWeekInfo?: () => { readonly weekend: readonly number[] };
  readonly weekInfo?: { readonly weekend: readonly number[] };
};

/** The weekdays on which people of a country work; 1 is Monday. */
export function workingDaysIn(country: string): readonly number[] {
  const locale: WeekLocale = new Intl.Locale(`und-${/^[A-Z]{2}$/.test(country) ? country : '001'}`);
  const { weekend } = locale.getWeekInfo?.() ?? locale.weekInfo ?? { weekend: [6, 7] };
  return [1, 2, 3, 4, 5, 6, 7].filter((day) => !weekend.includes(day));
}

/** The countries whose clocks keep to a time zone. */
export const countriesInZone = (timeZone: string): readonly string[] =>
  COUNTRIES.filter((country) => isZoneOf(country, timeZone));
