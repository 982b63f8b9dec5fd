/* The probability of a win by score, as one logistic curve, and the error of the curve. */

type Curve = { readonly intercept: number; readonly slope: number };

/** Maximum likelihood with a small ridge, so that the slope stays finite for a perfect score. */
function fitCurve(scores: Float64Array, won: Uint8Array, of: Int32Array): Curve {
  let [a, b] = [0, 0];
  const wins = of.reduce((sum, lead) => sum + won[lead]!, 0);
  a = Math.log((wins + 0.5) / (of.length - wins + 0.5));
  for (let step = 0; step < 30; step++) {
    let [ga, gb, haa, hab, hbb] = [0, -0.01 * b, 1e-9, 0, 0.01];
    for (const lead of of) {
      const x = (scores[lead]! - 50) / 25;
      const p = 1 / (1 + Math.exp(-(a + b * x)));
      const [rest, weight] = [won[lead]! - p, p * (1 - p)];
      ga += rest;
      gb += rest * x;
      haa += weight;
      hab += weight * x;
      hbb += weight * x * x;
    }
    const det = haa * hbb - hab * hab;
    const limit = (move: number) => Math.max(-2, Math.min(2, move));
    const [da, db] = [limit((hbb * ga - hab * gb) / det), limit((haa * gb - hab * ga) / det)];
    a += da;
    b += db;
    if (Math.abs(da) + Math.abs(db) < 1e-8) break;
  }
  return { intercept: a - 2 * b, slope: b / 25 };
}

/** The log odds of one point. */
export const slopeOf = (scores: Float64Array, won: Uint8Array): number =>
  fitCurve(scores, won, Int32Array.from(scores.keys())).slope;

const probabilityAt = ({ intercept, slope }: Curve, score: number): number =>
  1 / (1 + Math.exp(-(intercept + slope * score)));

export type Calibration = {
  /** mean distance between the foretold and the won share, by tenths of the leads */
  readonly error: number;
  readonly foretold: number;
  readonly seen: number;
};

const TENTHS = 10;

/**
 * How well a curve foretells wins: the curve of each half of the leads foretells the other half.
 */
export function calibrationOf(scores: Float64Array, won: Uint8Array): Calibration {
  const all = Int32Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]! || won[a]! - won[b]!);
  const foretold = new Float64Array(scores.length);
  for (const half of [0, 1]) {
    const curve = fitCurve(
      scores,
      won,
      all.filter((_, at) => at % 2 !== half),
    );
    all.forEach((lead, at) => {
      if (at % 2 === half) foretold[lead] = probabilityAt(curve, scores[lead]!);
    });
  }
  const order = all.toSorted((a, b) => foretold[a]! - foretold[b]!);
  let error = 0;
  for (let tenth = 0; tenth < TENTHS; tenth++) {
    const part = order.subarray(
      Math.floor((tenth * order.length) / TENTHS),
      Math.floor(((tenth + 1) * order.length) / TENTHS),
    );
    error += Math.abs(part.reduce((sum, lead) => sum + foretold[lead]! - won[lead]!, 0));
  }
  const mean = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0) / scores.length;
  return { error: error / scores.length, foretold: mean(foretold), seen: mean(won) };
}
