import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { addWorkingTime, type Calendar, inTimeZone, isOpen, nextOpen, workingTimeBetween } from './calendar.ts';
import { DAY } from './time.ts';
import { wallClock } from './time-zone.ts';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;

const OFFICE: Calendar = {
  timeZone: 'Europe/Berlin',
  workingDays: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '17:00',
  holidays: ['12-25', '12-26', '01-01', '2026-04-03'],
};

/** Instants as the clocks of Berlin show them. */
const at = (text: string, zone: string) => Date.parse(`${text}:00${zone}`);
const winter = (text: string) => at(text, '+01:00');
const summer = (text: string) => at(text, '+02:00');

test.for([
  ['in the morning', winter('2026-01-14T10:00'), 4, winter('2026-01-14T14:00')],
  ['at closing time', winter('2026-01-14T13:00'), 4, winter('2026-01-14T17:00')],
  ['over night', winter('2026-01-14T15:00'), 4, winter('2026-01-15T11:00')],
  ['from before opening', winter('2026-01-14T03:00'), 1, winter('2026-01-14T10:00')],
  ['from after closing', winter('2026-01-14T20:00'), 1, winter('2026-01-15T10:00')],
  ['over a weekend', winter('2026-01-16T16:30'), 1, winter('2026-01-19T09:30')],
  ['over Christmas', winter('2026-12-24T16:00'), 2, winter('2026-12-28T10:00')],
  ['over a holiday of one year', summer('2026-04-02T16:00'), 2, summer('2026-04-06T10:00')],
  ['while summer begins', winter('2026-03-27T16:00'), 2, summer('2026-03-30T10:00')],
  ['while summer ends', summer('2026-10-23T16:00'), 2, winter('2026-10-26T10:00')],
  ['a quarter of an hour', winter('2026-01-14T10:00'), 0.25, winter('2026-01-14T10:15')],
  ['no time, in working hours', winter('2026-01-14T10:00'), 0, winter('2026-01-14T10:00')],
  ['no time, at night', winter('2026-01-14T20:00'), 0, winter('2026-01-15T09:00')],
] as const)('working time passes: %s', ([, from, hours, deadline]) => {
  expect(addWorkingTime(OFFICE, from, hours)).toBe(deadline);
  expect(workingTimeBetween(OFFICE, from, deadline)).toBe(hours);
});

test('a day with summer time beginning in working hours is an hour shorter', () => {
  const always: Calendar = { ...OFFICE, workingDays: [7], from: '00:00', to: '24:00' };

  expect(addWorkingTime(always, winter('2026-03-29T00:00'), 23)).toBe(summer('2026-03-30T00:00'));
  expect(addWorkingTime(always, summer('2026-10-25T00:00'), 25)).toBe(winter('2026-10-26T00:00'));
});

test('in another time zone the same hours are open', () => {
  const tokyo = inTimeZone(OFFICE, 'Asia/Tokyo');

  expect(nextOpen(tokyo, winter('2026-01-14T20:00'))).toBe(at('2026-01-15T09:00', '+09:00'));
  expect(inTimeZone(OFFICE, 'Asia/Tokyo')).toBe(tokyo);
  expect(inTimeZone(OFFICE, 'Europe/Berlin')).toBe(OFFICE);
});

test('a calendar that is never open says so, rather than looking for ever', () => {
  expect(() => nextOpen({ ...OFFICE, workingDays: [] }, 0)).toThrow('expected a calendar with working days');
});

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'America/Havana', // midnight comes twice
  'Australia/Lord_Howe', // half an hour
  'Asia/Kolkata',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Africa/Cairo', // no midnight
  'Africa/Casablanca', // winter time in Ramadan
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati', // 14 hours before UTC
  'Etc/GMT+12',
  'UTC',
];
const FIRST = Date.UTC(2020, 0, 1);
const LAST = Date.UTC(2035, 11, 31);

/** Days on which the clocks of a zone change. */
const changes = new Map(
  ZONES.map((zone) => {
    const days = Array.from({ length: (LAST - FIRST) / DAY }, (_, day) => FIRST + day * DAY);
    const offset = (instant: number) => wallClock(zone, instant) - instant;
    return [zone, days.filter((day) => offset(day) !== offset(day + DAY))];
  }),
);

const time = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((number) => `${number}`.padStart(2, '0')).join(':');
const hours = fc.oneof(
  fc.constantFrom<[string, string]>(['09:00', '17:30'], ['00:00', '24:00'], ['02:15', '02:45'], ['23:30', '24:00']),
  fc
    .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 })
    .map((ends) => ends.toSorted((a, b) => a - b).map(time) as [string, string]),
);

/**
 * A calendar, and a minute in its time: often near a change of its clocks, with holidays round
 * about.
 */
const scenes = fc
  .record({
    timeZone: fc.constantFrom(...ZONES),
    anywhere: fc.integer({ min: FIRST / MINUTE, max: LAST / MINUTE }),
    change: fc.option(fc.nat(), { freq: 3 }),
    near: fc.integer({ min: -3 * 1440, max: 3 * 1440 }),
    workingDays: fc.oneof(
      fc.constant([1, 2, 3, 4, 5, 6, 7]),
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    ),
    hours,
    free: fc.array(fc.record({ day: fc.integer({ min: -5, max: 9 }), yearly: fc.boolean() }), { maxLength: 5 }),
  })
  .map(({ timeZone, anywhere, change, near, workingDays, hours: [from, to], free }) => {
    const days = changes.get(timeZone)!;
    const start =
      change === null || days.length === 0 ? anywhere * MINUTE : days[change % days.length]! + near * MINUTE;
    const holidays = free.map(({ day, yearly }) => {
      const date = new Date(start + day * DAY).toISOString().slice(0, 10);
      return yearly ? date.slice(5) : date;
    });
    const calendar: Calendar = { timeZone, workingDays, from, to, holidays };
    return { calendar, start };
  });

const minutes = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 10_000 }));
const msBetween = (calendar: Calendar, a: number, b: number) => Math.round(workingTimeBetween(calendar, a, b) * HOUR);

describe('laws of working time', () => {
  test('a deadline is in working hours or at their end, and just as much working time away as was asked', () => {
    fc.assert(
      fc.property(scenes, minutes, ({ calendar, start }, length) => {
        const deadline = addWorkingTime(calendar, start, length / 60);

        expect(deadline).toBeGreaterThanOrEqual(start);
        expect(isOpen(calendar, deadline) || isOpen(calendar, deadline - 1)).toBe(true);
        expect(workingTimeBetween(calendar, start, deadline)).toBe(length / 60);
      }),
      law(60),
    );
  });

  test('what begins later or takes longer is not due earlier', () => {
    fc.assert(
      fc.property(scenes, minutes, minutes, minutes, ({ calendar, start }, later, length, longer) => {
        const deadline = addWorkingTime(calendar, start, length / 60);

        expect(addWorkingTime(calendar, start + later * MINUTE, length / 60)).toBeGreaterThanOrEqual(deadline);
        expect(addWorkingTime(calendar, start, (length + longer) / 60)).toBeGreaterThanOrEqual(deadline);
      }),
      law(60),
    );
  });

  test('two spans one after the other are the span of both', () => {
    fc.assert(
      fc.property(scenes, minutes, minutes, ({ calendar, start }, one, two) => {
        const both = addWorkingTime(calendar, start, (one + two) / 60);
        const middle = start + one * MINUTE;
        const end = middle + two * MINUTE;

        expect(addWorkingTime(calendar, addWorkingTime(calendar, start, one / 60), two / 60)).toBe(both);
        expect(msBetween(calendar, start, middle) + msBetween(calendar, middle, end)).toBe(
          msBetween(calendar, start, end),
        );
      }),
      law(60),
    );
  });

  test('the next opening is open, and nothing before it is', () => {
    fc.assert(
      fc.property(scenes, ({ calendar, start }) => {
        const opening = nextOpen(calendar, start);

        expect(opening).toBeGreaterThanOrEqual(start);
        expect(isOpen(calendar, opening)).toBe(true);
        expect(nextOpen(calendar, opening)).toBe(opening);
        expect(workingTimeBetween(calendar, start, opening)).toBe(0);
        expect(workingTimeBetween(calendar, start, opening + 1)).toBeGreaterThan(0);
      }),
      law(60),
    );
  });

  test('counting minutes by a clock on the wall finds the same', () => {
    fc.assert(
      fc.property(scenes, fc.integer({ min: 0, max: 1500 }), ({ calendar, start }, length) => {
        const open = openMinutes(calendar, start, 4 * 1440);
        const reach = start + 4 * DAY;

        expect(msBetween(calendar, start, reach)).toBe(open.length * MINUTE);
        for (const instant of [...open.slice(0, 3), start, start + length * MINUTE])
          expect(isOpen(calendar, instant)).toBe(open.includes(instant));
        if (open.length > 0) expect(nextOpen(calendar, start)).toBe(open[0]);
        if (0 < length && length <= open.length)
          expect(addWorkingTime(calendar, start, length / 60)).toBe(open[length - 1]! + MINUTE);
      }),
      law(40),
    );
  });
});

/**
 * Which of the minutes from `start` are open, asked of a clock that stands still while an hour is
 * repeated. The clock is read every quarter of an hour: the offsets of ZONES are whole quarters.
 */
function openMinutes({ timeZone, workingDays, from, to, holidays }: Calendar, start: number, length: number): number[] {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
    hourCycle: 'h23',
  });
  const open: number[] = [];
  let shown = '';
  let quarter = Number.NaN;
  let part: Record<string, string> = {};
  for (let instant = start - 3 * HOUR; instant < start + length * MINUTE; instant += MINUTE) {
    if (quarter !== Math.floor(instant / QUARTER)) {
      quarter = Math.floor(instant / QUARTER);
      part = Object.fromEntries(clock.formatToParts(quarter * QUARTER).map(({ type, value }) => [type, value]));
    }
    const minuteOfHour = `${Number(part['minute']) + ((instant / MINUTE) % 15)}`.padStart(2, '0');
    const wall = `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${minuteOfHour} ${part['weekday']}`;
    if (wall > shown) shown = wall;
    const [date, minute, weekday] = shown.split(' ') as [string, string, string];
    const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].findIndex((name) => weekday.startsWith(name)) + 1;
    const free = holidays.includes(date) || holidays.includes(date.slice(5));
    if (start <= instant && workingDays.includes(day) && !free && from <= minute && minute < to) open.push(instant);
  }
  return open;
}
