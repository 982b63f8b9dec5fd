import { instantOf, wallClock } from '../time/time-zone.ts';

/**
 * The first instants of the months up to the one that `now` lies in, by the clocks of the zone, the
 * oldest first; and that of the next one, at which they end.
 */
export function monthsUntil(timeZone: string, now: number, count: number): readonly number[] {
  const today = new Date(wallClock(timeZone, now));
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth()];
  return Array.from({ length: count + 1 }, (_, place) =>
    instantOf(timeZone, Date.UTC(year, month - count + 1 + place)),
  );
}
