import fc from 'fast-check';
import { expect, test } from 'vitest';
import { law } from '../../test/support/law.ts';
import { inChainOrder } from './merged.ts';

test.each([
  [[], []],
  [[{ from: [2], into: 1 }], [0]],
  [
    [
      { from: [2], into: 1 },
      { from: [3], into: 2 },
    ],
    [1, 0],
  ],
  [
    [
      { from: [3], into: 2 },
      { from: [2], into: 1 },
    ],
    [0, 1],
  ],
  [
    [
      { from: [2, 3], into: 1 },
      { from: [4], into: 3 },
      { from: [5], into: 2 },
      { from: [6], into: 4 },
    ],
    [3, 1, 2, 0],
  ],
  // No account has it, and it ends all the same.
  [
    [
      { from: [2], into: 1 },
      { from: [1], into: 2 },
    ],
    [1, 0],
  ],
])('%j', (merges, order) => {
  expect(inChainOrder(merges)).toEqual(order.map((at) => merges[at]));
});

/** Each contact but the first was taken over by one that came before it. */
const trees = fc
  .array(fc.nat(), { minLength: 1, maxLength: 12 })
  .map((parents) => parents.map((parent, at) => ({ from: [at + 1], into: parent % (at + 1) })));

test('whom a contact took over comes first, in whatever order the merges are told', () => {
  fc.assert(
    fc.property(
      trees.chain((merges) => fc.shuffledSubarray(merges, { minLength: merges.length })),
      (merges) => {
        const ordered = inChainOrder(merges);
        expect(new Set(ordered)).toEqual(new Set(merges));
        for (const [at, { from }] of ordered.entries())
          for (const later of ordered.slice(at + 1)) expect(from).not.toContain(later.into);
      },
    ),
    law(),
  );
});
