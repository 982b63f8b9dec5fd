import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { type CheckedCount, checkOf } from './check.ts';

const count = (grade: string, seen: number, won: number, more: Partial<CheckedCount> = {}): CheckedCount => ({
  month: '2026-01',
  grade,
  score: 50,
  size: null,
  isOwn: true,
  seen,
  won,
  ...more,
});

describe('whether the score is right, in a sentence', () => {
  it.each([
    ['better', [count('A1', 200, 60), count('C3', 400, 20)], { is: 'better', good: 'A', poor: 'C', times: 6 }],
    ['only one letter buys', [count('A1', 100, 30), count('D4', 400, 0)], { is: 'only', good: 'A', poor: 'D' }],
    ['what chance explains', [count('A1', 100, 9), count('D4', 100, 7)], { is: 'alike', good: 'A', poor: 'D' }],
    ['the wrong way', [count('B2', 300, 6), count('D4', 300, 60)], { is: 'reversed', good: 'B', poor: 'D' }],
    ['under 20 is no share', [count('A1', 19, 19), count('D4', 300, 6)], { is: 'unknown' }],
    [
      'letters without enough leads are passed over',
      [count('A1', 9, 9), count('B1', 200, 60), count('C1', 200, 8)],
      { is: 'better', good: 'B', poor: 'C', times: 8 },
    ],
  ])('%s', (_, counts, headline) => {
    expect(checkOf(counts).headline).toEqual(headline);
  });
});

const anyCounts = fc.array(
  fc
    .record({
      month: fc.constantFrom('2026-01', '2026-02', '2026-03'),
      grade: fc.constantFrom('A1', 'A3', 'B2', 'D4'),
      score: fc.integer({ min: 0, max: 100 }),
      size: fc.constantFrom(null, '10-49'),
      isOwn: fc.boolean(),
      seen: fc.integer({ min: 1, max: 80 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ share, ...one }) => ({ ...one, won: Math.round(one.seen * share) })),
  { maxLength: 20 },
);

describe('the figures behind it', () => {
  it('count every lead once in every view, and tell no share of fewer than 20', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const check = checkOf(counts);
        for (const groups of [check.letters, check.grades, check.bands, check.months]) {
          expect(groups.reduce((sum, { seen }) => sum + seen, 0)).toBe(check.seen);
          expect(groups.reduce((sum, { won }) => sum + won, 0)).toBe(check.won);
          for (const { seen, won, share } of groups) {
            expect(share === null).toBe(seen < 20);
            if (share !== null) {
              expect(share.is).toBe(won / seen);
              expect(share.low).toBeLessThanOrEqual(share.is);
              expect(share.high).toBeGreaterThanOrEqual(share.is);
            }
          }
        }
        if (check.tenths === null) return;
        const mean = check.tenths.reduce((sum, { times }) => sum + times, 0) / 10;
        expect(mean).toBeCloseTo(1, 6);
      }),
      law(100),
    );
  });

  it('put the buyers first where the score does, and hold the newer half against what the older one taught', () => {
    const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
    const counts = months.flatMap((month) =>
      Array.from({ length: 20 }, (_, at) => count('B2', 50, Math.round(at * at * 0.1), { month, score: at * 5 })),
    );

    const { tenths, area, reliability } = checkOf(counts);

    expect(tenths![0]!.times).toBeGreaterThan(tenths![4]!.times);
    expect(tenths![4]!.times).toBeGreaterThan(tenths![9]!.times);
    expect(area!.low).toBeGreaterThan(0.7);
    expect(reliability).toMatchObject({ leads: 2_000, points: { length: 10 } });
    expect(reliability!.error).toBeLessThan(0.03);
  });
});
