import { factorise, inverse, solve } from '../learning/fit/cholesky.ts';
import type { LeadCount } from './landmark.ts';

/*
 * The chance that a lead buys, by its score and its kind (the size of its company): one logistic
 * curve that never falls with the score, raised or lowered by kind. What a kind adds is shrunk
 * towards 0, the more so the less the kinds differ from each other.
 */

export type Curve = {
  readonly intercept: number;
  /** log odds of a point; never negative */
  readonly slope: number;
  /** log odds that a kind adds; a kind that is absent has not occurred */
  readonly kinds: Readonly<Record<string, number>>;
  /** of `[intercept at 50 points, slope per 25 points, each kind in the order of its name]` */
  readonly covariance: readonly (readonly number[])[];
};

export type Chance = { readonly is: number; readonly low: number; readonly high: number };

type Counts = readonly Pick<LeadCount, 'score' | 'size' | 'seen' | 'won'>[];

const Z = 1.959964;
const STEPS = 40;
const ROUNDS = 25;
/** The variance of the kinds, in log odds, that the search begins with. */
const FIRST_VARIANCE = 0.25;
const LEAST_VARIANCE = 1e-4;
const NEVER = 1e9;

const scaled = (score: number): number => (score - 50) / 25;
const keyOf = (size: string | null): string => size ?? '';
const logistic = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** The curve that fits the counts best. Some leads must have bought, and some not. */
export function fitCurve(counts: Counts): Curve {
  const names = [...new Set(counts.map(({ size }) => keyOf(size)))].sort();
  const free = fitKinds(counts, names, 0.01);
  // Where more points mean fewer sales, the slope is held at 0: the curve must not fall.
  const { at, covariance } = free.at[1]! >= 0 ? free : fitKinds(counts, names, NEVER);
  const slope = Math.max(0, at[1]!) / 25;
  return {
    intercept: at[0]! - 50 * slope,
    slope,
    kinds: Object.fromEntries(names.map((name, place) => [name, at[place + 2]!])),
    covariance: rowsOf(covariance, names.length + 2),
  };
}

/** Finds, in turns, what each kind adds and how far the kinds differ. */
function fitKinds(counts: Counts, names: readonly string[], slopePrior: number) {
  let variance = FIRST_VARIANCE;
  let found = newton(counts, names, { slope: slopePrior, kinds: 1 / variance });
  if (names.length < 2) return newton(counts, names, { slope: slopePrior, kinds: NEVER });
  for (let round = 0; round < ROUNDS; round++) {
    const { at, covariance } = found;
    const size = names.length + 2;
    const spread = names.reduce((sum, _, k) => sum + at[k + 2]! ** 2 + covariance[(k + 2) * size + k + 2]!, 0);
    const next = Math.max(LEAST_VARIANCE, spread / names.length);
    if (Math.abs(next - variance) < 0.01 * variance) break;
    variance = next;
    found = newton(counts, names, { slope: slopePrior, kinds: 1 / variance }, at);
  }
  return found;
}

type Priors = { readonly slope: number; readonly kinds: number };

/** The likeliest parameters under the priors, by Newton's method, and their covariance. */
function newton(counts: Counts, names: readonly string[], prior: Priors, from?: Float64Array) {
  const size = names.length + 2;
  const placeOf = new Map(names.map((name, place) => [name, place + 2]));
  const priorOf = (place: number) => (place === 0 ? 1e-6 : place === 1 ? prior.slope : prior.kinds);
  const [seen, won] = [sum(counts, 'seen'), sum(counts, 'won')];
  const at = from?.slice() ?? new Float64Array(size);
  if (from === undefined) at[0] = Math.log((won + 0.5) / (seen - won + 0.5));
  let hessian = new Float64Array(size * size);
  for (let step = 0; step < STEPS; step++) {
    const gradient = Float64Array.from(at, (value, place) => -priorOf(place) * value);
    hessian = new Float64Array(size * size);
    for (let place = 0; place < size; place++) hessian[place * size + place] = priorOf(place);
    for (const one of counts) {
      const [x, kind] = [scaled(one.score), placeOf.get(keyOf(one.size))!];
      const p = logistic(at[0]! + at[1]! * x + at[kind]!);
      const [rest, weight] = [one.won - one.seen * p, one.seen * p * (1 - p)];
      const row = [
        [0, 1],
        [1, x],
        [kind, 1],
      ] as const;
      for (const [i, a] of row) {
        gradient[i]! += a * rest;
        for (const [j, b] of row) hessian[i * size + j]! += a * b * weight;
      }
    }
    const factor = hessian.slice();
    factorise(factor, size);
    const move = solve(factor, size, gradient);
    let length = 0;
    for (let place = 0; place < size; place++) {
      const by = Math.max(-2, Math.min(2, move[place]!));
      at[place]! += by;
      length += Math.abs(by);
    }
    if (length < 1e-9) break;
  }
  factorise(hessian, size);
  return { at, covariance: inverse(hessian, size) };
}

const sum = (counts: Counts, what: 'seen' | 'won'): number => counts.reduce((all, one) => all + one[what], 0);

const rowsOf = (matrix: Float64Array, size: number): number[][] =>
  Array.from({ length: size }, (_, i) => [...matrix.subarray(i * size, (i + 1) * size)]);

/** The chance with its 95 % interval. A kind that never occurred counts as the mean of all. */
export function chanceAt({ intercept, slope, kinds, covariance }: Curve, score: number, size: string | null): Chance {
  const place = Object.keys(kinds).sort().indexOf(keyOf(size));
  const odds = intercept + slope * score + (kinds[keyOf(size)] ?? 0);
  const row = [1, scaled(score), ...Object.keys(kinds).map((_, at) => (at === place ? 1 : 0))];
  const variance = row.reduce(
    (all, a, i) => all + a * row.reduce((part, b, j) => part + b * (covariance[i]?.[j] ?? 0), 0),
    0,
  );
  const half = Z * Math.sqrt(Math.max(0, variance));
  return { is: logistic(odds), low: logistic(odds - half), high: logistic(odds + half) };
}
