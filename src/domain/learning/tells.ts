import type { Fit } from './fit/fit.ts';
import type { Design } from './fit/layout.ts';
import type { BinnedField } from './ranges/bins.ts';
import { differenceOfRates } from './ranges/cut-ranges.ts';
import { fewestOf } from './ranges/fewest.ts';

/*
 * Which fields tell more than noise. A fit gives small effects to noise too, and a card of few
 * rules would waste rules on it. A field stays if chance would rarely show as much among so many
 * fields (false discovery rate). A bar for each field alone would drop many weak fields that tell
 * much together.
 */

/**
 * One in twenty of the fields that stay may be noise; more with fewer than 1,581 wins (or losses).
 * Below 500 nothing is dropped: so few do not tell noise from what weak fields say beside strong
 * ones, and shrinking loses less.
 */
const FALSE = 0.05;
const FALSE_OF_FEW = 125_000;
const GROUPS = 8;

/** For each field, whether it stays. `looked`: how many fields there were at the beginning. */
export function tellingFields(
  fields: readonly BinnedField[],
  design: Design,
  fit: Fit,
  looked: number,
): readonly boolean[] {
  const wins = design.leads.reduce((sum, lead) => sum + design.won[lead]!, 0);
  const mayBeFalse = Math.max(FALSE, FALSE_OF_FEW / Math.max(1, Math.min(wins, design.leads.length - wins)) ** 2);
  if (mayBeFalse > 0.5) return fields.map(() => true);
  const odds = oddsOf(design, fit);
  const chances = fields.map((field, at) => chanceOf(field, at, design, fit, odds));
  const sorted = chances.toSorted((a, b) => a - b);
  const most = sorted.findLast((chance, at) => chance <= (mayBeFalse * (at + 1)) / looked) ?? 0;
  return chances.map((chance) => chance <= most);
}

/** The greatest number of bins in a fit: its time grows with the cube of the bins. */
const MOST_BINS = 400;

/** If there are more bins than a fit can have, the fields that tell the most alone. */
export function strongestFields(
  fields: readonly BinnedField[],
  won: Uint8Array,
  leads: Int32Array,
): { readonly fields: readonly BinnedField[]; readonly weakest: readonly string[] } {
  if (fields.reduce((sum, { bins }) => sum + bins.length, 0) <= MOST_BINS) return { fields, weakest: [] };
  const byStrength = fields
    .map((field, at) => ({ at, bins: field.bins.length, tells: tellsAlone(field, won, leads) }))
    .sort((a, b) => b.tells - a.tells);
  const kept = new Set<number>();
  let left = MOST_BINS;
  for (const { at, bins } of byStrength) {
    left -= bins;
    if (left >= 0) kept.add(at);
  }
  return {
    fields: fields.filter((_, at) => kept.has(at)),
    weakest: [...new Set(fields.filter((_, at) => !kept.has(at)).map(({ field }) => field.label))],
  };
}

/** How much better one rate for each bin fits than one for all, less what chance would gain. */
function tellsAlone({ of, bins }: BinnedField, won: Uint8Array, leads: Int32Array): number {
  const counts = bins.map(() => ({ leads: 0, wins: 0 }));
  for (const lead of leads) {
    const count = counts[of[lead]!]!;
    count.leads++;
    count.wins += won[lead]!;
  }
  const used = counts.filter((count) => count.leads > 0);
  return differenceOfRates(used) - 2 * used.length;
}

/** Log odds of each lead that teaches. */
function oddsOf({ leads, fields, columns }: Design, { intercept, effects, offsets, coefficients }: Fit): Float64Array {
  return Float64Array.from(leads, (lead) => {
    let sum = intercept;
    for (let at = 0; at < fields.length; at++) sum += effects[offsets[at]! + fields[at]!.of[lead]!]!;
    for (let at = 0; at < columns.length; at++) sum += coefficients[at]! * columns[at]!.of[lead]!;
    return sum;
  });
}

/**
 * The chance that noise would tell as much beyond all other fields (a score test): over all groups,
 * as a trend, or in one group. Groups do not depend on who won.
 */
function chanceOf(field: BinnedField, at: number, design: Design, fit: Fit, odds: Float64Array): number {
  const { leads, won } = design;
  const { groupOf, groups, ranks } = plainGroups(field, leads);
  const [rest, weight] = [new Float64Array(groups), new Float64Array(groups)];
  leads.forEach((lead, row) => {
    const others = odds[row]! - fit.effects[fit.offsets[at]! + field.of[lead]!]!;
    const p = 1 / (1 + Math.exp(-others));
    rest[groupOf(lead)]! += won[lead]! - p;
    weight[groupOf(lead)]! += Math.max(p * (1 - p), 1e-9);
  });
  const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);
  const used = [...weight.keys()].filter((group) => weight[group]! > 0);
  if (used.length < 2) return 1;
  const [restOfAll, weightOfAll] = [sum(rest), sum(weight)];
  const own = rest.map((value, group) => value - (restOfAll * weight[group]!) / weightOfAll);
  const whole = chiSquareAbove(sum(used.map((group) => own[group]! ** 2 / weight[group]!)), used.length - 1);
  const each = used.map((group) => {
    const variance = weight[group]! * (1 - weight[group]! / weightOfAll);
    return chiSquareAbove(own[group]! ** 2 / variance, 1);
  });
  const inOne = Math.min(1, used.length * Math.min(...each));
  if (ranks === null) return Math.min(1, 2 * Math.min(whole, inOne));
  const known = used.filter((group) => ranks[group] !== null);
  const [weightKnown, restKnown] = [sum(known.map((g) => weight[g]!)), sum(known.map((g) => rest[g]!))];
  const middle = sum(known.map((g) => weight[g]! * ranks[g]!)) / weightKnown;
  const spread = sum(known.map((g) => weight[g]! * (ranks[g]! - middle) ** 2));
  const slope = sum(known.map((g) => (rest[g]! - (restKnown * weight[g]!) / weightKnown) * (ranks[g]! - middle)));
  const trend = spread > 0 ? chiSquareAbove(slope ** 2 / spread, 1) : 1;
  return Math.min(1, 3 * Math.min(whole, inOne, trend));
}

type Groups = {
  readonly groupOf: (lead: number) => number;
  readonly groups: number;
  /** the order of the groups; null: they have none; an entry null: the group has no place in it */
  readonly ranks: readonly (number | null)[] | null;
};

/** Groups that do not depend on who won: levels as they are, numbers in groups of equal size. */
function plainGroups({ field, form, bins, of }: BinnedField, leads: Int32Array): Groups {
  if (form.is !== 'number') return { groupOf: (lead) => of[lead]!, groups: bins.length, ranks: null };
  const counts = new Float64Array(field.texts.length);
  for (const lead of leads) if (field.of[lead]! >= 0) counts[field.of[lead]!]!++;
  const byNumber = [...Map.groupBy(counts.keys(), (place) => form.numbers[place]!)]
    .filter(([number]) => !Number.isNaN(number))
    .sort(([a], [b]) => a - b);
  const all = byNumber.flatMap(([, places]) => places).reduce((sum, place) => sum + counts[place]!, 0);
  const size = Math.max(fewestOf(leads.length), all / GROUPS);
  const ofPlace = new Uint8Array(field.texts.length);
  const unknown = 2 * GROUPS;
  ofPlace.fill(unknown - 1);
  let [group, filled] = [0, 0];
  for (const [, places] of byNumber) {
    const some = places.reduce((sum, place) => sum + counts[place]!, 0);
    if (filled > 0 && filled + some / 2 > size && group < unknown - 2) [group, filled] = [group + 1, 0];
    filled += some;
    for (const place of places) ofPlace[place] = group;
  }
  return {
    groupOf: (lead) => (field.of[lead]! < 0 ? unknown : ofPlace[field.of[lead]!]!),
    groups: unknown + 1,
    ranks: Array.from({ length: unknown + 1 }, (_, at) => (at <= group ? at : null)),
  };
}

/** The chance that chi-square exceeds a value, by Wilson and Hilferty's approximation. */
function chiSquareAbove(value: number, degrees: number): number {
  if (degrees === 1) return 2 * normalAbove(Math.sqrt(Math.max(0, value)));
  const part = 2 / (9 * degrees);
  return normalAbove((Math.cbrt(value / degrees) - (1 - part)) / Math.sqrt(part));
}

/** The chance that a normal variable exceeds z: Abramowitz and Stegun 26.2.17. */
function normalAbove(z: number): number {
  if (z < 0) return 1 - normalAbove(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
