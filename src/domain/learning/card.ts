import type { Model } from '../model/model.ts';
import { combine, whole } from '../rules/score.ts';
import { type BinnedField, binField, conditionOf, MOST_RANGES } from './bins.ts';
import type { FieldForm } from './field-form.ts';
import { type Design, type Fit, fitAdditive, openCovariance } from './fit.ts';
import { type BinGroup, joinContrary, mergeBins } from './merge.ts';
import { slopeOf } from './probability.ts';
import type { LearningField, LearningTable } from './table.ts';
import { strongestFields, tellingFields } from './tells.ts';

/* Learns a card of whole points from leads, and scores leads by a card. */

export type CardSize = {
  /** at most so many rules */
  readonly rules: number;
  /** numbers are cut finely, whoever was won, and neighbours are believed to be alike */
  readonly isFine: boolean;
};

export type CardOptions = Pick<CardSize, 'rules'> & {
  /** points are multiples of this */
  readonly step: number;
  /** by field: its points only rise, or only fall, with the number */
  readonly wishes?: ReadonlyMap<string, 'rises' | 'falls'>;
};

export type CardRule = {
  readonly field: BinnedField;
  readonly bins: ReadonlySet<number>;
  readonly points: number;
  /** half of the 95 % interval, in points */
  readonly plusMinus: number;
  readonly leads: number;
  readonly wins: number;
};

export type Card = {
  readonly rules: readonly CardRule[];
  readonly start: number;
  /** the explicit points in force are multiplied by it; 0: they are left out */
  readonly factor: number;
  readonly explicitShare: number;
  /** labels of fields that tell no more than chance would */
  readonly idle: readonly string[];
  /**
   * labels of fields that were left out, since there are too many and these tell the least alone
   */
  readonly weakest: readonly string[];
};

export type Teachable = { readonly field: LearningField; readonly form: FieldForm };

/** The prior of the points in force: what people know of their leads is mostly right. */
const BELIEF_IN_FORCE = { mean: 0.7, sd: 0.35 };
const EDGE = 0.01;
const Z = 1.96;

export const learnCard = (
  table: LearningTable,
  model: Model,
  teachables: readonly Teachable[],
  leads: Int32Array,
  options: CardOptions & Partial<CardSize>,
): Card => learnCards(table, model, teachables, leads, options, [{ isFine: false, ...options }])[0]!;

/** A card of each size: what they share is fitted once. */
export function learnCards(
  table: LearningTable,
  model: Model,
  teachables: readonly Teachable[],
  leads: Int32Array,
  { step, wishes }: Omit<CardOptions, 'rules'>,
  sizes: readonly CardSize[],
): readonly Card[] {
  const { won } = table;
  const inForce = standardised(table, model, leads);
  const columns = inForce.map(({ of }) => ({ of, ...BELIEF_IN_FORCE }));
  const fitted = new Map<number | undefined, ReturnType<typeof fitBins>>();
  const fitBins = (ranges: number | undefined) => {
    const all = teachables.map(({ field, form }): BinnedField => {
      const binned = binField(field, form, won, leads, ranges);
      const wish = form.is === 'number' ? wishes?.get(field.name) : undefined;
      return wish === undefined ? binned : { ...binned, wish };
    });
    const { fields, weakest } = strongestFields(all, won, leads);
    const design = { leads, won, fields: fields.map((field) => inOrder(field, ranges !== undefined)), columns };
    const first = fitAdditive(design);
    const tells = tellingFields(fields, design, first, all.length);
    const idle = [...new Set(fields.flatMap(({ field }, at) => (tells[at] ? [] : [field.label])))];
    const telling = fields.filter((_, at) => tells[at]);
    return { telling, effects: effectsOf(first, fields).filter((_, at) => tells[at]), idle, weakest };
  };
  return sizes.map(({ rules, isFine }) => {
    const ranges = isFine ? rangesFor(teachables) : undefined;
    const { telling, effects, idle, weakest } = fitted.get(ranges) ?? fitBins(ranges);
    fitted.set(ranges, { telling, effects, idle, weakest });
    const merged = mergeBins(telling, effects, leads, rules);
    const teaching = { leads, won, columns };
    return { ...cardOf(telling, merged, teaching, inForce, { step, isFine: ranges !== undefined }), idle, weakest };
  });
}

/** A fit costs the cube of its bins: so many are all of the ranges together. */
const RANGES_OF_ALL = 240;
const FEWEST_RANGES = 6;

/** How many ranges each number has; undefined: as few as tell winners from losers. */
function rangesFor(teachables: readonly Teachable[]): number | undefined {
  const numbers = teachables.filter(({ form }) => form.is === 'number').length;
  if (numbers === 0) return undefined;
  const each = Math.min(MOST_RANGES, Math.floor(RANGES_OF_ALL / numbers));
  return each < FEWEST_RANGES ? undefined : each;
}

const inOrder = ({ of, bins }: BinnedField, isFine: boolean): Design['fields'][number] => ({
  of,
  bins: bins.length,
  ordered: isFine ? bins.filter(({ is }) => is === 'range').length : 0,
});

/** Groups of bins as rules of whole points. */
function cardOf(
  telling: readonly BinnedField[],
  merged: readonly (readonly BinGroup[])[],
  teaching: Pick<Design, 'leads' | 'won' | 'columns'>,
  inForce: readonly Column[],
  { step, isFine }: { readonly step: number; readonly isFine: boolean },
): Omit<Card, 'idle' | 'weakest'> {
  const { leads, won, columns } = teaching;
  const { used, grouped, fit, together } = fitGroups(telling, merged, teaching, isFine);
  const explicitOdds = new Float64Array(leads.length);
  const isOf = (name: 'explicit' | 'implicit') => inForce.findIndex((column) => column.name === name);
  const [explicitAt, implicitAt] = [isOf('explicit'), isOf('implicit')];
  const perExplicitPoint = explicitAt === -1 ? 0 : fit.coefficients[explicitAt]! / inForce[explicitAt]!.points;
  const perImplicitPoint = implicitAt === -1 ? 0 : fit.coefficients[implicitAt]! / inForce[implicitAt]!.points;
  const bases = used.map(({ groups }) => groups.findIndex(({ isBase }) => isBase));
  leads.forEach((lead, row) => {
    let odds = explicitAt === -1 ? 0 : perExplicitPoint * inForce[explicitAt]!.raw[lead]!;
    grouped.forEach(({ of }, at) => {
      const offset = fit.offsets[at]!;
      odds += fit.effects[offset + of[lead]!]! - fit.effects[offset + bases[at]!]!;
    });
    explicitOdds[row] = odds;
  });
  const sorted = explicitOdds.toSorted();
  const low = quantile(sorted, EDGE);
  const range = Math.max(1e-6, quantile(sorted, 1 - EDGE) - low);
  const perOdds = 100 / range;
  const open = openCovariance({ ...together, columns: columns.filter((_, at) => fit.coefficients[at]! > 0) });
  // Effects were shrunk and stretched to 100 points, so measure on the leads what a point is worth.
  const perPoint = Math.max(
    1e-4,
    slopeOf(
      explicitOdds.map((odds) => odds * perOdds),
      Uint8Array.from(leads, (lead) => won[lead]!),
    ),
  );
  const found = used.flatMap(({ field, groups }, at) =>
    groups.flatMap((group, place): CardRule[] => {
      const offset = fit.offsets[at]!;
      const [own, base] = [offset + place, offset + bases[at]!];
      const points = Math.round(((fit.effects[own]! - fit.effects[base]!) * perOdds) / step) * step;
      if (group.isBase || points === 0) return [];
      const { size } = fit;
      const variance = open[own * size + own]! + open[base * size + base]! - 2 * open[own * size + base]!;
      const bins = new Set(group.bins);
      let wins = 0;
      for (const lead of leads) if (bins.has(field.of[lead]!)) wins += won[lead]!;
      return [
        {
          field,
          bins,
          points: Math.max(-1000, Math.min(1000, points)),
          plusMinus: Math.max(1, Math.round((Z * Math.sqrt(Math.max(0, variance))) / perPoint)),
          leads: group.leads,
          wins,
        },
      ];
    }),
  );
  return {
    rules: found,
    start: Math.max(-1000, Math.min(1000, Math.round((-low * perOdds) / step) * step)),
    factor: perExplicitPoint * perOdds,
    explicitShare:
      perImplicitPoint <= 0 ? 100 : found.length === 0 && explicitAt === -1 ? 0 : shareOf(perImplicitPoint * perOdds),
  };
}

/**
 * Fits with one bin for each group; joins groups until no effect contradicts a wish. Of fine ranges
 * the effects stay: a fit that does not know which ranges are neighbours would find noise again.
 */
function fitGroups(
  telling: readonly BinnedField[],
  merged: readonly (readonly BinGroup[])[],
  { leads, won, columns }: Pick<Design, 'leads' | 'won' | 'columns'>,
  isFine: boolean,
) {
  let used = telling.flatMap((field, at) => (merged[at]!.length > 1 ? [{ field, groups: merged[at]! }] : []));
  for (;;) {
    const grouped = used.map(({ field, groups }) => {
      const groupOf = new Uint8Array(field.bins.length);
      groups.forEach(({ bins }, group) => {
        for (const bin of bins) groupOf[bin] = group;
      });
      return { of: field.of.map((bin) => groupOf[bin]!), bins: groups.length };
    });
    const together: Design = { leads, won, fields: grouped, columns };
    const fit = fitAdditive(together);
    if (isFine) {
      const effects = Float64Array.from(used.flatMap(({ groups }) => groups.map(({ effect }) => effect)));
      return { used, grouped, fit: { ...fit, effects }, together };
    }
    let isContrary = false;
    const next = used.map(({ field, groups }, at) => {
      const now = groups.map((group, place) => ({ ...group, effect: fit.effects[fit.offsets[at]! + place]! }));
      if (field.wish !== undefined) while (joinContrary(now, field)) isContrary = true;
      return { field, groups: now };
    });
    if (!isContrary) return { used, grouped, fit, together };
    used = next.filter(({ groups }) => groups.length > 1);
  }
}

/**
 * The explicit share with which a point of behaviour weighs in the score what it does in the fit.
 */
const shareOf = (weightOfImplicit: number): number => Math.round(100 / (1 + weightOfImplicit));

const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))]!;

const effectsOf = ({ effects, offsets }: Fit, fields: readonly BinnedField[]): readonly Float64Array[] =>
  fields.map(({ bins }, at) => effects.slice(offsets[at]!, offsets[at]! + bins.length));

type Column = {
  readonly name: 'explicit' | 'implicit';
  readonly of: Float64Array;
  readonly raw: Float64Array;
  /** how many points of its score are one unit of the column */
  readonly points: number;
};

/** The two scores in force, scaled as they weigh in the combined score. */
function standardised({ inForce, leads: count }: LearningTable, model: Model, leads: Int32Array): readonly Column[] {
  if (inForce === null) return [];
  const explicit = new Float64Array(count);
  const ofPattern = inForce.patterns.map((_, pattern) => explicitInForce(model, inForce.patterns[pattern]!, 1) / 1000);
  for (let lead = 0; lead < count; lead++) explicit[lead] = ofPattern[inForce.patternOf[lead]!]!;
  const share = model.explicitShare / 100;
  const together =
    leads.length === 0 ? 0 : spread(leads, (lead) => share * explicit[lead]! + (1 - share) * inForce.implicit[lead]!);
  if (together < 1e-9) return [];
  const columnOf = (name: Column['name'], raw: Float64Array, weight: number): Column[] => {
    if (weight === 0 || spread(leads, (lead) => raw[lead]!) < 1e-9) return [];
    const points = together / weight;
    const middle = mean(leads, (lead) => raw[lead]!);
    return [{ name, raw, points, of: raw.map((value) => (value - middle) / points) }];
  };
  return [...columnOf('explicit', explicit, share), ...columnOf('implicit', inForce.implicit, 1 - share)];
}

const mean = (leads: Int32Array, of: (lead: number) => number): number =>
  leads.reduce((sum, lead) => sum + of(lead), 0) / leads.length;
function spread(leads: Int32Array, of: (lead: number) => number): number {
  const middle = mean(leads, of);
  return Math.sqrt(leads.reduce((sum, lead) => sum + (of(lead) - middle) ** 2, 0) / leads.length);
}

/** Milli-points of the explicit rules in force, multiplied and rounded as a draft has them. */
function explicitInForce(
  model: Model,
  pattern: readonly { readonly rule: number; readonly share: number }[],
  factor: number,
): number {
  const sums = new Map<string, number>();
  for (const { rule, share } of pattern) {
    const explicit = model.explicit[rule]!;
    const points = 'points' in explicit ? explicit.points : explicit.pointsAtFullMatch;
    const milli = Math.round(1000 * scaled(points, factor) * share);
    sums.set(explicit.group, (sums.get(explicit.group) ?? 0) + milli);
  }
  let total = 0;
  for (const group of model.groups) {
    if (group.kind !== 'explicit') continue;
    const [floor, cap] = [1000 * scaled(group.floor, factor), 1000 * scaled(group.cap, factor)];
    total += Math.min(cap, Math.max(floor, sums.get(group.id) ?? 0));
  }
  return total;
}

/** Points, multiplied and rounded to whole ones; with the factor 1 they stay as they are. */
export const scaled = (points: number, factor: number): number =>
  factor === 1 ? points : Math.max(-1000, Math.min(1000, Math.round(points * factor))) || 0;

/** The combined score of each lead, as the published draft of the card would give it. */
export function scoresOfCard(card: Card, table: LearningTable, model: Model): Float64Array {
  const { inForce } = table;
  const ofPattern =
    inForce === null || card.factor === 0
      ? null
      : inForce.patterns.map((pattern) => explicitInForce(model, pattern, card.factor));
  const points = card.rules.map(({ field, bins, points }) => ({
    of: field.of,
    byBin: Float64Array.from(field.bins, (_, bin) => (bins.has(bin) ? 1000 * points : 0)),
  }));
  return Float64Array.from({ length: table.leads }, (_, lead) => {
    let milli = 1000 * card.start;
    for (const { of, byBin } of points) milli += byBin[of[lead]!]!;
    if (ofPattern !== null && inForce !== null) milli += ofPattern[inForce.patternOf[lead]!]!;
    const explicit = whole(Math.min(100_000, Math.max(0, milli)));
    return combine(explicit, inForce === null ? 0 : inForce.implicit[lead]!, card.explicitShare);
  });
}

export const conditionOfRule = ({ field, bins }: CardRule) => conditionOf(field, bins);
