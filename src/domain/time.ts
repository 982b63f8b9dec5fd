/** One day in ms. The domain counts in days of UTC, so that every process on earth agrees. */
export const DAY = 86_400_000;

/** A span of days in whole ms: a model may speak of fractions of a day. */
export const span = (days: number): number => Math.round(days * DAY);

/** The number of the UTC day an instant lies in. */
export const dayOf = (instant: number): number => Math.floor(instant / DAY);

/** The first instant of a UTC day. */
export const startOfDay = (day: number): number => day * DAY;

/** The last instant a date can say: 8.64e15 ms after 1970. https://tc39.es/ecma262/#sec-time-values-and-time-range */
const LAST = 8.64e15;
const EPOCH_MS = /^-?\d{5,}$/;
const ISO = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * Reads a date or datetime property: ISO 8601 text (UTC where it names no zone), `YYYY-MM-DD`, or epoch ms as text
 * (HubSpot gives all three). Anything else is unknown: `Date.parse` would read `room 5` as the year 2001, and local time
 * where no zone is named.
 */
export function parseInstant(text: string | undefined): number | null {
  if (text === undefined) return null;
  const [, date, time = '00:00', zone = 'Z'] = ISO.exec(text) ?? [];
  const instant = date !== undefined ? Date.parse(`${date}T${time}${zone}`) : EPOCH_MS.test(text) ? Number(text) : NaN;
  return Math.abs(instant) <= LAST ? instant : null;
}
