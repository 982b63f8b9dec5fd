import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { callsDriftOf, cutOffFor, dialWeek, FIRST_STATE, inflationOf, quarterAt } from './capacity.ts';

/** The same numbers for every run. */
function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Weeks of leads whose scores and number drift, as markets do. */
function weeksOf(seed: number, count: number): number[][] {
  const random = randomly(seed);
  return Array.from({ length: count }, (_, week) => {
    const leads = Math.round(90 + 30 * Math.sin(week / 5) + 20 * random());
    return Array.from({ length: leads }, () => Math.min(100, Math.floor((0.8 + week / 80) * 75 * random() ** 1.5)));
  });
}

function run(weeks: readonly (readonly number[])[], calls: number): number[] {
  let state = FIRST_STATE;
  return weeks.map((scores) => {
    const { called, next } = dialWeek(state, scores, calls);
    state = next;
    return called.length;
  });
}

describe('the cut-off', () => {
  it('is the smallest score that leaves no more than the share at or above it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (scores, share) => {
          const cutOff = cutOffFor(scores, share);
          const from = (score: number) => scores.filter((one) => one >= score).length;
          expect(from(cutOff)).toBeLessThanOrEqual(share * scores.length);
          if (cutOff > 0) expect(from(cutOff - 1)).toBeGreaterThan(share * scores.length);
        },
      ),
    );
  });
});

describe('the dial', () => {
  it.each([5, 12, 25, 40])('makes %d calls a week over a quarter, within 10 %%, though the market drifts', (calls) => {
    for (const seed of [1, 2, 3]) {
      const made = run(weeksOf(seed, 39), calls).slice(-13);
      const sum = made.reduce((all, one) => all + one, 0);
      expect(Math.abs(sum / (13 * calls) - 1), `${sum} calls`).toBeLessThanOrEqual(0.1);
    }
  });

  it('calls nobody twice and nobody with fewer points than a point below the cut-off', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 40 }), { maxLength: 6 }),
        fc.integer({ min: 0, max: 30 }),
        (weeks, calls) => {
          let state = FIRST_STATE;
          for (const scores of weeks) {
            const { called, cutOff, next } = dialWeek(state, scores, calls);
            expect(new Set(called).size).toBe(called.length);
            for (const at of called) expect(scores[at]).toBeGreaterThanOrEqual(cutOff - 1);
            expect(next.carried).toBe(state.carried + calls - called.length);
            state = next;
          }
        },
      ),
      law(50),
    );
  });
});

it('expects of a quarter what the leads of the last year did', () => {
  const known = [
    { score: 80, seen: 100, won: 30 },
    { score: 20, seen: 300, won: 6 },
    { score: 10, seen: 3, won: 0 },
  ];

  expect(quarterAt(known.slice(0, 2), 60, 40)).toMatchObject({
    calls: 130,
    wins: { is: expect.closeTo(39) },
    givenUp: { is: expect.closeTo(7.8) },
  });
  expect(quarterAt(known.slice(2), 60, 40)).toEqual({ calls: 0, wins: null, givenUp: null });
});

it.each([
  ['more SQLs, fewer of them buy', { sqls: 100, won: 30 }, { sqls: 200, won: 32 }, true],
  ['more SQLs, and as many of each hundred buy', { sqls: 100, won: 30 }, { sqls: 200, won: 60 }, false],
  ['fewer of them buy, and they are not more', { sqls: 100, won: 30 }, { sqls: 105, won: 14 }, false],
  ['too few', { sqls: 10, won: 9 }, { sqls: 100, won: 1 }, false],
  ['nobody buys', { sqls: 100, won: 0 }, { sqls: 200, won: 0 }, false],
])('warns of score inflation: %s', (_, before, now, warns) => {
  expect(inflationOf(before, now) !== null).toBe(warns);
});

describe('a threshold that stands still', () => {
  const weeks = (count: number, sqls: number) => Array.from({ length: count }, () => [...Array(sqls).fill(60), 40]);

  it.each([
    ['as many SQLs as calls', weeks(13, 25), null],
    ['a tenth more', weeks(13, 27), null],
    ['far more', weeks(13, 40), { weeks: 13, sqls: 520 }],
    ['far fewer', weeks(13, 12), { weeks: 13, sqls: 156 }],
    ['only the last quarter counts', [...weeks(13, 60), ...weeks(13, 25)], null],
    ['too few weeks', weeks(3, 60), null],
  ] as const)('is told to have drifted, or not: %s', (_name, given, expected) => {
    expect(callsDriftOf(given, 50, 25)).toEqual(expected);
  });
});
