import fc from 'fast-check';
import { expect, it } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { oneThing, weekAround } from './week.ts';
import { WEEK_LANGUAGES, weekInWords } from './week-words.ts';

const HOUR = 3_600_000;
const iso = (instant: number) => new Date(instant).toISOString();

it('comes at its hour by the clocks of the account, also in the week in which they change', () => {
  const monday = { weekday: 1, hour: 8 };
  // Clocks go forward on Sunday, 29 March 2026.
  const spring = weekAround('Europe/Berlin', monday, Date.UTC(2026, 2, 30, 6));
  expect([spring.before, spring.from, spring.until, spring.next].map(iso)).toEqual([
    '2026-03-16T07:00:00.000Z',
    '2026-03-23T07:00:00.000Z',
    '2026-03-30T06:00:00.000Z',
    '2026-04-06T06:00:00.000Z',
  ]);
  expect([spring.name, (spring.until - spring.from) / HOUR]).toEqual(['2026-03-30', 167]);
  expect(weekAround('Europe/Berlin', monday, spring.until - 1).name).toBe('2026-03-23');
  // And back on Sunday, 25 October; at 2:30 the hour comes twice, and the first one counts.
  const autumn = weekAround('Europe/Berlin', { weekday: 7, hour: 2 }, Date.UTC(2026, 9, 25, 1, 30));
  expect([iso(autumn.until), (autumn.next - autumn.until) / HOUR]).toEqual(['2026-10-25T00:00:00.000Z', 169]);
});

it('comes once a week at every place and hour, and weeks neither overlap nor leave a gap', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Apia', 'Australia/Lord_Howe');
  const at = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), hour: fc.integer({ min: 0, max: 23 }) });
  const instant = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2040, 0) });
  fc.assert(
    fc.property(zones, at, instant, (zone, when, now) => {
      const week = weekAround(zone, when, now);
      expect(week.until <= now && now < week.next).toBe(true);
      const following = weekAround(zone, when, week.next);
      expect([following.until, following.from, following.before]).toEqual([week.next, week.until, week.from]);
      expect(weekAround(zone, when, week.next - 1)).toEqual(week);
    }),
    law(300),
  );
});

it.each([
  { withoutOwner: 1, late: 5, waiting: 9, ready: 3, thing: 'withoutOwner' },
  { withoutOwner: 0, late: 5, waiting: 9, ready: 3, thing: 'late' },
  { withoutOwner: 0, late: 0, waiting: 9, ready: 3, thing: 'waiting' },
  { withoutOwner: 0, late: 0, waiting: 0, ready: 3, thing: 'ready' },
  { withoutOwner: 0, late: 0, waiting: 0, ready: 0, thing: null },
])('of %o the one thing to do is $thing', ({ thing, ...waiting }) => {
  expect(oneThing(waiting)).toBe(thing);
});

it.each(WEEK_LANGUAGES)('says all numbers and the one thing in %s', (language) => {
  const told = {
    reached: { mql: 111, sql: 222, customer: 333 },
    before: { mql: 444, sql: 555, customer: 666 },
    waiting: { withoutOwner: 1, late: 2, waiting: 777, ready: 4 },
    thing: 'waiting',
  } as const;
  const { subject, lines } = weekInWords(language, told);
  expect(subject.match(/\d{3}/g)).toEqual(['111', '222', '333']);
  expect(lines.join(' ').match(/\d{3}/g)?.sort()).toEqual(['111', '222', '333', '444', '555', '666', '777']);
  expect(`${subject}${lines.join('')}`).not.toMatch(/[{}]/);
});
