import { IANAZone } from 'luxon';
import { DAY, dayOf, startOfDay } from './time.ts';

const MINUTE = 60_000;

type Zone = {
  readonly name: string;
  /** how many minutes the clocks are ahead of UTC at an instant */
  readonly offset: (instant: number) => number;
};

/** Zones by their names in lower case: making one is slow, and there are only a few hundred. */
const zones = new Map<string, Zone>();

/** Whether `name` is a time zone of the IANA database, such as `Europe/Berlin`. */
export const isTimeZone = (name: string): boolean => zoneOf(name) !== null;

/**
 * The time zone that a property value names: HubSpot's own choices
 * (`america_slash_port_hyphen_au_hyphen_prince`) or an IANA name as people type it. null: unknown.
 */
export function hubspotTimeZone(value: string | undefined): string | null {
  if (value === undefined) return null;
  return zoneOf(value.trim().replaceAll('_slash_', '/').replaceAll('_hyphen_', '-'))?.name ?? null;
}

/** The instant at which clocks in UTC show what clocks in the zone show at `instant`. */
export const wallClock = (timeZone: string, instant: number): number =>
  instant + existing(timeZone).offset(instant) * MINUTE;

/**
 * The first instant at which clocks in the zone show `wall`, or a later time if they jump over
 * `wall`.
 */
export function instantOf(timeZone: string, wall: number): number {
  const zone = existing(timeZone);
  const before = zone.offset(wall - DAY) * MINUTE;
  const after = zone.offset(wall + DAY) * MINUTE;
  if (before === after) return wall - before;
  const change = changeBetween(zone, wall - DAY, wall + DAY);
  return wall - before < change ? wall - before : Math.max(change, wall - after);
}

/** The first instant at which the offset differs from that at `from`, found by halving. */
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
  // Intl also accepts offsets such as +02:00; Ripen does not, since they have no summer time.
  if (!/^[a-z]/.test(key) || !IANAZone.isValidZone(key)) return null;
  const iana = IANAZone.create(new Intl.DateTimeFormat('en', { timeZone: key }).resolvedOptions().timeZone);
  const zone = { name: iana.name, offset: rememberedOffsets(iana) };
  zones.set(key, zone);
  return zone;
}

/** About the days of fifty years. */
const DAYS_REMEMBERED = 20_000;

/**
 * The offsets of a zone, remembered by day, since luxon formats a date to find one. No zone changes
 * its clocks twice in a UTC day, so a day that begins and ends with one offset has it throughout.
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

/** The instant at which clocks show a day (2027-05-01) and a time (09:30); null: they never do. */
export function instantAtClock(
  timeZone: string,
  { day, time }: { readonly day: string; readonly time: string },
): number | null {
  const text = `${day}T${time}:00.000Z`;
  const wall = Date.parse(text);
  // `Date.parse` may read 30 February as 2 March.
  if (Number.isNaN(wall) || new Date(wall).toISOString() !== text) return null;
  return instantOf(timeZone, wall);
}
