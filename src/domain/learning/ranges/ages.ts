import type { Condition } from '../../model/model.ts';
import { DAY } from '../../time/time.ts';

/** A condition reaches no further, back or ahead: ten years. */
const FAR_DAYS = 3_650;

/**
 * The text of the age of a date in a field of ages: whole days, below 0 where it lies ahead.
 * undefined: there is no date.
 */
export function ageOf(at: number | null, now: number): string | undefined {
  if (at === null) return undefined;
  const days = Math.floor((now - at) / DAY);
  return days >= -FAR_DAYS && days < FAR_DAYS ? `${days}` : 'far';
}

/** The condition that a date has an age in this range, in days. */
export const agesOf = (field: string, from: number, below: number): Condition => {
  const parts: Condition[] = [];
  if (from < 0) {
    const next: Condition = { field, withinNextDays: Math.min(-from, FAR_DAYS) };
    parts.push(below < 0 ? { all: [next, { not: { field, withinNextDays: -below } }] } : next);
  }
  if (below > 0) {
    const last: Condition = { field, withinDays: Math.min(below, FAR_DAYS) };
    parts.push(from > 0 ? { all: [last, { not: { field, withinDays: from } }] } : last);
  }
  return parts.length === 1 ? parts[0]! : { any: parts };
};
