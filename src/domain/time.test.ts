import { expect, test } from 'vitest';
import { DAY, dayOf, parseInstant, span, startOfDay } from './time.ts';

const NOON = Date.UTC(2026, 2, 1, 12);

test.for<[string | undefined, number | null]>([
  [undefined, null],
  ['', null],
  ['2026-03-01T12:00:00.000Z', NOON],
  ['2026-03-01T12:00:00Z', NOON],
  ['2026-03-01T12:00Z', NOON],
  ['2026-03-01T14:00:00+02:00', NOON],
  ['2026-03-01T12:00:00', NOON],
  ['2026-03-01', NOON - DAY / 2],
  [`${NOON}`, NOON],
  ['-86400000', -DAY],
  ['room 5', null],
  ['5', null],
  ['1 March 2026', null],
  ['03/01/2026', null],
  ['2026-13-01', null],
  ['9000000000000000', null],
])('the instant in %o is %s', ([text, instant]) => {
  expect(parseInstant(text)).toBe(instant);
});

test('days are counted in UTC, on both sides of 1970', () => {
  expect([NOON, startOfDay(dayOf(NOON)), startOfDay(dayOf(NOON)) - 1, -1].map(dayOf)).toEqual([
    20513, 20513, 20512, -1,
  ]);
});

test('a fraction of a day is a span of whole milliseconds', () => {
  expect([1, 0.5, 0.1428571, 33.3].map(span)).toEqual([DAY, DAY / 2, 12_342_853, 2_877_120_000]);
});
