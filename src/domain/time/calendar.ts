import { DAY, dayOf } from './time.ts';
import { instantOf } from './time-zone.ts';

/** The hours in which people work, or may be written to. Instants below are ms since 1970 UTC. */
export type Calendar = {
  /** IANA */
  readonly timeZone: string;
  /** ISO: 1 is Monday, 7 Sunday */
  readonly workingDays: readonly number[];
  /** `HH:MM` by the clocks of the zone: the first minute that is open */
  readonly from: string;
  /** `HH:MM`, later than `from`: the first minute that is closed; at most 24:00 */
  readonly to: string;
  /** closed all day: `YYYY-MM-DD`, or `MM-DD` of every year; at most 200 */
  readonly holidays: readonly string[];
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * The calendar by the clocks of another zone, that of the person. It closes `closesEarlierHours`
 * earlier, unless no open hour would be left. Returns the same object for the same arguments.
 */
export function inTimeZone(calendar: Calendar, timeZone: string, closesEarlierHours = 0): Calendar {
  if (timeZone === calendar.timeZone && closesEarlierHours === 0) return calendar;
  const { elsewhere, from, to } = planOf(calendar);
  const inZone = elsewhere.get(timeZone) ?? new Map<number, Calendar>();
  const known = inZone.get(closesEarlierHours);
  if (known !== undefined) return known;
  const closes = to - Math.round(closesEarlierHours * HOUR);
  const there = { ...calendar, timeZone, ...(closes > from && closes < to && { to: timeOfDay(closes) }) };
  elsewhere.set(timeZone, inZone.set(closesEarlierHours, there));
  return there;
}

const timeOfDay = (ms: number): string =>
  [Math.floor(ms / HOUR), Math.floor((ms % HOUR) / MINUTE)].map((part) => `${part}`.padStart(2, '0')).join(':');

export const isOpen = (calendar: Calendar, at: number): boolean => nextOpen(calendar, at) === at;

/** The earliest open instant that is not before `from`. */
export function nextOpen(calendar: Calendar, from: number): number {
  let opening = openingFrom(calendar, from);
  if (opening.closes === from) opening = openingAfter(calendar, opening);
  return Math.max(from, opening.opens);
}

/**
 * The instant at which `hours` of working time have passed since `from`. If they end exactly at
 * closing time, it is closing time. From a closed instant, they count from the next opening.
 */
export function addWorkingTime(calendar: Calendar, from: number, hours: number): number {
  let left = Math.round(hours * HOUR);
  for (let opening = openingFrom(calendar, from); ; opening = openingAfter(calendar, opening)) {
    const { opens, closes } = opening;
    const start = Math.max(from, opens);
    if (left <= closes - start) return start + left;
    left -= closes - start;
  }
}

/** Hours of working time between two instants; 0 if `to` is not later than `from`. */
export function workingTimeBetween(calendar: Calendar, from: number, to: number): number {
  let passed = 0;
  if (from < to)
    for (let opening = openingFrom(calendar, from); opening.opens < to; opening = openingAfter(calendar, opening))
      passed += Math.min(to, opening.closes) - Math.max(from, opening.opens);
  return passed / HOUR;
}

/** The open hours of one day: from `opens` until just before `closes`. */
type Opening = { readonly day: number; readonly opens: number; readonly closes: number };

/** A calendar, parsed, with the openings found so far: to read the clocks of a zone is slow. */
type Plan = {
  readonly isWorkingDay: (day: number) => boolean;
  readonly from: number;
  readonly to: number;
  /** by day since 1970; null: closed */
  readonly openings: Map<number, Opening | null>;
  /** the same calendar in other zones, by zone and by `closesEarlierHours` */
  readonly elsewhere: Map<string, Map<number, Calendar>>;
};

const plans = new WeakMap<Calendar, Plan>();

/**
 * In twelve years every date falls on every weekday, so a calendar closed that long never opens.
 */
const LONGEST_CLOSED = 12 * 366;

/** The first opening that closes at `from` or later. */
function openingFrom(calendar: Calendar, from: number): Opening {
  // No zone differs from UTC by a day, so the day before yesterday is over everywhere.
  let opening = nextOpening(calendar, dayOf(from) - 1);
  while (opening.closes < from) opening = openingAfter(calendar, opening);
  return opening;
}

const openingAfter = (calendar: Calendar, { day }: Opening): Opening => nextOpening(calendar, day + 1);

/** The first opening on a day or after it. */
function nextOpening(calendar: Calendar, from: number): Opening {
  const plan = planOf(calendar);
  for (let day = from; day < from + LONGEST_CLOSED; day++) {
    const opening = openingOf(calendar, plan, day);
    if (opening !== null) return opening;
  }
  throw new RangeError(`expected a calendar with working days, and in ${JSON.stringify(calendar)} there are none`);
}

function openingOf({ timeZone }: Calendar, plan: Plan, day: number): Opening | null {
  const known = plan.openings.get(day);
  if (known !== undefined) return known;
  const [opens, closes] = plan.isWorkingDay(day)
    ? [instantOf(timeZone, day * DAY + plan.from), instantOf(timeZone, day * DAY + plan.to)]
    : [0, 0];
  // Where clocks are put forward, they may jump over the whole opening.
  const opening = opens < closes ? { day, opens, closes } : null;
  plan.openings.set(day, opening);
  return opening;
}

function planOf(calendar: Calendar): Plan {
  const known = plans.get(calendar);
  if (known !== undefined) return known;
  const workingDays = new Set(calendar.workingDays);
  const holidays = new Set(calendar.holidays);
  const plan: Plan = {
    isWorkingDay: (day) => {
      const date = new Date(day * DAY);
      const text = date.toISOString().slice(0, 10);
      return workingDays.has(date.getUTCDay() || 7) && !holidays.has(text) && !holidays.has(text.slice(5));
    },
    from: timeOf(calendar.from),
    to: timeOf(calendar.to),
    openings: new Map(),
    elsewhere: new Map(),
  };
  plans.set(calendar, plan);
  return plan;
}

/** ms since midnight, by the clock. */
function timeOf(text: string): number {
  const [hours, minutes] = text.split(':').map(Number);
  return hours! * HOUR + minutes! * MINUTE;
}
