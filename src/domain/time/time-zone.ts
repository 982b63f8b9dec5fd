import { IANAZone } from 'luxon';
import { DAY, dayOf, startOfDay } from './time.ts';

const MINUTE = 60_000;

type Zone = {
  readonly name: string;
  /** minutes that its clocks are ahead of UTC */
  readonly offset: (instant: number) => number;
};

/** Zones by their names in lower case: making one is dear, and there are only so many. */
const zones = new Map<string, Zone>();

/** Whether `name` is a time zone of the IANA database, such as `Europe/Berlin`. */
export const isTimeZone = (name: string): boolean => zoneOf(name) !== null;

/**
 * The time zone that a property value names: HubSpot's own choices
 * (`america_slash_port_hyphen_au_hyphen_prince`) or an IANA name as people type it. Null: none that
 * we know.
 */
export function hubspotTimeZone(value: string | undefined): string | null {
  if (value === undefined) return null;
  return zoneOf(value.trim().replaceAll('_slash_', '/').replaceAll('_hyphen_', '-'))?.name ?? null;
}

/**
 * What clocks in the zone show at an instant, as the instant at which clocks in UTC show the same.
 */
export const wallClock = (timeZone: string, instant: number): number =>
  instant + existing(timeZone).offset(instant) * MINUTE;

/**
 * The first instant at which clocks in the zone show `wall` (or later, where they jump over it). An
 * hour that comes twice counts from its first time.
 */
export function instantOf(timeZone: string, wall: number): number {
  const zone = existing(timeZone);
  const before = zone.offset(wall - DAY) * MINUTE;
  const after = zone.offset(wall + DAY) * MINUTE;
  if (before === after) return wall - before;
  const change = changeBetween(zone, wall - DAY, wall + DAY);
  return wall - before < change ? wall - before : Math.max(change, wall - after);
}

/** The first instant of the other offset. */
function changeBetween(zone: Zone, from: number, to: number): number {
  const offset = zone.offset(from);
  let [last, first] = [from, to];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (zone.offset(middle) === offset) last = middle;
    else first = middle;
  }
  return first;
}

function existing(name: string): Zone {
  const zone = zoneOf(name);
  if (zone === null) throw new RangeError(`expected a time zone such as Europe/Berlin, and got ${name}`);
  return zone;
}

function zoneOf(name: string): Zone | null {
  const key = name.toLowerCase();
  const known = zones.get(key);
  if (known !== undefined) return known;
  // Intl takes offsets such as +02:00 too: these know nothing of summer time.
  if (!/^[a-z]/.test(key) || !IANAZone.isValidZone(key)) return null;
  const iana = IANAZone.create(new Intl.DateTimeFormat('en', { timeZone: key }).resolvedOptions().timeZone);
  const zone = { name: iana.name, offset: rememberedOffsets(iana) };
  zones.set(key, zone);
  return zone;
}

/** The days of fifty years. */
const DAYS_REMEMBERED = 20_000;

/**
 * To ask a zone formats a date, which is dear. No zone changes its clocks twice in a day of UTC, so
 * a day that begins and ends with the same offset has it throughout.
 */
function rememberedOffsets(zone: IANAZone): Zone['offset'] {
  const atBegin = new Map<number, number>();
  const offsetAtBegin = (day: number): number => {
    const known = atBegin.get(day);
    if (known !== undefined) return known;
    if (atBegin.size === DAYS_REMEMBERED) atBegin.clear();
    const offset = zone.offset(startOfDay(day));
    atBegin.set(day, offset);
    return offset;
  };
  return (instant) => {
    const day = dayOf(instant);
    const offset = offsetAtBegin(day);
    return offset === offsetAtBegin(day + 1) ? offset : zone.offset(instant);
  };
}
