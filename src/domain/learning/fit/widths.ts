import type { FitLayout } from './layout.ts';

/*
 * The prior: how wide the effects of a field may be, which the data teach, and how alike neighbours
 * of a number are.
 */

/**
 * What is believed of the bins of a field before a lead is seen, for a width of 1, as a matrix of
 * precision: what stands on its diagonal, and below it. Neighbours of a number are alike, the ends
 * hardly (an exponential covariance, whose inverse is this band).
 */
export type PriorShape = { readonly diagonal: Float64Array; readonly beside: Float64Array };

/** How alike the ends of a number are: the logarithm of their correlation. */
const ENDS = 0.3;

export function priorShapeOf({ fields, size }: FitLayout): PriorShape {
  const [diagonal, beside] = [new Float64Array(size).fill(1), new Float64Array(size)];
  for (const { from, ordered } of fields) {
    if (ordered < 2) continue;
    const alike = Math.exp(-ENDS / ordered);
    const rest = 1 - alike ** 2;
    const to = from + ordered;
    for (let i = from; i < to; i++) diagonal[i] = (i === from || i === to - 1 ? 1 : 1 + alike ** 2) / rest;
    beside.fill(-alike / rest, from, to - 1);
  }
  return { diagonal, beside };
}

export function penaltyOf(beta: Float64Array, mean: Float64Array, precision: Float64Array, shape: PriorShape): number {
  let sum = 0;
  for (let i = 0; i < beta.length; i++) {
    const off = beta[i]! - mean[i]!;
    sum += precision[i]! * shape.diagonal[i]! * off ** 2;
    if (shape.beside[i] !== 0) sum += 2 * precision[i]! * shape.beside[i]! * off * (beta[i + 1]! - mean[i + 1]!);
  }
  return sum / 2;
}

/**
 * The logarithm of the prior of the widths: inverse gamma around the general width, as a density of
 * the width's logarithm. A density of the width itself would favour narrow widths.
 */
export function beliefIn(
  taught: readonly Taught[],
  precision: Float64Array,
  { width, belief }: { readonly width: number; readonly belief: number },
) {
  return taught.reduce((sum, { from }) => {
    const p = precision[from]!;
    const half = belief / 2;
    return sum + half * Math.log(half * width ** 2) + half * Math.log(p) - half * width ** 2 * p;
  }, 0);
}

/** Coefficients whose width the data teach together. */
type Taught = { readonly from: number; readonly count: number };

/** Updates the widths by the data; returns the greatest change of the logarithm of a precision. */
export function learnWidths(
  taught: readonly Taught[],
  {
    beta,
    spread,
    shape,
    precision,
    width,
    belief,
  }: {
    readonly beta: Float64Array;
    readonly spread: PriorShape;
    readonly shape: PriorShape;
    readonly precision: Float64Array;
    readonly width: number;
    readonly belief: number;
  },
): number {
  let most = 0;
  for (const { from, count } of taught) {
    let [squares, known] = [belief * width ** 2, count + belief];
    // MacKay's update: the data determine a part of the effects, the prior determines the rest.
    for (let i = from; i < from + count; i++) {
      squares += shape.diagonal[i]! * beta[i]! ** 2;
      known -= precision[from]! * shape.diagonal[i]! * spread.diagonal[i]!;
      if (shape.beside[i] === 0) continue;
      squares += 2 * shape.beside[i]! * beta[i]! * beta[i + 1]!;
      known -= 2 * precision[from]! * shape.beside[i]! * spread.beside[i]!;
    }
    const now = Math.max(known, 1e-3) / squares;
    most = Math.max(most, Math.abs(Math.log(now / precision[from]!)));
    precision.fill(now, from, from + count);
  }
  return most;
}
