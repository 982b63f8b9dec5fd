import { factorise, inverse, inverseBand, logDeterminant, solve } from './cholesky.ts';

/*
 * One additive logistic fit of all bins at once. The effects of a field have a width (the standard
 * deviation of their prior) that the data teach (automatic relevance determination), so a field
 * that tells nothing shrinks towards 0. No single prior of widths is right for ten wins and for ten
 * thousand, so the fits of several are averaged by their evidence.
 */

export type Design = {
  /** the leads that teach */
  readonly leads: Int32Array;
  readonly won: Uint8Array;
  /** `of`: the bin of each lead; `ordered`: so many bins, the first ones, are neighbours */
  readonly fields: readonly { readonly of: Uint8Array; readonly bins: number; readonly ordered?: number }[];
  readonly columns: readonly Column[];
};

/** Numbers by lead. */
type Column =
  /** their coefficient has a normal prior of its own, and is never below 0 */
  | { readonly of: Float64Array; readonly mean: number; readonly sd: number }
  /** the data teach the width of its prior, as that of a field */
  | { readonly of: Float64Array; readonly mean: 0; readonly sd: 'learnt' };

export type Fit = {
  readonly intercept: number;
  /** log odds by bin, field after field */
  readonly effects: Float64Array;
  /** where the bins of each field begin */
  readonly offsets: readonly number[];
  /** by column */
  readonly coefficients: readonly number[];
  /** effects, coefficients and the intercept, in this order */
  readonly size: number;
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
  const { rows, offsets, size } = laidOut(design);
  const { beta, precision } = fitOne(design, rows, offsets, size, { width: WIDE, learns: false }, undefined);
  // A sample of the leads would know the spread of one effect, and not of a difference of two.
  const { curvature } = likelihoodAt(design, rows, beta, size, design.leads.length);
  for (let i = 0; i < size; i++) curvature[i * size + i]! += precision[i]!;
  if (!factorise(curvature, size)) throw new Error('The curvature of the fit is not positive.');
  return inverse(curvature, size);
}

export function fitAdditive(design: Design): Fit {
  const columns = design.columns.map((column, at) => ({ ...column, at }));
  for (;;) {
    const fit = averagedFit({ ...design, columns });
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
  readonly evidence: number;
  /** the precisions of the priors: of effects, coefficients and the intercept */
  readonly precision: Float64Array;
};

/**
 * What is believed of the bins of a field before a lead is seen, for a width of 1, as a matrix of
 * precision: what stands on its diagonal, and below it. Neighbours of a number are alike, the ends
 * hardly (an exponential covariance, whose inverse is this band).
 */
type Shape = { readonly diagonal: Float64Array; readonly beside: Float64Array };

/** How alike the ends of a number are: the logarithm of their correlation. */
const ENDS = 0.3;

function shapeOf({ fields }: Design, offsets: readonly number[], size: number): Shape {
  const [diagonal, beside] = [new Float64Array(size).fill(1), new Float64Array(size)];
  fields.forEach(({ ordered = 0 }, at) => {
    if (ordered < 2) return;
    const alike = Math.exp(-ENDS / ordered);
    const rest = 1 - alike ** 2;
    const [from, to] = [offsets[at]!, offsets[at]! + ordered];
    for (let i = from; i < to; i++) diagonal[i] = (i === from || i === to - 1 ? 1 : 1 + alike ** 2) / rest;
    beside.fill(-alike / rest, from, to - 1);
  });
  return { diagonal, beside };
}

function laidOut(design: Design) {
  const offsets: number[] = [];
  let bins = 0;
  for (const field of design.fields) {
    offsets.push(bins);
    bins += field.bins;
  }
  return { offsets, bins, size: bins + design.columns.length + 1, rows: rowsOf(design, offsets) };
}

function averagedFit(design: Design): Fit {
  const { rows, offsets, bins, size } = laidOut(design);
  const widths = design.leads.length > MANY ? WIDTHS_OF_MANY : WIDTHS;
  const fits: One[] = [];
  for (const width of widths)
    fits.push(fitOne(design, rows, offsets, size, { width, learns: true }, fits.at(-1)?.beta));
  // A priori a width of twice the size is a quarter as likely.
  const believed = fits.map(({ evidence }, at) => evidence - 2 * Math.log(widths[at]!));
  const best = Math.max(...believed);
  const weights = believed.map((logarithm) => Math.exp(logarithm - best));
  const total = weights.reduce((a, b) => a + b);
  const beta = new Float64Array(size);
  fits.forEach((fit, at) => {
    for (let i = 0; i < size; i++) beta[i]! += (weights[at]! / total) * fit.beta[i]!;
  });
  return {
    intercept: beta[size - 1]!,
    effects: beta.slice(0, bins),
    offsets,
    coefficients: [...beta.slice(bins, size - 1)],
    size,
  };
}

/** Bins by lead, lead after lead. */
function rowsOf({ leads, fields }: Design, offsets: readonly number[]): Uint16Array {
  const rows = new Uint16Array(leads.length * fields.length);
  fields.forEach(({ of }, field) => {
    const offset = offsets[field]!;
    for (let row = 0; row < leads.length; row++) rows[row * fields.length + field] = offset + of[leads[row]!]!;
  });
  return rows;
}

function fitOne(
  design: Design,
  rows: Uint16Array,
  offsets: readonly number[],
  size: number,
  { width, learns }: { readonly width: number; readonly learns: boolean },
  start: Float64Array<ArrayBuffer> | undefined,
): One {
  const { fields, columns } = design;
  const bins = size - 1 - columns.length;
  const mean = new Float64Array(size);
  columns.forEach((column, at) => {
    mean[bins + at] = column.mean;
  });
  const precision = new Float64Array(size).fill(1 / width ** 2);
  columns.forEach((column, at) => {
    if (column.sd !== 'learnt') precision[bins + at] = 1 / column.sd ** 2;
  });
  precision[size - 1] = INTERCEPT_PRECISION;
  let beta: Float64Array<ArrayBuffer> = start === undefined ? startOf(design, size, bins) : Float64Array.from(start);
  const shape = shapeOf(design, offsets, size);
  const taught = [
    ...fields.map((field, at) => ({ from: offsets[at]!, count: field.bins })),
    ...columns.flatMap(({ sd }, at) => (sd === 'learnt' ? [{ from: bins + at, count: 1 }] : [])),
  ];
  let likelihood = likelihoodAt(design, rows, beta, size);
  let evidence = -Infinity;
  const belief = design.leads.length > SOME ? BELIEF_OF_SOME : BELIEF;
  const steps = design.leads.length > MANY ? STEPS_OF_MANY : STEPS;
  for (let step = 0; step < steps; step++) {
    const factor = likelihood.curvature.slice();
    for (let i = 0; i < size; i++) {
      factor[i * size + i]! += precision[i]! * shape.diagonal[i]!;
      if (shape.beside[i] !== 0) factor[(i + 1) * size + i]! += precision[i]! * shape.beside[i]!;
    }
    if (!factorise(factor, size)) throw new Error('The curvature of the fit is not positive.');
    const off = beta.map((value, i) => value - mean[i]!);
    const slope = likelihood.slope.slice();
    for (let i = 0; i < size; i++) {
      slope[i]! -= precision[i]! * shape.diagonal[i]! * off[i]!;
      if (shape.beside[i] === 0) continue;
      slope[i]! -= precision[i]! * shape.beside[i]! * off[i + 1]!;
      slope[i + 1]! -= precision[i]! * shape.beside[i]! * off[i]!;
    }
    const move = solve(factor, size, slope);
    const spread = inverseBand(factor, size);
    const penalty = (at: Float64Array) => penaltyOf(at, mean, precision, shape);
    evidence =
      likelihood.fit -
      penalty(beta) +
      precision.reduce((sum, p) => sum + Math.log(p) / 2, 0) -
      logDeterminant(factor, size) / 2 +
      beliefIn(taught, precision, { width, belief });
    const before = likelihood.fit - penalty(beta);
    let share = 1;
    let next = moved(beta, move, share);
    let there = likelihoodAt(design, rows, next, size);
    while (there.fit - penalty(next) < before - 1e-9 && share > 1e-4) {
      share /= 2;
      next = moved(beta, move, share);
      there = likelihoodAt(design, rows, next, size);
    }
    beta = next;
    likelihood = there;
    const widest = Math.max(...move.map((value) => Math.abs(value))) * share;
    const shift = learns ? learnWidths(taught, { beta, spread, shape, precision, width, belief }) : 0;
    if (widest < CLOSE && shift < CLOSE_WIDTH) break;
  }
  return { beta, evidence, precision };
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

function penaltyOf(beta: Float64Array, mean: Float64Array, precision: Float64Array, shape: Shape): number {
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
function beliefIn(
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
function learnWidths(
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
    readonly spread: Shape;
    readonly shape: Shape;
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

type Likelihood = { readonly fit: number; readonly slope: Float64Array; readonly curvature: Float64Array };

/** Log likelihood at `beta`, its slope and its curvature. */
function likelihoodAt(
  design: Design,
  rows: Uint16Array,
  beta: Float64Array,
  size: number,
  curvatureLeads = CURVATURE_LEADS,
): Likelihood {
  const { leads, won, fields, columns } = design;
  const [count, width, bins] = [leads.length, fields.length, size - 1 - columns.length];
  const slope = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  const diagonal = new Float64Array(size);
  const sampled = Math.min(count, curvatureLeads);
  let next = 0;
  let fit = 0;
  for (let row = 0; row < count; row++) {
    const lead = leads[row]!;
    const from = row * width;
    let odds = beta[size - 1]!;
    for (let at = from; at < from + width; at++) odds += beta[rows[at]!]!;
    for (let column = 0; column < columns.length; column++) odds += beta[bins + column]! * columns[column]!.of[lead]!;
    const y = won[lead]!;
    const p = 1 / (1 + Math.exp(-odds));
    fit += y === 1 ? -Math.log1p(Math.exp(-odds)) : -odds - Math.log1p(Math.exp(-odds));
    const rest = y - p;
    const weight = Math.max(p * (1 - p), 1e-9);
    for (let at = from; at < from + width; at++) {
      slope[rows[at]!]! += rest;
      diagonal[rows[at]!]! += weight;
    }
    slope[size - 1]! += rest;
    diagonal[size - 1]! += weight;
    for (let column = 0; column < columns.length; column++) {
      const x = columns[column]!.of[lead]!;
      slope[bins + column]! += rest * x;
      diagonal[bins + column]! += weight * x * x;
    }
    // The sample is spread evenly over the leads.
    if (row * sampled < next * count) continue;
    next++;
    for (let at = from; at < from + width; at++) {
      const line = rows[at]! * size;
      for (let other = from; other <= at; other++) curvature[line + rows[other]!]! += weight;
    }
    const last = (size - 1) * size;
    for (let column = 0; column < columns.length; column++) {
      const x = columns[column]!.of[lead]!;
      const line = (bins + column) * size;
      for (let at = from; at < from + width; at++) curvature[line + rows[at]!]! += weight * x;
      for (let other = 0; other <= column; other++)
        curvature[line + bins + other]! += weight * x * columns[other]!.of[lead]!;
      curvature[last + bins + column]! += weight * x;
    }
    for (let at = from; at < from + width; at++) curvature[last + rows[at]!]! += weight;
    curvature[last + size - 1]! += weight;
  }
  if (sampled < count) rescale(curvature, diagonal, size, count / sampled);
  return { fit, slope, curvature };
}

/**
 * Scales the curvature of a sample up to that of all leads. The diagonal is at least that of all
 * leads, so that the matrix stays positive and a bin that is rare in the sample moves no further
 * than it should.
 */
function rescale(curvature: Float64Array, diagonal: Float64Array, size: number, scale: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) curvature[i * size + j]! *= scale;
    const own = i * size + i;
    curvature[own] = Math.max(curvature[own]!, diagonal[i]!);
  }
}
