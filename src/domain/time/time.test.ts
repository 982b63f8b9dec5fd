import fc from 'fast-check';
import { expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { DAY, dayOf, isoOf, parseInstant, span, startOfDay } from './time.ts';

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
  ['2026-03-01T12:00:00+0000', NOON],
  ['2026-03-01T11:59:59.999999Z', NOON - 1],
  ['2026-03-02T02:00+14:00', NOON],
  ['2026-03-01T00:00-12:00', NOON],
  ['1960-03-01', Date.UTC(1960, 2, 1)],
  [`${Date.UTC(1960, 2, 1)}`, Date.UTC(1960, 2, 1)],
  ['2028-02-29', Date.UTC(2028, 1, 29)],
  ['2026-02-29', null],
  ['2026-02-30', null],
  ['2026-04-31T10:00Z', null],
  ['2026-00-10', null],
  ['2026-03-00', null],
  ['2026-03-01T24:00', null],
  ['2026-03-01T25:00', null],
  ['2026-03-01T12:60', null],
  ['2026-03-01T12:00:60Z', null],
  ['2026-03-01T12', null],
  ['2026-03-01T12:00+15:00', null],
  ['2026-03-01T12:00+02:60', null],
  ['2026-03-01T12:00 Europe/Berlin', null],
  ['2026-03-01 12:00', null],
  ['2026-3-1', null],
  ['26-03-01', null],
  ['0026-03-01', null],
  ['1899-12-31', null],
  ['2200-01-01', null],
  ['9999-12-31', null],
  ['+012026-03-01', null],
  // Seconds, microseconds, the day of a spreadsheet, digits of a date: none of them is 1970, or the
  // year 58,000.
  ['1794700000', null],
  ['1794700000000000', null],
  ['46341', null],
  ['46341.5', null],
  ['20261115', null],
  ['202611151230', null],
  ['20261115123000', null],
  ['86400000', null],
  ['0', null],
  ['01.03.2026', null],
  ['05/11/2026', null],
  ['２０２６-03-01', null],
  ['room 5', null],
  ['5', null],
  ['1 March 2026', null],
  ['03/01/2026', null],
  ['2026-13-01', null],
  ['9000000000000000', null],
])('the instant in %o is %s', ([text, instant]) => {
  expect(parseInstant(text)).toBe(instant);
});

test('whatever HubSpot writes is read as what it is, and never as another instant', () => {
  const instants = fc.integer({ min: Date.UTC(1974, 0), max: Date.UTC(2199, 0) });
  const zones = fc.integer({ min: -12 * 60, max: 14 * 60 });
  const pad = (n: number) => `${n}`.padStart(2, '0');
  fc.assert(
    fc.property(instants, zones, (at, minutes) => {
      const iso = new Date(at).toISOString();
      const there = new Date(at + minutes * 60_000).toISOString().slice(0, -1);
      const offset = `${minutes < 0 ? '-' : '+'}${pad(Math.trunc(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
      expect(parseInstant(iso)).toBe(at);
      expect(parseInstant(there + offset)).toBe(at);
      expect([at, null]).toContain(parseInstant(`${at}`));
      expect(parseInstant(iso.slice(0, 10))).toBe(startOfDay(dayOf(at)));
      for (const other of [`${Math.trunc(at / 1000)}`, iso.slice(0, 10).replaceAll('-', ''), `${dayOf(at) + 25_569}`])
        expect(parseInstant(other)).toBe(null);
    }),
    law(),
  );
});

test('days are counted in UTC, on both sides of 1970', () => {
  expect([NOON, startOfDay(dayOf(NOON)), startOfDay(dayOf(NOON)) - 1, -1].map(dayOf)).toEqual([
    20513, 20513, 20512, -1,
  ]);
});

test('a fraction of a day is a span of whole milliseconds', () => {
  expect([1, 0.5, 0.1428571, 33.3].map(span)).toEqual([DAY, DAY / 2, 12_342_853, 2_877_120_000]);
});

test('an instant as text is what JavaScript writes', () => {
  const instants = fc.oneof(
    fc.integer({ min: Date.UTC(1000, 0), max: Date.UTC(9999, 11, 31) }),
    fc.integer({ min: 11_000, max: 30_000 }).map(startOfDay),
  );
  fc.assert(
    fc.property(instants, (instant) => {
      expect(isoOf(instant)).toBe(new Date(instant).toISOString());
    }),
    law(1_000),
  );
});
