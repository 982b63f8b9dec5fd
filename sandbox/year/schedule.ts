import type { ActivityInput } from '../behaviour/activity.ts';
import { createRandom, type Random } from '../random.ts';
import { HABITS, type Moment, tell } from './episodes.ts';
import type { Person } from './population.ts';

/** Something that will happen. `at` is milliseconds since epoch. */
export type YearEvent = { readonly at: number; readonly contactId: string; readonly activity: ActivityInput };

export type Span = {
  readonly from: number;
  readonly days: number;
  /**
   * Events happen only on every n-th day, which also gets the events of the days before.
   */
  readonly everyDays: number;
  readonly seed: number;
};

/** `events` are oldest first, all of them between `begin` and `end`. */
export type PlannedDay = { readonly begin: number; readonly end: number; readonly events: readonly YearEvent[] };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Plans what people will do: three or four episodes each, about eight activities a year. All events
 * of a day fall into one hour, which differs from day to day.
 */
export function scheduleYear(people: readonly Person[], { from, days, everyDays, seed }: Span): readonly PlannedDay[] {
  const hours = createRandom(seed);
  const planned = Array.from({ length: Math.ceil(days / everyDays) }, (_, index) => {
    const begin = from + index * everyDays * DAY + hours.between(0, 23) * HOUR;
    return { begin, end: begin + 59 * MINUTE, events: [] as YearEvent[] };
  });
  for (const person of people) {
    const random = createRandom(seed * 1_000_003 + Number(person.id));
    for (const { day, activity } of lifeOf(person, days, random)) {
      const { begin, events } = planned[Math.floor(day / everyDays)]!;
      events.push({ at: begin + random.between(1, 58 * MINUTE), contactId: person.id, activity });
    }
  }
  for (const { events } of planned) events.sort((a, b) => a.at - b.at || Number(a.contactId) - Number(b.contactId));
  return planned;
}

function lifeOf({ kind }: Person, days: number, random: Random): readonly Moment[] {
  const moments = Array.from({ length: random.between(3, 4) }, () => {
    const begin = random.between(0, days - 1);
    return tell(random.draw(HABITS[kind]), random).map(({ day, activity }) => ({ day: begin + day, activity }));
  }).flat();
  return moments.filter(({ day }) => day < days);
}
