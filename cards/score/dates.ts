import type { Reader } from './shared/language.ts';
import type { Say } from './words/words.ts';

/**
 * Instants as text in one person's language and time zone: near ones with the hour, far ones not.
 */
export type Dates = {
  readonly day: (instant: number) => string;
  /** with the hour and the day of the week, whatever the distance: for a deadline */
  readonly hour: (instant: number) => string;
  /** with the hour if it is within two days of now */
  readonly when: (instant: number) => string;
  /** `3 weeks ago (Nov 6, 2026)` */
  readonly ago: (instant: number) => string;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A distance is told in the first unit whose `from` it reaches. */
const UNITS = [
  { unit: 'year', from: 730 * DAY, is: 365.25 * DAY },
  { unit: 'month', from: 61 * DAY, is: 30.44 * DAY },
  { unit: 'week', from: 14 * DAY, is: 7 * DAY },
  { unit: 'day', from: DAY, is: DAY },
  { unit: 'hour', from: HOUR, is: HOUR },
  { unit: 'minute', from: MINUTE, is: MINUTE },
] as const;

export function datesFor({ locale, timeZone }: Omit<Reader, 'language'>, say: Say, now: number): Dates {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const hours = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  const distances = new Intl.RelativeTimeFormat(locale);
  const day = (instant: number) => days.format(instant);
  const hour = (instant: number) => hours.format(instant);
  const when = (instant: number) => (Math.abs(now - instant) < 2 * DAY ? hour(instant) : day(instant));
  const relative = (instant: number) => {
    const past = now - instant;
    const found = UNITS.find(({ from }) => past >= from);
    return found === undefined ? say('just_now') : distances.format(-Math.floor(past / found.is), found.unit);
  };
  return {
    day,
    hour,
    when,
    ago: (instant) =>
      instant > now ? when(instant) : say('ago', { relative: relative(instant), exact: when(instant) }),
  };
}
