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
  const { there, precision } = fitOne(design, layout, { width: WIDE, learns: false }, undefined);
  // A sample of the leads would know the spread of one effect, and not of a difference of two.
  const count = design.leads.length;
  const sample = count > CURVATURE_LEADS ? sampleOf(layout, count, count) : layout.sample;
  const curvature = curvatureAt(design, layout, there.weights, sample);
  const { size } = layout;
  for (let i = 0; i < size; i++) curvature[i * size + i]! += precision[i]!;
  if (!factorise(curvature, size)) throw new Error('The curvature of the fit is not positive.');
  return withEmptyBins(inverse(curvature, size), layout);
}

/** Nobody says anything of a bin without leads: only the prior does. */
function withEmptyBins(covariance: Float64Array, { places, size, bins }: Layout): Float64Array {
  const own = bins - places.filter((place) => place !== EMPTY).length;
  const all = [...places, ...Array.from({ length: size + own - bins }, (_, at) => bins - own + at)];
  return Float64Array.from({ length: all.length ** 2 }, (_, at) => {
    const [row, column] = [Math.floor(at / all.length), at % all.length];
    if (all[row] === EMPTY || all[column] === EMPTY) return row === column ? WIDE ** 2 : 0;
    return covariance[all[row]! * size + all[column]!]!;
  });
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
  readonly there: Likelihood;
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

function shapeOf({ fields, size }: Layout): Shape {
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

/** Where what is fitted stands: bins, columns and the intercept. */
type Layout = {
  /** so many bins there are, and where those of each field begin */
  readonly bins: number;
  readonly offsets: readonly number[];
  /** by bin: its place, or `EMPTY`. A bin that no lead has stays 0, and would only cost time. */
  readonly places: Int32Array;
  readonly fields: readonly (Taught & { readonly ordered: number })[];
  readonly size: number;
  /** places by lead, lead after lead */
  readonly rows: Uint16Array;
  readonly sample: Sample;
};
const EMPTY = -1;

function laidOut({ leads, fields, columns }: Design): Layout {
  const offsets: number[] = [];
  let bins = 0;
  for (const field of fields) {
    offsets.push(bins);
    bins += field.bins;
  }
  const places = new Int32Array(bins).fill(EMPTY);
  let next = 0;
  const placed = fields.map(({ of, bins: own, ordered = 0 }, at) => {
    const has = new Uint8Array(own);
    // A range that nobody has lies between two that some have.
    has.fill(1, 0, ordered);
    for (const lead of leads) has[of[lead]!] = 1;
    const from = next;
    has.forEach((one, bin) => {
      if (one === 1) places[offsets[at]! + bin] = next++;
    });
    return { from, count: next - from, ordered };
  });
  const rows = new Uint16Array(leads.length * fields.length);
  fields.forEach(({ of }, field) => {
    const offset = offsets[field]!;
    for (let row = 0; row < leads.length; row++) rows[row * fields.length + field] = places[offset + of[leads[row]!]!]!;
  });
  const size = next + columns.length + 1;
  const sample = sampleOf({ rows, fields: placed, size }, leads.length, CURVATURE_LEADS);
  return { bins, offsets, places, fields: placed, size, rows, sample };
}

function averagedFit(design: Design): Fit {
  const layout = laidOut(design);
  const { offsets, places, size } = layout;
  const widths = design.leads.length > MANY ? WIDTHS_OF_MANY : WIDTHS;
  const fits: One[] = [];
  for (const width of widths) fits.push(fitOne(design, layout, { width, learns: true }, fits.at(-1)));
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
    effects: Float64Array.from(places, (place) => (place === EMPTY ? 0 : beta[place]!)),
    offsets,
    coefficients: [...beta.slice(size - 1 - design.columns.length, size - 1)],
  };
}

function fitOne(
  design: Design,
  layout: Layout,
  { width, learns }: { readonly width: number; readonly learns: boolean },
  start: Pick<One, 'beta' | 'there'> | undefined,
): One {
  const { columns } = design;
  const { size } = layout;
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
  let beta = start === undefined ? startOf(design, size, bins) : start.beta;
  const shape = shapeOf(layout);
  const taught = [
    ...layout.fields,
    ...columns.flatMap(({ sd }, at) => (sd === 'learnt' ? [{ from: bins + at, count: 1 }] : [])),
  ];
  let likelihood = start === undefined ? likelihoodAt(design, layout, beta) : start.there;
  let evidence = -Infinity;
  const belief = design.leads.length > SOME ? BELIEF_OF_SOME : BELIEF;
  const steps = design.leads.length > MANY ? STEPS_OF_MANY : STEPS;
  for (let step = 0; step < steps; step++) {
    const factor = curvatureAt(design, layout, likelihood.weights, layout.sample);
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
    let there = likelihoodAt(design, layout, next);
    while (there.fit - penalty(next) < before - 1e-9 && share > 1e-4) {
      share /= 2;
      next = moved(beta, move, share);
      there = likelihoodAt(design, layout, next);
    }
    beta = next;
    likelihood = there;
    const widest = Math.max(...move.map((value) => Math.abs(value))) * share;
    const spread = learns ? inverseBand(factor, size) : null;
    const shift = spread === null ? 0 : learnWidths(taught, { beta, spread, shape, precision, width, belief });
    if (widest < CLOSE && shift < CLOSE_WIDTH) break;
  }
  return { beta, there: likelihood, evidence, precision };
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

type Likelihood = {
  /** the log likelihood */
  readonly fit: number;
  readonly slope: Float64Array;
  /** how much each lead that teaches bends it */
  readonly weights: Float64Array;
};

function likelihoodAt({ leads, won, fields, columns }: Design, { rows, size }: Layout, beta: Float64Array): Likelihood {
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

/**
 * Who has what, of leads spread evenly over all. The commonest bin of each field is left out, since
 * a lead that is in no other bin of the field is in this one.
 */
type Sample = {
  readonly rows: Int32Array;
  /** the commonest place of each field */
  readonly bases: readonly number[];
  /** other places than these, lead after lead, and where those of each lead begin */
  readonly others: Uint16Array;
  readonly starts: Int32Array;
  /** by place: where it stands in `others` and of which lead, place after place */
  readonly stands: Int32Array;
  readonly ofLead: Int32Array;
  readonly begins: Int32Array;
};

function sampleOf(
  { rows: all, fields, size }: Pick<Layout, 'rows' | 'fields' | 'size'>,
  count: number,
  most: number,
): Sample {
  const width = fields.length;
  const sampled = Math.min(count, most);
  const rows = Int32Array.from({ length: sampled }, (_, at) => Math.ceil((at * count) / sampled));
  const counts = new Int32Array(size);
  for (const row of rows) for (let at = row * width; at < (row + 1) * width; at++) counts[all[at]!]!++;
  const bases = fields.map(({ from, count: own }) => {
    let base = from;
    for (let place = from + 1; place < from + own; place++) if (counts[place]! > counts[base]!) base = place;
    return base;
  });
  for (const base of bases) counts[base] = 0;
  const begins = new Int32Array(size + 1);
  for (let place = 0; place < size; place++) begins[place + 1] = begins[place]! + counts[place]!;
  const length = begins[size]!;
  const [others, stands, ofLead] = [new Uint16Array(length), new Int32Array(length), new Int32Array(length)];
  const starts = new Int32Array(sampled + 1);
  const next = begins.slice();
  let end = 0;
  rows.forEach((row, lead) => {
    for (let field = 0; field < width; field++) {
      const place = all[row * width + field]!;
      if (place === bases[field]) continue;
      const entry = next[place]!++;
      stands[entry] = end;
      ofLead[entry] = lead;
      others[end++] = place;
    }
    starts[lead + 1] = end;
  });
  return { rows, bases, others, starts, stands, ofLead, begins };
}

/** The curvature of the log likelihood, by a sample. */
function curvatureAt({ leads, columns }: Design, layout: Layout, all: Float64Array, sample: Sample): Float64Array {
  const { rows: places, fields, size } = layout;
  const { rows, others, starts, stands, ofLead, begins } = sample;
  const [width, bins] = [fields.length, size - 1 - columns.length];
  const curvature = new Float64Array(size * size);
  const weights = Float64Array.from(rows, (row) => all[row]!);
  // Place after place, so that what is written stays near the processor.
  for (let place = 0; place < bins; place++) {
    const line = place * size;
    for (let entry = begins[place]!; entry < begins[place + 1]!; entry++) {
      const lead = ofLead[entry]!;
      const weight = weights[lead]!;
      const to = stands[entry]!;
      for (let at = starts[lead]!; at <= to; at++) curvature[line + others[at]!]! += weight;
    }
  }
  const last = (size - 1) * size;
  for (const weight of weights) curvature[last + size - 1]! += weight;
  fillBases(curvature, layout, sample.bases);
  for (let place = 0; place < bins; place++) curvature[last + place] = curvature[place * size + place]!;
  rows.forEach((row, at) => {
    const weight = weights[at]!;
    for (let column = 0; column < columns.length; column++) {
      const x = columns[column]!.of[leads[row]!]!;
      const line = (bins + column) * size;
      for (let place = row * width; place < (row + 1) * width; place++) curvature[line + places[place]!]! += weight * x;
      for (let other = 0; other <= column; other++)
        curvature[line + bins + other]! += weight * x * columns[other]!.of[leads[row]!]!;
      curvature[last + bins + column]! += weight * x;
    }
  });
  if (rows.length < leads.length)
    rescale(curvature, diagonalAt({ leads, columns }, layout, all), size, leads.length / rows.length);
  return curvature;
}

/** The commonest bin of each field: all leads without those of its other bins. */
function fillBases(curvature: Float64Array, { fields, size }: Layout, bases: readonly number[]): void {
  const whole = curvature[size * size - 1]!;
  fields.forEach(({ from, count }, at) => {
    const base = bases[at]!;
    let rest = whole;
    for (let place = from; place < from + count; place++) if (place !== base) rest -= curvature[place * size + place]!;
    curvature[base * size + base] = rest;
    for (let place = from; place < from + count; place++) {
      if (place === base) continue;
      for (let other = 0; other < at; other++) {
        const field = fields[other]!;
        let left = curvature[place * size + place]!;
        for (let to = field.from; to < field.from + field.count; to++)
          if (to !== bases[other]) left -= curvature[place * size + to]!;
        curvature[place * size + bases[other]!] = left;
      }
    }
    for (let to = 0; to < from; to++) {
      let left = curvature[to * size + to]!;
      for (let place = from; place < from + count; place++) if (place !== base) left -= curvature[place * size + to]!;
      curvature[base * size + to] = left;
    }
  });
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

/** The diagonal of the curvature, from all leads. */
function diagonalAt(
  { leads, columns }: Pick<Design, 'leads' | 'columns'>,
  { rows, size }: Pick<Layout, 'rows' | 'size'>,
  weights: Float64Array,
): Float64Array {
  const diagonal = new Float64Array(size);
  const width = rows.length / leads.length;
  const bins = size - 1 - columns.length;
  for (let row = 0; row < leads.length; row++) {
    const weight = weights[row]!;
    for (let at = row * width; at < (row + 1) * width; at++) diagonal[rows[at]!]! += weight;
    diagonal[size - 1]! += weight;
    for (let column = 0; column < columns.length; column++)
      diagonal[bins + column]! += weight * columns[column]!.of[leads[row]!]! ** 2;
  }
  return diagonal;
}
