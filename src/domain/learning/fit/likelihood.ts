import type { Design, FitLayout } from './layout.ts';

/* How well a fit explains who was won, and where a better one lies. */

export type Likelihood = {
  /** the log likelihood */
  readonly fit: number;
  readonly slope: Float64Array;
  /** how much each lead that teaches bends it */
  readonly weights: Float64Array;
};

export function likelihoodAt(
  { leads, won, fields, columns }: Design,
  { rows, size }: FitLayout,
  beta: Float64Array,
): Likelihood {
  const [count, width, bins] = [leads.length, fields.length, size - 1 - columns.length];
  const slope = new Float64Array(size);
  const weights = new Float64Array(count);
  let fit = 0;
  for (let row = 0; row < count; row++) {
    const lead = leads[row]!;
    const from = row * width;
    let odds = beta[size - 1]!;
    for (let at = from; at < from + width; at++) odds += beta[rows[at]!]!;
    for (let column = 0; column < columns.length; column++) odds += beta[bins + column]! * columns[column]!.of[lead]!;
    const y = won[lead]!;
    const unlikely = Math.exp(-odds);
    const p = 1 / (1 + unlikely);
    fit += y === 1 ? -Math.log1p(unlikely) : -odds - Math.log1p(unlikely);
    const rest = y - p;
    weights[row] = Math.max(p * (1 - p), 1e-9);
    for (let at = from; at < from + width; at++) slope[rows[at]!]! += rest;
    slope[size - 1]! += rest;
    for (let column = 0; column < columns.length; column++) slope[bins + column]! += rest * columns[column]!.of[lead]!;
  }
  return { fit, slope, weights };
}
