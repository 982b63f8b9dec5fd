import { dayOf } from '../time/time.ts';
import type { AwarenessDegree } from '../words.ts';
import { countAmong, countUntil, type Timeline } from './timeline.ts';

/**
 * How well a contact knows the brand: on how many days of the last year it met the brand, and in
 * how many ways.
 */
export type Awareness = { readonly degree: AwarenessDegree; readonly days: number; readonly ways: number };

export const YEAR_DAYS = 365;

/** The degree with the days and ways behind it. Each signal of the journey is one way. */
export function awarenessOf(degree: AwarenessDegree, { activities, at, meetings }: Timeline, now: number): Awareness {
  if (degree === 'none' || meetings === undefined) return { degree: 'none', days: 0, ways: 0 };
  const met = meetings.index
    .slice(0, countAmong(meetings, countUntil(at, now)))
    .map((index) => activities[index]!)
    .filter(({ at }) => dayOf(at) > dayOf(now) - YEAR_DAYS);
  return {
    degree,
    days: new Set(met.map(({ at }) => dayOf(at))).size,
    ways: new Set(met.map(({ signal }) => signal)).size,
  };
}
