import type { Activity } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { DAY, dayOf } from '../time/time.ts';

const AWARENESS_DEGREES = ['none', 'low', 'medium', 'high'] as const;
type Degree = (typeof AWARENESS_DEGREES)[number];

/** How well somebody knows the brand, and what that rests on: days within the last year. */
export type Awareness = { readonly degree: Degree; readonly days: number; readonly ways: number };

/** A meeting counts half as much after so many days. */
const HALF_LIFE_DAYS = 90;
/** A year: what is older counts next to nothing. */
const REMEMBERED_DAYS = 365;
/** What a degree asks for: three meetings of late, or ten. */
const MEDIUM = 3;
const HIGH = 10;

/**
 * How often and in how many ways somebody met the brand lately: each signal of the buying journey
 * (visits, social media, newsletter, opens …) counts once a day, and fades.
 */
export function awarenessOf(
  { journey }: Pick<Model, 'journey'>,
  activities: readonly Pick<Activity, 'signal' | 'at'>[],
  now: number,
): Awareness {
  const meets = new Set(journey.flatMap(({ signals }) => signals));
  const today = dayOf(now);
  const met = activities
    .filter(({ signal, at }) => meets.has(signal) && at <= now && at > now - REMEMBERED_DAYS * DAY)
    .map(({ signal, at }) => ({ signal, day: dayOf(at) }));
  const meetings = new Map(met.map(({ signal, day }) => [`${day} ${signal}`, day]));
  const strength = [...meetings.values()].reduce((sum, day) => sum + 2 ** ((day - today) / HALF_LIFE_DAYS), 0);
  return {
    degree: meetings.size === 0 ? 'none' : strength >= HIGH ? 'high' : strength >= MEDIUM ? 'medium' : 'low',
    days: new Set(meetings.values()).size,
    ways: new Set(met.map(({ signal }) => signal)).size,
  };
}
