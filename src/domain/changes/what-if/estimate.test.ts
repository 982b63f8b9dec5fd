import fc from 'fast-check';
import { expect, it } from 'vitest';
import { law } from '../../../../test/support/law.ts';
import { shareOf } from './estimate.ts';

it('an estimate from a random part holds the truth nearly always, and is exact of the whole', () => {
  const bases = fc.record({
    all: fc.integer({ min: 600, max: 5_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.integer({ min: 1, max: 2 ** 30 }),
  });
  let [held, tried] = [0, 0];
  fc.assert(
    fc.property(bases, ({ all, share, seed }) => {
      const movers = Math.round(all * share);
      let state = seed;
      const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
      // Of as many as are left, each as likely as the other.
      let found = 0;
      for (let n = 0; n < 500; n++) if (random() * (all - n) < movers - found) found++;
      const { low, likely, high } = shareOf(found, 500, all);
      expect(low <= likely && likely <= high && found <= low).toBe(true);
      tried++;
      if (low <= movers && movers <= high) held++;
      expect(shareOf(movers, all, all)).toEqual({ low: movers, likely: movers, high: movers });
    }),
    law(300),
  );
  expect(held / tried).toBeGreaterThan(0.92);
});
