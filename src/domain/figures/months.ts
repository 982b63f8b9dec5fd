import { instantOf, wallClock } from '../time/time-zone.ts';

/**
 * The first instants of the `count` months that end with the month of `now`, by the clocks of the
 * zone, the oldest first; and the first instant of the month after them.
 */
export function monthsUntil(timeZone: string, now: number, count: number): readonly number[] {
  const { year, month } = monthIn(timeZone, now);
  return Array.from({ length: count + 1 }, (_, place) =>
    instantOf(timeZone, Date.UTC(year, month - count + 1 + place)),
  );
}

/** So many months lie between two instants, those of both included. */
export function monthsBetween(timeZone: string, from: number, until: number): number {
  const [first, last] = [monthIn(timeZone, from), monthIn(timeZone, until)];
  return 12 * (last.year - first.year) + last.month - first.month + 1;
}

function monthIn(timeZone: string, instant: number): { readonly year: number; readonly month: number } {
  const day = new Date(wallClock(timeZone, instant));
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() };
}

/** The name of the month of an instant: `2026-11`. */
export function monthName(timeZone: string, at: number): string {
  const { year, month } = monthIn(timeZone, at);
  return `${year}-${`${month + 1}`.padStart(2, '0')}`;
}
