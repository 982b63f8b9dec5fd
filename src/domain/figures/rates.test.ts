import fc from 'fast-check';
import { expect, it } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { rateOf } from './rates.ts';

it.each([
  // By hand: Wilson's interval of 10 in 100 is 5.5 to 17.4 %.
  [10, 100, { n: 100, percent: 10, low: 5.5, high: 17.4 }],
  [0, 20, { n: 20, percent: 0, low: 0, high: 16.1 }],
  [20, 20, { n: 20, percent: 100, low: 83.9, high: 100 }],
  [5, 19, null],
  [0, 0, null],
])('%i of %i', (reached, n, rate) => expect(rateOf(reached, n)).toEqual(rate));

it('lies in its interval, and the interval within nothing and all', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const rate = rateOf(Math.round(n * share), n)!;
      expect(rate.low).toBeLessThanOrEqual(rate.percent);
      expect(rate.high).toBeGreaterThanOrEqual(rate.percent);
      expect(rate.low).toBeGreaterThanOrEqual(0);
      expect(rate.high).toBeLessThanOrEqual(100);
    }),
    law(),
  );
});
