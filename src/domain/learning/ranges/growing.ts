import type { Growing } from '../../rules/explicit.ts';
import type { BinnedField } from './bins.ts';
import { roundestIn } from './cut-ranges.ts';

/*
 * Points that grow with a number, instead of points for ranges of it: one rule says what many
 * ranges would, and no number is as good as another of its range.
 */

export type Ends = Pick<Growing, 'from' | 'to'>;

export type Line = Ends & {
  /** log odds at `from` and before it */
  readonly effect: number;
  /** how far the effects of the ranges are from the line: squares, by lead */
  readonly loss: number;
  /** the same from their mean, and this mean */
  readonly flat: number;
  readonly middle: number;
};

/** Between these shares of the leads a line may begin and end. */
const ENDS = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98];
const NEAR = 0.01;
/** A line that is shorter than the longest one must fit so much better: a chi-square. */
const WORTH_SHORTER = 2.7;

type Part = { readonly number: number; readonly leads: number; readonly bin: number };

/**
 * The line that is nearest to the effects of the ranges of a number; null: it has none. `weight`:
 * what a lead tells (its variance).
 */
export function lineOf(field: BinnedField, effects: Float64Array, leads: Int32Array, weight: number): Line | null {
  if (field.form.is !== 'number' || field.field.isAge === true) return null;
  const some = sampleOf(leads);
  const parts = partsOf(field, some, leads.length / some.length);
  if (parts.length < 3) return null;
  const unknown = some.some((lead) => field.field.of[lead]! < 0)
    ? effects[field.bins.findIndex(({ is }) => is === 'unknown')]!
    : null;
  const seen: Seen = { parts, effects, unknown, wish: field.wish };
  const ends = endsIn(parts);
  let best: Line | null = null;
  for (let first = 0; first < ends.length; first++)
    for (let last = ends.length - 1; last > first; last--) {
      const line = lineBetween(ends[first]!, ends[last]!, seen);
      if (line === null) continue;
      const isLonger = best === null;
      if (isLonger || weight * (best!.loss - line.loss) > WORTH_SHORTER) best = line;
    }
  return best;
}

/** The share of the points that a number gets. */
export const shareAt = ({ from, to }: Ends, number: number): number =>
  Number.isNaN(number) ? 0 : Math.min(1, Math.max(0, (number - from) / (to - from)));

/** So many leads, spread evenly, know where a line begins and ends. */
const MOST_LEADS = 5_000;
const sampleOf = (leads: Int32Array): Int32Array =>
  leads.length <= MOST_LEADS
    ? leads
    : Int32Array.from({ length: MOST_LEADS }, (_, at) => leads[Math.floor((at * leads.length) / MOST_LEADS)]!);

/** Leads by number, the least first. */
function partsOf({ field, form, of }: BinnedField, leads: Int32Array, scale: number): readonly Part[] {
  if (form.is !== 'number') return [];
  const counts = new Float64Array(field.texts.length);
  const bins = new Uint8Array(field.texts.length);
  for (const lead of leads) {
    const place = field.of[lead]!;
    if (place < 0 || Number.isNaN(form.numbers[place]!)) continue;
    counts[place]! += scale;
    bins[place] = of[lead]!;
  }
  return [...counts.keys()]
    .filter((place) => counts[place]! > 0)
    .map((place) => ({ number: form.numbers[place]!, leads: counts[place]!, bin: bins[place]! }))
    .sort((a, b) => a.number - b.number);
}

/** Round numbers near the shares at which a line may begin and end, once each. */
function endsIn(parts: readonly Part[]): readonly number[] {
  const all = parts.reduce((sum, { leads }) => sum + leads, 0);
  const at = (share: number): number => {
    let below = 0;
    for (const { number, leads } of parts) {
      below += leads;
      if (below >= share * all) return number;
    }
    return parts.at(-1)!.number;
  };
  const ends = ENDS.map((share) => {
    const [low, high] = [at(share - NEAR), at(share + NEAR)];
    return low === high ? low : roundestIn(low, high);
  });
  return [...new Set(ends)].sort((a, b) => a - b);
}

/** What the leads and the effects of the ranges say of a number. */
type Seen = {
  readonly parts: readonly Part[];
  /** by bin */
  readonly effects: Float64Array;
  /** the effect of those without a number; null: there are none */
  readonly unknown: number | null;
  readonly wish: BinnedField['wish'];
};

/** The line between two ends by least squares; null: a wish forbids it. */
function lineBetween(low: number, high: number, { parts, effects, unknown, wish }: Seen): Line | null {
  const leads = new Float64Array(effects.length);
  const shares = new Float64Array(effects.length);
  for (const part of parts) {
    leads[part.bin]! += part.leads;
    shares[part.bin]! += part.leads * shareAt({ from: low, to: high }, part.number);
  }
  const used = [...effects.keys()].filter((bin) => leads[bin]! > 0);
  let [n, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  for (const bin of used) {
    const [count, x, y] = [leads[bin]!, shares[bin]! / leads[bin]!, effects[bin]!];
    n += count;
    sx += count * x;
    sy += count * y;
    sxx += count * x * x;
    sxy += count * x * y;
  }
  const spread = sxx - (sx * sx) / n;
  if (spread < 1e-9) return null;
  const slope = (sxy - (sx * sy) / n) / spread;
  if (wish === undefined ? slope === 0 : wish === 'rises' ? slope <= 0 : slope >= 0) return null;
  const atLow = (sy - slope * sx) / n;
  const squares = (lineAt: (bin: number) => number) =>
    used.reduce((sum, bin) => sum + leads[bin]! * (effects[bin]! - lineAt(bin)) ** 2, 0);
  const middle = sy / n;
  const fit = {
    loss: squares((bin) => atLow + (slope * shares[bin]!) / leads[bin]!),
    flat: squares(() => middle),
    middle,
  };
  return isDown(slope, atLow, unknown)
    ? { from: high, to: low, effect: atLow + slope, ...fit }
    : { from: low, to: high, effect: atLow, ...fit };
}

/**
 * Whether the points grow as the number falls: then those without a number, who get none, count as
 * those with a high one. Where nothing speaks for either, points are added and not taken.
 */
function isDown(slope: number, atLow: number, unknown: number | null): boolean {
  if (unknown === null) return slope < 0;
  const middle = atLow + slope / 2;
  if (Math.abs(unknown - middle) < Math.abs(slope) / 4) return slope < 0;
  return Math.abs(unknown - atLow - slope) < Math.abs(unknown - atLow);
}
