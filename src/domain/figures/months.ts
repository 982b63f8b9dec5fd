import { instantOf, wallClock } from '../time/time-zone.ts';

/**
 * The first instants of the `count` months that end with the month of `now`, by the clocks of the
 * zone, the oldest first; and the first instant of the month after them.
 */
export function monthsUntil(timeZone: string, now: number, count: number): readonly number[] {
  const today = new Date(wallClock(timeZone, now));
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth()];
  return Array.from({ length: count + 1 }, (_, place) =>
    instantOf(timeZone, Date.UTC(year, month - count + 1 + place)),
  );
}
