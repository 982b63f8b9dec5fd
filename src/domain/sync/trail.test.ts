import fc from 'fast-check';
import { expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { stepTo, type Trail } from './trail.ts';

/** How many steps it takes until a circle is seen; null: it is not within `most`. */
function stepsUntilSeen(cursorOf: (step: number) => number, most: number): number | null {
  let trail: Trail | undefined;
  for (let step = 0; step < most; step++) {
    const next = stepTo(trail, `${cursorOf(step)}`);
    if (next === null) return step;
    trail = next;
  }
  return null;
}

test('a circle of any length is seen within a few rounds, after a way of any length', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer({ min: 1, max: 200 }), (way, round) => {
      const cursorOf = (step: number) => (step < way ? step : way + ((step - way) % round));

      expect(stepsUntilSeen(cursorOf, 4 * (way + round) + 4)).not.toBeNull();
    }),
    law(100),
  );
});

test('a list that ends is never taken for a circle', () => {
  expect(stepsUntilSeen((step) => step, 5_000)).toBeNull();
});
