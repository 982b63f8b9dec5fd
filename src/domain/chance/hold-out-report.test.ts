import { describe, expect, test } from 'vitest';
import { type HoldOutCount, holdOutSeen, LIFTS, planOf, SHARES } from './hold-out-report.ts';

const count = (seen: number, sql: number, customer = 0): HoldOutCount => ({ seen, sql, customer });
const seen = (treated: HoldOutCount, leftOut: HoldOutCount) => holdOutSeen('mql_nurture', 50, { treated, leftOut });

describe('what a hold-out shows', () => {
  test.for<[string, HoldOutCount, HoldOutCount, object]>([
    ['nothing before ten of each group', count(100, 12), count(100, 9), { verdict: 'too_few', difference: null }],
    ['nothing that chance would not do', count(500, 60), count(500, 50), { verdict: 'open', isHarm: false }],
    ['that the track helps', count(500, 150), count(500, 60), { verdict: 'helps', isHarm: true, isOff: false }],
    ['that it helps, though nobody of the left out came', count(60, 40), count(60, 0), { verdict: 'helps' }],
    ['that the track does harm', count(500, 60), count(500, 150), { verdict: 'hurts', isHarm: false }],
    ['that the drawing is wrong', count(700, 50), count(300, 20), { isOff: true }],
  ])('%s', ([, treated, leftOut, expected]) => {
    expect(seen(treated, leftOut)).toMatchObject(expected);
  });

  test('is decided by SQLs, and of dormant SQLs by customers', () => {
    const groups = { treated: count(500, 0, 150), leftOut: count(500, 0, 60) };

    expect(holdOutSeen('dormant_sql', 50, groups).verdict).toBe('helps');
    expect(holdOutSeen('mql_nurture', 50, groups)).toMatchObject({ verdict: 'too_few', wins: { is: 0.18 } });
  });
});

describe('how long a hold-out would last', () => {
  const months = (aMonth: number | null, base = { seen: 1000, won: 100 }) =>
    planOf({ aMonth, base }, 90).map(({ lifts }) => lifts.map((one) => one.months));

  test('is longer for a smaller lift and a smaller share, and never shorter than the days that count', () => {
    const plan = months(1_000);

    for (const [at, line] of plan.entries()) {
      expect(line).toHaveLength(LIFTS.length);
      for (const [place, one] of line.entries()) {
        expect(one).toBeGreaterThanOrEqual(3);
        if (place > 0) expect(one!).toBeLessThanOrEqual(line[place - 1]!);
        if (at > 0) expect(one!).toBeLessThanOrEqual(plan[at - 1]![place]!);
      }
    }
    expect(plan).toHaveLength(SHARES.length);
  });

  test('is not said where nobody waits so long, or where too little is known', () => {
    const nothing = SHARES.map(() => LIFTS.map(() => null));

    expect(months(1)).toEqual(nothing);
    expect(months(null)).toEqual(nothing);
    expect(months(100, { seen: 19, won: 5 })).toEqual(nothing);
    expect(months(100, { seen: 900, won: 0 })).toEqual(nothing);
  });
});
