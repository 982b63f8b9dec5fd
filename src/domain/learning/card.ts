import type { Model } from '../model/model.ts';
import { grownMilli } from '../rules/explicit.ts';
import { combine, whole } from '../rules/score.ts';
import { type Fit, fitAdditive, openCovariance } from './fit/fit.ts';
import type { Design } from './fit/layout.ts';
import { slopeOf } from './probability.ts';
import { type BinnedField, binField } from './ranges/bins.ts';
import { MOST_RANGES } from './ranges/cut-ranges.ts';
import type { FieldForm } from './ranges/field-form.ts';
import { type Ends, shareAt } from './ranges/growing.ts';
import { type BinGroup, countsOf, type Grouped, joinContrary, mergeBins } from './ranges/merge.ts';
import type { LearningField, LearningTable } from './table.ts';
import { strongestFields, tellingFields } from './tells.ts';

/* Learns a card of whole points from leads, and scores leads by a card. */

export type CardSize = {
  /** at most so many rules */
  readonly rules: number;
  /** numbers are cut finely, whoever was won, and neighbours are believed to be alike */
  readonly isFine: boolean;
  /** points may grow with a number, where that is as good as points for its ranges */
  readonly mayGrow: boolean;
};

export type CardOptions = Pick<CardSize, 'rules'> & {
  /** points are multiples of this */
  readonly step: number;
  /** by field: its points only rise, or only fall, with the number */
  readonly wishes?: ReadonlyMap<string, 'rises' | 'falls'>;
};

export type CardRule = {
  readonly field: BinnedField;
  /** who gets the points: those of some bins; or more of them the further a number is */
  readonly gets: ReadonlySet<number> | Ends;
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
): Card => learnCards(table, model, teachables, leads, options, [{ isFine: false, mayGrow: false, ...options }])[0]!;

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
    const effects = effectsOf(first, fields).filter((_, at) => tells[at]);
    return { telling, effects, idle, weakest, believed: first.believed };
  };
  const rate = mean(leads, (lead) => won[lead]!);
  return sizes.map(({ rules, isFine, mayGrow }) => {
    const ranges = isFine ? rangesFor(teachables) : undefined;
    const fit = fitted.get(ranges) ?? fitBins(ranges);
    fitted.set(ranges, fit);
    const { telling, effects, idle, weakest, believed } = fit;
    const merged = mergeBins(telling, effects, leads, rules, mayGrow ? rate * (1 - rate) : undefined);
    const teaching = { leads, won, columns, believed };
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

type Teaching = Pick<Design, 'leads' | 'won' | 'columns'> & Pick<Fit, 'believed'>;

/** Groups of bins as rules of whole points. */
function cardOf(
  telling: readonly BinnedField[],
  merged: readonly Grouped[],
  teaching: Teaching,
  inForce: readonly Column[],
  { step, isFine }: { readonly step: number; readonly isFine: boolean },
): Omit<Card, 'idle' | 'weakest'> {
  const { leads, won } = teaching;
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
    for (const { along } of used) if (along !== null) odds += along.effect * along.share[lead]!;
    explicitOdds[row] = odds;
  });
  const sorted = explicitOdds.toSorted();
  const low = quantile(sorted, EDGE);
  const range = Math.max(1e-6, quantile(sorted, 1 - EDGE) - low);
  const perOdds = 100 / range;
  const keeps = (column: Design['columns'][number], at: number) => column.sd === 'learnt' || fit.coefficients[at]! > 0;
  const kept = { ...together, columns: together.columns.filter(keeps) };
  const open = openCovariance(kept);
  // Effects were shrunk and stretched to 100 points, so measure on the leads what a point is worth.
  const perPoint = Math.max(
    1e-4,
    slopeOf(
      explicitOdds.map((odds) => odds * perOdds),
      Uint8Array.from(leads, (lead) => won[lead]!),
    ),
  );
  const size = grouped.reduce((sum, { bins }) => sum + bins, 0) + kept.columns.length + 1;
  const ruleOf = (
    field: BinnedField,
    gets: CardRule['gets'],
    { effect, variance }: { readonly effect: number; readonly variance: number },
  ): CardRule[] => {
    const points = Math.round((effect * perOdds) / step) * step;
    if (points === 0) return [];
    const counted = { leads: 0, wins: 0 };
    const isGot = gotBy(field, gets);
    for (const lead of leads)
      if (isGot(lead)) {
        counted.leads++;
        counted.wins += won[lead]!;
      }
    const plusMinus = Math.max(1, Math.round((Z * Math.sqrt(Math.max(0, variance))) / perPoint));
    return [{ field, gets, points: Math.max(-1000, Math.min(1000, points)), plusMinus, ...counted }];
  };
  // In the order of the columns, before the intercept.
  let column = size - 1 - used.filter(({ along }) => along !== null).length;
  const found = used.flatMap(({ field, groups, along }, at) => {
    const offset = fit.offsets[at]!;
    const base = offset + bases[at]!;
    const ofGroups = groups.flatMap((group, place) => {
      const own = offset + place;
      const variance = open[own * size + own]! + open[base * size + base]! - 2 * open[own * size + base]!;
      const effect = fit.effects[own]! - fit.effects[base]!;
      return group.isBase ? [] : ruleOf(field, new Set(group.bins), { effect, variance });
    });
    if (along === null) return ofGroups;
    const variance = open[column * size + column]! / along.spread ** 2;
    column++;
    return [...ruleOf(field, along.ends, { effect: along.effect, variance }), ...ofGroups];
  });
  return {
    rules: found,
    start: Math.max(-1000, Math.min(1000, Math.round((-low * perOdds) / step) * step)),
    factor: perExplicitPoint * perOdds,
    explicitShare:
      perImplicitPoint <= 0 ? 100 : found.length === 0 && explicitAt === -1 ? 0 : shareOf(perImplicitPoint * perOdds),
  };
}

/** A line in a fit. */
type Along = {
  readonly ends: Ends;
  /** by lead */
  readonly share: Float64Array;
  readonly spread: number;
  /** log odds of all of it */
  readonly effect: number;
};
type Fitted = { readonly field: BinnedField; readonly groups: readonly BinGroup[]; readonly along: Along | null };

/**
 * Fits with one bin for each group; joins groups until no effect contradicts a wish. Of fine ranges
 * the effects stay: a fit that does not know which ranges are neighbours would find noise again.
 */
function fitGroups(
  telling: readonly BinnedField[],
  merged: readonly Grouped[],
  { leads, won, columns, believed }: Teaching,
  isFine: boolean,
) {
  let used = telling.flatMap((field, at): Fitted[] => {
    const { groups, line } = merged[at]!;
    const along = line === null ? null : alongOf(field, line, leads);
    return groups.length > 1 || along !== null ? [{ field, groups, along }] : [];
  });
  for (;;) {
    const grouped = used.map(({ field, groups }) => {
      const groupOf = new Uint8Array(field.bins.length);
      groups.forEach(({ bins }, group) => {
        for (const bin of bins) groupOf[bin] = group;
      });
      return { of: field.of.map((bin) => groupOf[bin]!), bins: groups.length };
    });
    const lines = used.flatMap(({ along }) => (along === null ? [] : [lineColumn(along, leads)]));
    const together: Design = { leads, won, fields: grouped, columns: [...columns, ...lines] };
    const fit = isFine && lines.length > 0 ? fitFine(used, together, believed) : fitAdditive(together, believed);
    let line = columns.length;
    used = used.map((one) =>
      one.along === null
        ? one
        : { ...one, along: { ...one.along, effect: fit.coefficients[line++]! / one.along.spread } },
    );
    const isContrary = ({ field: { wish }, along }: Fitted) =>
      wish !== undefined &&
      along !== null &&
      along.effect * (along.ends.to - along.ends.from) * (wish === 'rises' ? 1 : -1) < 0;
    if (isFine && !used.some(isContrary)) {
      if (lines.length > 0) return { used, grouped, fit, together };
      const effects = Float64Array.from(used.flatMap(({ groups }) => groups.map(({ effect }) => effect)));
      return { used, grouped, fit: { ...fit, effects }, together };
    }
    let isMended = false;
    const next = used.map((one, at): Fitted => {
      const { field, groups } = one;
      const now = groups.map((group, place) => ({ ...group, effect: fit.effects[fit.offsets[at]! + place]! }));
      if (field.wish !== undefined && !isFine) while (joinContrary(now, field)) isMended = true;
      if (!isContrary(one)) return { ...one, groups: now };
      isMended = true;
      return { field, groups: now, along: null };
    });
    if (!isMended) return { used, grouped, fit, together };
    used = next.filter(({ groups, along }) => groups.length > 1 || along !== null);
  }
}

/**
 * Fits lines beside the bins of all other fields: bins that were joined since they are won alike
 * would not shrink.
 */
function fitFine(used: readonly Fitted[], together: Design, believed: readonly number[]): Fit {
  const fields = used.map(({ field, along }, at) => (along === null ? inOrder(field, true) : together.fields[at]!));
  const { effects, offsets, ...fit } = fitAdditive({ ...together, fields }, believed);
  const own = used.map(({ field, groups, along }, at) => {
    const of = effects.subarray(offsets[at]!, offsets[at]! + fields[at]!.bins);
    if (along !== null) return [...of];
    const counts = countsOf(field, together.leads);
    return groups.map(({ bins }) => {
      const leads = bins.reduce((sum, bin) => sum + counts[bin]!, 0);
      return bins.reduce((sum, bin) => sum + counts[bin]! * of[bin]!, 0) / Math.max(1, leads);
    });
  });
  let next = 0;
  const starts = own.map(({ length }) => {
    next += length;
    return next - length;
  });
  return { ...fit, effects: Float64Array.from(own.flat()), offsets: starts };
}

function alongOf(field: BinnedField, ends: Ends, leads: Int32Array): Along | null {
  const { form } = field;
  if (form.is !== 'number') return null;
  const ofText = form.numbers.map((number) => shareAt(ends, number));
  const share = Float64Array.from(field.field.of, (place) => (place < 0 ? 0 : ofText[place]!));
  const deviation = spread(leads, (lead) => share[lead]!);
  return deviation < 1e-9 ? null : { ends, share, spread: deviation, effect: 0 };
}

function lineColumn({ share, spread }: Along, leads: Int32Array): Design['columns'][number] {
  const middle = mean(leads, (lead) => share[lead]!);
  return { of: share.map((value) => (value - middle) / spread), mean: 0, sd: 'learnt' };
}

/** Tells for leads whether they get the points of a rule; of points that grow, half of them. */
export function gotBy({ field, form, of }: BinnedField, gets: CardRule['gets']): (lead: number) => boolean {
  if (!('from' in gets)) return (lead) => gets.has(of[lead]!);
  const ofText = form.is === 'number' ? form.numbers.map((number) => shareAt(gets, number)) : new Float64Array();
  return (lead) => field.of[lead]! >= 0 && ofText[field.of[lead]!]! >= 0.5;
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
  const points = card.rules.map(milliOf);
  return Float64Array.from({ length: table.leads }, (_, lead) => {
    let milli = 1000 * card.start;
    for (const { of, milliAt } of points) milli += milliAt[of[lead]! + 1]!;
    if (ofPattern !== null && inForce !== null) milli += ofPattern[inForce.patternOf[lead]!]!;
    const explicit = whole(Math.min(100_000, Math.max(0, milli)));
    return combine(explicit, inForce === null ? 0 : inForce.implicit[lead]!, card.explicitShare);
  });
}

/** Milli-points of a rule by the place of each lead, after those of a lead without a place. */
function milliOf({ field: { field, form, bins, of }, gets, points }: CardRule) {
  const full = 1000 * points;
  if (!('from' in gets)) return { of, milliAt: [0, ...bins.map((_, bin) => (gets.has(bin) ? full : 0))] };
  const numbers = form.is === 'number' ? [...form.numbers] : [];
  const milliAt = numbers.map((number) => grownMilli(full, gets, Number.isNaN(number) ? null : number));
  return { of: field.of, milliAt: [0, ...milliAt] };
}
