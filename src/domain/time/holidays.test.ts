import { expect, it } from 'vitest';
import { holidaysEnding, lastHoliday } from './holidays.ts';

const NOW = Date.UTC(2026, 10, 1, 12);

it('the last holiday is the latest one with a year, in whatever order they stand', () => {
  expect(lastHoliday(['2027-01-01', '12-25', '2026-12-26'])).toBe('2027-01-01');
  expect(lastHoliday(['12-25'])).toBeNull();
});

it.each([
  ['they end within 60 days', ['2026-12-30', '12-25'], '2026-12-30'],
  ['they ended long ago', ['2024-01-01'], '2024-01-01'],
  ['they end on the sixtieth day', ['2026-12-31'], null],
  ['they come back every year', ['12-25'], null],
  ['there are none', [], null],
])('%s', (_what, holidays, last) => {
  expect(holidaysEnding(holidays, NOW)).toBe(last);
});
