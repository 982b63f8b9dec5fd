import { factorise, inverse, inverseBand, logDeterminant, solve } from './cholesky.ts';
import { curvatureAt, type Sample, sampleOf } from './curvature.ts';
import { type Design, EMPTY, type FitLayout, laidOut } from './layout.ts';
import { type Likelihood, likelihoodAt } from './likelihood.ts';
import { beliefIn, learnWidths, type PriorShape, penaltyOf, priorShapeOf } from './widths.ts';

/*
 * One additive logistic fit of all bins at once. The effects of a field have a width (the standard
 * deviation of their prior) that the data teach (automatic relevance determination), so a field
 * that tells nothing shrinks towards 0. No single prior of widths is right for ten wins and for ten
 * thousand, so the fits of several are averaged by their evidence.
 */

export type Fit = {
  readonly intercept: number;
  /** log odds by bin, field after field */
  readonly effects: Float64Array;
  /** where the bins of each field begin */
  readonly offsets: readonly number[];
  /** by column */
  readonly coefficients: readonly number[];
  /** how much each prior of widths was believed */
  readonly believed: readonly number[];
};

const WIDTHS = [0.02, 0.1, 0.3, 0.8];
/** With so many leads the data teach every width, so one prior suffices. */
const MANY = 20_000;
const WIDTHS_OF_MANY = [0.4];
/** The prior of a width weighs as much as so many bins: few leads cannot teach widths well. */
const BELIEF = 8;
const BELIEF_OF_SOME = 2;
const SOME = 2_000;
const STEPS = 25;
const STEPS_OF_MANY = 10;
/** The fit is found when a step changes less: log odds, and the logarithm of a width. */
const CLOSE = 3e-3;
const CLOSE_WIDTH = 0.05;
/** The curvature is computed from at most so many leads, the slope from all. */
const CURVATURE_LEADS = 20_000;
const INTERCEPT_PRECISION = 1e-6;

/** So wide that hardly anything shrinks, and yet finite if all leads of a bin are won. */
const WIDE = 2;

/**
 * The covariance that the data alone give, almost without a prior: shrunk effects would look surer
 * than they are. Rows and columns are effects, coefficients and the intercept.
 */
export function openCovariance(design: Design): Float64Array {
  const layout = laidOut(design);
  const some = sampleOf(design, layout, CURVATURE_LEADS);
  const { there, precision } = fitOne(design, layout, some, { width: WIDE, learns: false }, undefined);
  // A sample of the leads would know the spread of one effect, and not of a difference of two.
  const count = design.leads.length;
  const all = count > CURVATURE_LEADS ? sampleOf(design, layout, count) : some;
  const curvature = curvatureAt(design, layout, there.weights, all);
  const { size } = layout;
  for (let i = 0; i < size; i++) curvature[i * size + i]! += precision[i]!;
  if (!factorise(curvature, size)) throw new Error('The curvature of the fit is not positive.');
  return withEmptyBins(inverse(curvature, size), layout);
}

/** Nobody says anything of a bin without leads: only the prior does. */
function withEmptyBins(covariance: Float64Array, { places, size, bins }: FitLayout): Float64Array {
  const own = bins - places.filter((place) => place !== EMPTY).length;
  const all = [...places, ...Array.from({ length: size + own - bins }, (_, at) => bins - own + at)];
  return Float64Array.from({ length: all.length ** 2 }, (_, at) => {
    const [row, column] = [Math.floor(at / all.length), at % all.length];
    if (all[row] === EMPTY || all[column] === EMPTY) return row === column ? WIDE ** 2 : 0;
    return covariance[all[row]! * size + all[column]!]!;
  });
}

/**
 * `believed`: how much each prior of widths was believed before bins were joined by who won: what
 * was joined looks as if it told much, so that it would choose wide ones.
 */
export function fitAdditive(design: Design, believed?: readonly number[]): Fit {
  const columns = design.columns.map((column, at) => ({ ...column, at }));
  for (;;) {
    const fit = averagedFit({ ...design, columns }, believed);
    const wrong = fit.coefficients.findIndex((value, at) => value <= 0 && columns[at]!.sd !== 'learnt');
    if (wrong === -1) {
      const coefficients = design.columns.map((_, at) => {
        const place = columns.findIndex((column) => column.at === at);
        return place === -1 ? 0 : fit.coefficients[place]!;
      });
      return { ...fit, coefficients };
    }
    // A coefficient below 0 becomes 0, and the others are fitted again without it.
    columns.splice(wrong, 1);
  }
}

/** The fit with one prior of widths. */
type One = {
  readonly beta: Float64Array<ArrayBuffer>;
  readonly there: Likelihood;
  readonly evidence: number;
  /** the precisions of the priors: of effects, coefficients and the intercept */
  readonly precision: Float64Array;
};

function averagedFit(design: Design, given?: readonly number[]): Fit {
  const layout = laidOut(design);
  const sample = sampleOf(design, layout, CURVATURE_LEADS);
  const { offsets, places, size } = layout;
  const widths = design.leads.length > MANY ? WIDTHS_OF_MANY : WIDTHS;
  const fits: One[] = [];
  for (const width of widths) fits.push(fitOne(design, layout, sample, { width, learns: true }, fits.at(-1)));
  // A priori a width of twice the size is a quarter as likely.
  const believed = fits.map(({ evidence }, at) => evidence - 2 * Math.log(widths[at]!));
  const best = Math.max(...believed);
  const odds = believed.map((logarithm) => Math.exp(logarithm - best));
  const total = odds.reduce((a, b) => a + b);
  const weights = given ?? odds.map((one) => one / total);
  const beta = new Float64Array(size);
  fits.forEach((fit, at) => {
    for (let i = 0; i < size; i++) beta[i]! += weights[at]! * fit.beta[i]!;
  });
  return {
    intercept: beta[size - 1]!,
    effects: Float64Array.from(places, (place) => (place === EMPTY ? 0 : beta[place]!)),
    offsets,
    coefficients: [...beta.slice(size - 1 - design.columns.length, size - 1)],
    believed: weights,
  };
}

/** Newton's method by a sample's curvature; `start`: where a fit with another prior has ended. */
function fitOne(
  design: Design,
  layout: FitLayout,
  sample: Sample,
  { width, learns }: { readonly width: number; readonly learns: boolean },
  start: Place | undefined,
): One {
  const { columns, leads } = design;
  const { size } = layout;
  const bins = size - 1 - columns.length;
  const prior = priorOf(design, layout, width);
  const { precision, shape } = prior;
  const taught = [
    ...layout.fields,
    ...columns.flatMap(({ sd }, at) => (sd === 'learnt' ? [{ from: bins + at, count: 1 }] : [])),
  ];
  let beta = start === undefined ? startOf(design, size, bins) : start.beta;
  let there = start === undefined ? likelihoodAt(design, layout, beta) : start.there;
  let evidence = -Infinity;
  const belief = leads.length > SOME ? BELIEF_OF_SOME : BELIEF;
  const steps = leads.length > MANY ? STEPS_OF_MANY : STEPS;
  for (let step = 0; step < steps; step++) {
    const factor = curvatureAt(design, layout, there.weights, sample);
    addPrior(factor, prior);
    if (!factorise(factor, size)) throw new Error('The curvature of the fit is not positive.');
    const move = solve(factor, size, slopeOf(there, beta, prior));
    evidence =
      there.fit -
      penaltyAt(beta, prior) +
      precision.reduce((sum, p) => sum + Math.log(p) / 2, 0) -
      logDeterminant(factor, size) / 2 +
      beliefIn(taught, precision, { width, belief });
    const next = stepAlong(move, { beta, there }, prior, (at) => likelihoodAt(design, layout, at));
    ({ beta, there } = next);
    const widest = Math.max(...move.map((value) => Math.abs(value))) * next.share;
    const spread = learns ? inverseBand(factor, size) : null;
    const shift = spread === null ? 0 : learnWidths(taught, { beta, spread, shape, precision, width, belief });
    if (widest < CLOSE && shift < CLOSE_WIDTH) break;
  }
  return { beta, there, evidence, precision };
}

/** What is believed before a lead is seen, by place. `precision` changes as widths are learnt. */
type Prior = { readonly mean: Float64Array; readonly precision: Float64Array; readonly shape: PriorShape };

function priorOf({ columns }: Design, layout: FitLayout, width: number): Prior {
  const { size } = layout;
  const bins = size - 1 - columns.length;
  const mean = new Float64Array(size);
  const precision = new Float64Array(size).fill(1 / width ** 2);
  columns.forEach((column, at) => {
    mean[bins + at] = column.mean;
    if (column.sd !== 'learnt') precision[bins + at] = 1 / column.sd ** 2;
  });
  precision[size - 1] = INTERCEPT_PRECISION;
  return { mean, precision, shape: priorShapeOf(layout) };
}

/** Adds the prior's precision to the lower triangle of a curvature. */
function addPrior(curvature: Float64Array, { precision, shape }: Prior): void {
  const size = precision.length;
  for (let i = 0; i < size; i++) {
    curvature[i * size + i]! += precision[i]! * shape.diagonal[i]!;
    if (shape.beside[i] !== 0) curvature[(i + 1) * size + i]! += precision[i]! * shape.beside[i]!;
  }
}

const penaltyAt = (beta: Float64Array, { mean, precision, shape }: Prior): number =>
  penaltyOf(beta, mean, precision, shape);

/** How the likelihood and the prior together rise at `beta`. */
function slopeOf(there: Likelihood, beta: Float64Array, { mean, precision, shape }: Prior): Float64Array {
  const off = beta.map((value, i) => value - mean[i]!);
  const slope = there.slope.slice();
  for (let i = 0; i < slope.length; i++) {
    slope[i]! -= precision[i]! * shape.diagonal[i]! * off[i]!;
    if (shape.beside[i] === 0) continue;
    slope[i]! -= precision[i]! * shape.beside[i]! * off[i + 1]!;
    slope[i + 1]! -= precision[i]! * shape.beside[i]! * off[i]!;
  }
  return slope;
}

type Place = Pick<One, 'beta' | 'there'>;

/** A whole step if it is uphill, else half of it, and so on. */
function stepAlong(
  move: Float64Array,
  from: Place,
  prior: Prior,
  likelihood: (beta: Float64Array<ArrayBuffer>) => Likelihood,
): Place & { readonly share: number } {
  const before = from.there.fit - penaltyAt(from.beta, prior);
  for (let share = 1; ; share /= 2) {
    const beta = moved(from.beta, move, share);
    const there = likelihood(beta);
    if (!(there.fit - penaltyAt(beta, prior) < before - 1e-9 && share > 1e-4)) return { beta, there, share };
  }
}

function startOf({ leads, won, columns }: Design, size: number, bins: number): Float64Array<ArrayBuffer> {
  const beta = new Float64Array(size);
  const wins = leads.reduce((sum, lead) => sum + won[lead]!, 0);
  beta[size - 1] = Math.log((wins + 0.5) / (leads.length - wins + 0.5));
  columns.forEach((column, at) => {
    beta[bins + at] = column.mean;
  });
  return beta;
}

const moved = (beta: Float64Array, move: Float64Array, share: number): Float64Array<ArrayBuffer> =>
  Float64Array.from(beta, (value, at) => value + share * move[at]!);
