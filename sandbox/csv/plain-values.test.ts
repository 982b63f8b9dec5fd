import { expect, test } from 'vitest';
import { type DateFormat, type Decimal, momentIn, numberIn } from './plain-values.ts';

test.for<[string, Decimal | undefined, number | 'unclear' | null]>([
  ['5', undefined, 5],
  ['-5', undefined, -5],
  ['12.5', undefined, 12.5],
  ['12,5', undefined, 12.5],
  ['0.123', undefined, 0.123],
  ['1.234', undefined, 'unclear'],
  ['1,234', undefined, 'unclear'],
  ['1.234.567', undefined, null],
  ['1.234', '.', 1.234],
  ['1,234', '.', 1234],
  ['1,234.5', '.', 1234.5],
  ['1.234', ',', 1234],
  ['1,234', ',', 1.234],
  ['1.234,5', ',', 1234.5],
  ['12.34', ',', null],
  ['0x10', undefined, null],
  ['1e3', undefined, null],
  ['1e3', '.', null],
  ['50k', undefined, null],
  ['Infinity', undefined, null],
])('the number in %o with decimals after %s is %s', ([text, decimal, number]) => {
  expect(numberIn(text, decimal)).toBe(number);
});

test.for<[string, DateFormat, string | undefined]>([
  ['2026-01-31', 'iso', '2026-01-31T00:00:00.000Z'],
  ['2026-01-31T10:30', 'iso', '2026-01-31T10:30:00.000Z'],
  ['2026-01-31T10:30:00+02:00', 'iso', '2026-01-31T08:30:00.000Z'],
  ['2026-01-31 10:30', 'iso', '2026-01-31T10:30:00.000Z'],
  ['2026-01-31 10:30:15.123 +0200', 'iso', '2026-01-31T08:30:15.123Z'],
  ['2026-01-31 9:05', 'iso', '2026-01-31T09:05:00.000Z'],
  ['2026/1/31', 'iso', '2026-01-31T00:00:00.000Z'],
  ['2026-01/31', 'iso', undefined],
  ['2026-01-31 24:00', 'iso', undefined],
  ['2026-02-30', 'iso', undefined],
  ['05/11/2026', 'dmy', '2026-11-05T00:00:00.000Z'],
  ['05/11/2026', 'mdy', '2026-05-11T00:00:00.000Z'],
  ['31.1.2026 14:05', 'dmy', '2026-01-31T14:05:00.000Z'],
  ['1/31/2026, 2:05 PM', 'mdy', '2026-01-31T14:05:00.000Z'],
  ['1/31/2026 12:05 AM', 'mdy', '2026-01-31T00:05:00.000Z'],
  ['1/31/2026 14:05 PM', 'mdy', undefined],
  ['31/1/2026', 'mdy', undefined],
  ['30.02.2026', 'dmy', undefined],
  ['31.1.26', 'dmy', undefined],
  ['05/11/2026', 'iso', undefined],
  ['row 5', 'iso', undefined],
  ['46342', 'iso', undefined],
  ['1794700000000', 'iso', undefined],
  ['1794700000000', 'epoch', '2026-11-14T23:46:40.000Z'],
  ['1794700000', 'epoch', undefined],
  ['2026-01-31', 'epoch', undefined],
])('the moment in %o as %s is %s', ([text, format, moment]) => {
  expect(momentIn(text, format)?.toISOString()).toBe(moment);
});
