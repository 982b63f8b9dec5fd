import { expect, it } from 'vitest';
import { monthsUntil } from './months.ts';

const iso = (instants: readonly number[]) => instants.map((at) => new Date(at).toISOString());

it('begins months by the clocks of the account, over summer time and the end of a year', () => {
  expect(iso(monthsUntil('Europe/Berlin', Date.UTC(2026, 3, 15), 2))).toEqual([
    '2026-02-28T23:00:00.000Z',
    '2026-03-31T22:00:00.000Z',
    '2026-04-30T22:00:00.000Z',
  ]);
  // In Berlin it is January already.
  expect(iso(monthsUntil('Europe/Berlin', Date.UTC(2025, 11, 31, 23, 30), 1))).toEqual([
    '2025-12-31T23:00:00.000Z',
    '2026-01-31T23:00:00.000Z',
  ]);
});
