import type { Design, FitLayout } from './layout.ts';

/*
 * The curvature of the log likelihood: how sure the leads are of each effect, and of each pair of
 * them.
 */

/**
 * Who has what, of leads spread evenly over all. The commonest bin of each field is left out, since
 * a lead that is in no other bin of the field is in this one.
 */
export type Sample = {
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

export function sampleOf(
  { leads: { length: count } }: Pick<Design, 'leads'>,
  { rows: all, fields, size }: FitLayout,
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

/**
 * The curvature of the log likelihood, by a sample: the lower triangle of Xᵀ W X, size × size
 * numbers row by row, where a row of X says which bins and values a lead has, and W is its weight,
 * p (1 - p). Its places are the bins of all fields, then the columns, then the intercept. `all`:
 * the weight of every lead.
 */
export function curvatureAt(
  { leads, columns }: Design,
  layout: FitLayout,
  all: Float64Array,
  sample: Sample,
): Float64Array {
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
function fillBases(curvature: Float64Array, { fields, size }: FitLayout, bases: readonly number[]): void {
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
  { rows, size }: Pick<FitLayout, 'rows' | 'size'>,
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
