import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { rateOf } from './rates.ts';
import { afterDays, STAY_ENDS, type Stay, timeInStage } from './time-in-stage.ts';

const stays = (...of: readonly (readonly [days: number, end: Stay['end'], contacts: number])[]): Stay[] =>
  of.map(([days, end, contacts]) => ({ days, end, contacts }));

/** The median of those who have moved on, as many a report tells it. */
function naiveMedian(all: readonly Stay[]): number {
  const days = all.flatMap((stay) => (stay.end === 'next' ? Array<number>(stay.contacts).fill(stay.days) : []));
  return days.toSorted((a, b) => a - b)[Math.ceil(days.length / 2) - 1]!;
}

describe('time in a stage', () => {
  it('is not short because the contacts are young', () => {
    // Everybody moves on after 10 days (40 %) or 100 days (60 %). Half of them came 100 days
    // ago or earlier; the others came 50 days ago, and of these only the quick ones are seen.
    const young = stays([10, 'next', 40], [50, 'open', 60]);
    const old = stays([10, 'next', 40], [100, 'next', 60]);
    const all = [...young, ...old];

    expect(naiveMedian(all)).toBe(10);
    expect(timeInStage(all)).toMatchObject({
      entered: 200,
      ended: { next: 140, lost: 0, silent: 0, open: 60 },
      medianDays: 100,
      curve: [
        { days: 10, next: 40, atRisk: 120 },
        { days: 50, next: 40, atRisk: 60 },
        { days: 100, next: 100, atRisk: 0 },
      ],
    });
    // Who was there for all of it knows: half had moved on after 100 days.
    expect(timeInStage(old).medianDays).toBe(naiveMedian(old));
  });

  it('does not take those who are lost for people who may still move on', () => {
    // 30 are lost on day 1, and 30 of the other 70 move on on day 2: never more than 30 %, though
    // an estimate that takes the lost ones out would tell 43 %.
    const found = timeInStage(stays([1, 'lost', 30], [2, 'next', 30], [60, 'open', 40]));

    expect(afterDays(found, 30)).toMatchObject({ days: 30, next: 30, lost: 30, silent: 0, atRisk: 40 });
    expect(found.medianDays).toBeNull();
  });

  it('says how sure a share is, the less so the fewer were watched to the end', () => {
    // By hand (Greenwood): 0.3² × (40 ÷ (100 × 60) + 15 ÷ (30 × 15)) = 0.06², as of 58 contacts.
    const found = timeInStage(stays([10, 'next', 40], [20, 'open', 30], [30, 'next', 15], [40, 'open', 15]));

    expect(afterDays(found, 30)).toMatchObject({ next: 70, ranges: { next: { low: 57.3, high: 80.2 } } });
    expect(afterDays(found, 5)).toMatchObject({ next: 0, ranges: { next: { low: 0, high: 3.7 } } });
  });

  it('tells nothing of fewer than 20', () => {
    expect(timeInStage(stays([1, 'next', 19]))).toMatchObject({ entered: 19, medianDays: null, curve: [] });
    const few = timeInStage(stays([1, 'open', 30], [5, 'next', 19]));
    expect(few).toMatchObject({ saidUntil: 1, medianDays: null, curve: [{ days: 1 }] });
    expect([afterDays(few, 1), afterDays(few, 5)]).toMatchObject([
      { days: 1, next: 0, lost: 0, silent: 0, atRisk: 19 },
      null,
    ]);
  });

  const anyStays = fc.array(
    fc.record({
      days: fc.integer({ min: 0, max: 60 }),
      end: fc.constantFrom(...STAY_ENDS),
      contacts: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 60 },
  );

  it('is the plain share where nobody left while still in the stage', () => {
    fc.assert(
      fc.property(anyStays, fc.integer({ min: 0, max: 70 }), (all, days) => {
        const seen = all.map((stay) => (stay.end === 'open' ? { ...stay, days: 1_000 } : stay));
        const told = afterDays(timeInStage(seen), days);
        if (told === null) return;
        const n = seen.reduce((sum, { contacts }) => sum + contacts, 0);
        for (const end of ['next', 'lost', 'silent'] as const) {
          const ended = seen.filter((stay) => stay.end === end && stay.days <= days);
          const { percent, low, high } = rateOf(
            ended.reduce((sum, { contacts }) => sum + contacts, 0),
            n,
          )!;
          expect(told[end], end).toBeCloseTo(percent, 0);
          expect(told.ranges[end].low, end).toBeCloseTo(low, 0);
          expect(told.ranges[end].high, end).toBeCloseTo(high, 0);
        }
      }),
      law(),
    );
  });

  it('never tells of more than all, grows with the days, and does not depend on the order', () => {
    fc.assert(
      fc.property(anyStays, (all) => {
        const { curve, ...rest } = timeInStage(all);
        expect(timeInStage(all.toReversed())).toEqual({ curve, ...rest });
        for (const [place, { next, lost, silent }] of curve.entries()) {
          expect(next + lost + silent).toBeLessThanOrEqual(100.2);
          expect(next).toBeGreaterThanOrEqual(curve[place - 1]?.next ?? 0);
        }
      }),
      law(),
    );
  });
});
