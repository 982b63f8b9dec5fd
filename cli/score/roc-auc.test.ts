import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../../test/support/law.ts';
import { rocAuc } from './roc-auc.ts';

describe('the area under the ROC curve', () => {
  it.each([
    ['1 when every positive is above', [3, 4], [1, 2], 1],
    ['0 when every positive is below', [1, 2], [3, 4], 0],
    ['one half when all are equal', [5, 5, 5], [5, 5], 0.5],
    ['three quarters of the pairs', [2, 4], [1, 3], 0.75],
  ])('is %s', (_, won, lost, expected) => {
    const { auc } = rocAuc([...of(won, true), ...of(lost, false)]);

    expect(auc).toBe(expected);
  });

  it('is the share of pairs that a positive wins, ties half', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(scores, scores, (won, lost) => {
        const pairs = won.flatMap((w) => lost.map((l) => (w > l ? 1 : w === l ? 0.5 : 0)));

        const { auc, low, high } = rocAuc([...of(won, true), ...of(lost, false)]);

        expect(auc).toBeCloseTo(pairs.reduce((a: number, b) => a + b, 0) / pairs.length, 12);
        expect(low).toBeLessThanOrEqual(auc);
        expect(high).toBeGreaterThanOrEqual(auc);
      }),
      law(),
    );
  });
});

const of = (scores: readonly number[], positive: boolean) => scores.map((score) => ({ score, positive }));
