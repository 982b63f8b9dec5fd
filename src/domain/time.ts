/** One day in ms. The domain counts in days of UTC, so that every process on earth agrees. */
export const DAY = 86_400_000;

/** The number of the UTC day an instant lies in. */
export const dayOf = (instant: number): number => Math.floor(instant / DAY);

/** The first instant of a UTC day. */
export const startOfDay = (day: number): number => day * DAY;

/**
 * Reads a date or datetime property: ISO 8601 text, `YYYY-MM-DD`, or epoch ms as text (HubSpot gives all three).
 * Anything else is unknown.
 */
export function parseInstant(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  const instant = /^-?\d{5,}$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isSafeInteger(instant) ? instant : null;
}
