import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Counts, cohortKeys, conversionOf, ENOUGH_SEEN } from './conversion.ts';

const ofGrade = (grade: string, counts: Readonly<Record<string, readonly [seen: number, won: number]>>) =>
  conversionOf(
    { grade, companySize: '50-249' },
    new Map(Object.entries(counts).map(([key, [seen, won]]) => [key, { seen, won }])),
  );

describe('the groups that a lead is counted in', () => {
  it('are all leads, those of its grade, and those of its grade and company size', () => {
    expect(cohortKeys({ grade: 'B2', companySize: '50-249' })).toEqual(['["all"]', '["B2"]', '["B2","50-249"]']);
    expect(cohortKeys({ grade: 'B2', companySize: null })).toEqual(['["all"]', '["B2"]']);
  });
});

describe('how leads like one convert', () => {
  it.each<[string, string, Parameters<typeof ofGrade>[1], object | null]>([
    [
      'by grade and company size',
      'B2',
      { '["all"]': [1000, 50], '["B2"]': [320, 40], '["B2","50-249"]': [20, 6] },
      { seen: 20, won: 6, companySize: '50-249', percent: 30 },
    ],
    [
      'by grade where too few are of that size',
      'B2',
      { '["all"]': [1000, 50], '["B2"]': [320, 40], '["B2","50-249"]': [19, 6] },
      { seen: 320, won: 40, companySize: null, percent: 15 },
    ],
    ['not of too few', 'B2', { '["all"]': [1000, 50], '["B2"]': [19, 9] }, null],
    ['not before anybody became a customer', 'B2', { '["all"]': [1000, 0], '["B2"]': [320, 0] }, null],
    ['not of a good grade that converts worse than all', 'A1', { '["all"]': [1000, 50], '["A1"]': [40, 1] }, null],
    ['not of a poor grade that converts better than all', 'D4', { '["all"]': [1000, 50], '["D4"]': [40, 4] }, null],
    [
      'by grade where only the size contradicts',
      'A1',
      { '["all"]': [1000, 50], '["A1"]': [200, 40], '["A1","50-249"]': [40, 0] },
      { seen: 200, won: 40, percent: 20 },
    ],
    ['also as nobody', 'D4', { '["all"]': [1000, 50], '["D4"]': [400, 0] }, { seen: 400, won: 0, percent: 0 }],
    ['in finer steps of many', 'B3', { '["all"]': [99_000, 900], '["B3"]': [9000, 111] }, { percent: 1 }],
    ['in tenths of very many', 'B3', { '["all"]': [9_000_000, 900], '["B3"]': [1_000_000, 12_345] }, { percent: 1.2 }],
  ])('%s', (_what, grade, counts, expected) => {
    const conversion = ofGrade(grade, counts);

    if (expected === null) expect(conversion).toBeNull();
    else expect(conversion).toMatchObject({ grade, ...expected });
  });

  it('is a share that the count carries, is never nothing if it happened, and says what the grade says', () => {
    const counts: fc.Arbitrary<Counts> = fc
      .tuple(fc.nat(5000), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([seen, share]) => ({ seen, won: Math.floor(seen * share) }));
    fc.assert(
      fc.property(counts, counts, fc.constantFrom('A1', 'B2', 'A4', 'C3', 'D4'), (all, own, grade) => {
        const found = conversionOf(
          { grade, companySize: null },
          new Map([
            ['["all"]', all],
            [`["${grade}"]`, own],
          ]),
        );
        if (found === null) return;
        const share = (100 * found.won) / found.seen;
        expect(found.seen).toBeGreaterThanOrEqual(ENOUGH_SEEN);
        expect(found.percent > 0).toBe(found.won > 0 && found.percent !== 0);
        if (found.won > 0) expect(found.percent).toBeGreaterThan(0);
        expect(Math.abs(found.percent - share)).toBeLessThanOrEqual(5.001);
        if (found.seen < 100 && share > 5) expect(Number.isInteger(found.percent)).toBe(true);
        const rest = all.won / all.seen;
        if (grade === 'A1' || grade === 'B2') expect(found.won / found.seen).toBeGreaterThanOrEqual(rest - 1e-12);
        if (grade === 'C3' || grade === 'D4') expect(found.won / found.seen).toBeLessThanOrEqual(rest + 1e-12);
      }),
      { seed: 20_261_116, numRuns: 300 },
    );
  });
});
