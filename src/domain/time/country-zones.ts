import { isTimeZone } from './time-zone.ts';

/** The clocks of a country: its most western zone, and how many hours its most eastern is ahead. */
export type CountryZone = { readonly timeZone: string; readonly spreadHours: number };

/**
 * Countries with several zones in which many people live. Of a person whose country alone is known,
 * the hours are those that are open in all of these zones.
 */
const SEVERAL: Readonly<Record<string, readonly [string, number]>> = {
  AU: ['Australia/Perth', 3],
  BR: ['America/Manaus', 1],
  CA: ['America/Vancouver', 4.5],
  CD: ['Africa/Kinshasa', 1],
  CL: ['America/Santiago', 0],
  CN: ['Asia/Shanghai', 0],
  EC: ['America/Guayaquil', 0],
  ES: ['Atlantic/Canary', 1],
  FM: ['Pacific/Pohnpei', 0],
  GL: ['America/Nuuk', 0],
  ID: ['Asia/Jakarta', 2],
  KI: ['Pacific/Tarawa', 0],
  MN: ['Asia/Ulaanbaatar', 0],
  MX: ['America/Tijuana', 3],
  NZ: ['Pacific/Auckland', 0],
  PF: ['Pacific/Tahiti', 0],
  PG: ['Pacific/Port_Moresby', 0],
  PT: ['Atlantic/Azores', 1],
  RU: ['Europe/Moscow', 4],
  UA: ['Europe/Kyiv', 0],
  US: ['America/Los_Angeles', 3],
  XK: ['Europe/Belgrade', 0],
};

const found = new Map<string, CountryZone | null>();

/** The clocks of a country, given by its code of two letters; null: unknown. */
export function zoneOfCountry(country: string | undefined): CountryZone | null {
  if (country === undefined) return null;
  const known = found.get(country);
  if (known !== undefined) return known;
  const [timeZone, spreadHours] = namedZone(country);
  const zone = timeZone !== undefined && isTimeZone(timeZone) ? { timeZone, spreadHours } : null;
  found.set(country, zone);
  return zone;
}

/**
 * Whether the clocks of a country, given by its code of two letters, keep to this zone. It makes no
 * clocks, which takes most of a second for all countries.
 */
export const isZoneOf = (country: string, timeZone: string): boolean => namedZone(country)[0] === timeZone;

type NamedZone = readonly [timeZone: string | undefined, spreadHours: number];
const named = new Map<string, NamedZone>();

function namedZone(country: string): NamedZone {
  const known = named.get(country) ?? SEVERAL[country] ?? [zonesOf(country)[0], 0];
  named.set(country, known);
  return known;
}

/** The runtime has `getTimeZones`, and TypeScript's types do not know it yet. */
type ZonedLocale = Intl.Locale & { readonly getTimeZones?: () => readonly string[] | undefined };

function zonesOf(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  const locale: ZonedLocale = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? [];
}
