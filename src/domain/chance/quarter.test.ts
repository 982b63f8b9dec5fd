import { expect, it } from 'vitest';
import { checkQuarter } from './quarter.ts';

const UNTIL = Date.UTC(2026, 10, 16);

/** Leads of a quarter: of 300 at each of three scores so many of a hundred buy. */
const quarter = (month: string, ...shares: readonly number[]) =>
  shares.map((share, at) => ({ month, score: 20 + at * 30, size: null, isOwn: true, seen: 300, won: share * 3 }));

it.each([
  ['still right', [...quarter('2026-05', 2, 10, 25), ...quarter('2026-08', 2, 11, 24)], 'right'],
  ['no better than a coin', [...quarter('2026-05', 2, 10, 25), ...quarter('2026-08', 12, 12, 12)], 'coin'],
  ['worse than before', [...quarter('2026-05', 2, 10, 40), ...quarter('2026-08', 10, 14, 20)], 'worse'],
  ['fewer buy than foretold', [...quarter('2026-05', 4, 20, 50), ...quarter('2026-08', 1, 4, 10)], 'off'],
  ['the first quarter', quarter('2026-08', 2, 11, 24), 'right'],
])('%s', (_, counts, verdict) => {
  expect(checkQuarter(counts, UNTIL)).toMatchObject({ quarter: '2026-Q3', verdict });
});

it('says nothing of a quarter that is not over, nor of too few outcomes', () => {
  expect(checkQuarter(quarter('2026-10', 2, 10, 25), UNTIL)).toBeNull();
  expect(checkQuarter(quarter('2026-08', 0, 1, 2), UNTIL)).toBeNull();
  expect(checkQuarter([], UNTIL)).toBeNull();
});
