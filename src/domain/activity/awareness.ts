import { dayOf } from '../time/time.ts';
import type { AwarenessDegree } from '../words.ts';
import { countAmong, countUntil, type Timeline } from './timeline.ts';

/** How well somebody knows the brand, by days and ways within the last year. */
export type Awareness = { readonly degree: AwarenessDegree; readonly days: number; readonly ways: number };

const YEAR_DAYS = 365;

/** A degree with what it rests on: each signal of the journey is a way of meeting the brand. */
export function awarenessOf(degree: AwarenessDegree, { activities, at, meetings }: Timeline, now: number): Awareness {
  if (degree === 'none' || meetings === undefined) return { degree: 'none', days: 0, ways: 0 };
  const met = meetings.index
    .slice(0, countAmong(meetings, countUntil(at, now)))
    .map((index) => activities[index]!)
    .filter((one) => dayOf(one.at) > dayOf(now) - YEAR_DAYS);
  return {
    degree,
    days: new Set(met.map(({ at }) => dayOf(at))).size,
    ways: new Set(met.map(({ signal }) => signal)).size,
  };
}
