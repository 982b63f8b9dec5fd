import { type Fit, fitAdditive } from './fit/fit.ts';
import type { Design } from './fit/layout.ts';
import { deviation, mean } from './over-leads.ts';
import type { BinnedField } from './ranges/bins.ts';
import { type Ends, shareAt } from './ranges/growing.ts';
import { type BinGroup, countsOf, type Grouped, joinContrary } from './ranges/merge.ts';

/* Fits groups of bins, and lines along which points grow, after the bins were merged. */

/** What is the same in each fit of a card. */
export type Teaching = Pick<Design, 'leads' | 'won' | 'columns'> &
  Pick<Fit, 'believed'> & {
    /** numbers are cut finely */
    readonly isFine: boolean;
  };

/** A line in a fit. */
type Along = {
  readonly ends: Ends;
  /** by lead */
  readonly share: Float64Array;
  readonly spread: number;
  /** log odds of all of it */
  readonly effect: number;
};
type FittedField = {
  readonly field: BinnedField;
  readonly groups: readonly BinGroup[];
  readonly along: Along | null;
};

export type GroupFit = {
  readonly used: readonly FittedField[];
  readonly fit: Fit;
  /** groups as bins; lines as columns, after those of the points in force */
  readonly design: Design;
};

/**
 * Fits with one bin for each group; joins groups until no effect contradicts a wish. Of fine ranges
 * the effects stay: a fit that does not know which ranges are neighbours would find noise again.
 */
export function fitGroups(telling: readonly BinnedField[], merged: readonly Grouped[], teaching: Teaching): GroupFit {
  const { isFine } = teaching;
  let used = telling.flatMap((field, at): FittedField[] => {
    const { groups, line } = merged[at]!;
    const along = line === null ? null : alongOf(field, line, teaching.leads);
    return isOfUse({ groups, along }) ? [{ field, groups, along }] : [];
  });
  for (;;) {
    const design = designOf(used, teaching);
    const hasLines = design.columns.length > teaching.columns.length;
    const fit = isFine && hasLines ? fitFine(used, design, teaching.believed) : fitAdditive(design, teaching.believed);
    used = withLineEffects(used, fit.coefficients.slice(teaching.columns.length));
    if (isFine && !used.some(isContrary))
      return { used, fit: hasLines ? fit : { ...fit, effects: effectsOfGroups(used) }, design };
    const agreeing = used.map((one, at) => agree(one, fit.effects.subarray(fit.offsets[at]!), isFine));
    if (!agreeing.some(({ isMended }) => isMended)) return { used, fit, design };
    used = agreeing.map(({ field }) => field).filter(isOfUse);
  }
}

/** A field with one group and no line gives everybody the same. */
const isOfUse = ({ groups, along }: Pick<FittedField, 'groups' | 'along'>) => groups.length > 1 || along !== null;

function designOf(used: readonly FittedField[], { leads, won, columns }: Teaching): Design {
  const fields = used.map(({ field, groups }) => {
    const groupOf = new Uint8Array(field.bins.length);
    groups.forEach(({ bins }, group) => {
      for (const bin of bins) groupOf[bin] = group;
    });
    return { of: field.of.map((bin) => groupOf[bin]!), bins: groups.length };
  });
  const lines = used.flatMap(({ along }) => (along === null ? [] : [lineColumn(along, leads)]));
  return { leads, won, fields, columns: [...columns, ...lines] };
}

/** `coefficients`: of the lines, in the order of the fields. */
function withLineEffects(used: readonly FittedField[], coefficients: readonly number[]): FittedField[] {
  let line = 0;
  return used.map((one) => {
    const { along } = one;
    return along === null ? one : { ...one, along: { ...along, effect: coefficients[line++]! / along.spread } };
  });
}

const effectsOfGroups = (used: readonly FittedField[]): Float64Array =>
  Float64Array.from(used.flatMap(({ groups }) => groups.map(({ effect }) => effect)));

/** Whether points along a line rise where they are to fall, or the other way round. */
const isContrary = ({ field: { wish }, along }: FittedField): boolean =>
  wish !== undefined &&
  along !== null &&
  along.effect * (along.ends.to - along.ends.from) * (wish === 'rises' ? 1 : -1) < 0;

/** The field without what contradicts its wish. `effects`: log odds by group, as just fitted. */
function agree(
  one: FittedField,
  effects: Float64Array,
  isFine: boolean,
): { readonly field: FittedField; readonly isMended: boolean } {
  const { field } = one;
  const groups = one.groups.map((group, place) => ({ ...group, effect: effects[place]! }));
  let isMended = false;
  if (field.wish !== undefined && !isFine) while (joinContrary(groups, field)) isMended = true;
  if (isContrary(one)) return { field: { field, groups: one.groups, along: null }, isMended: true };
  return { field: { ...one, groups }, isMended };
}

/**
 * Fits lines beside the bins of all other fields: bins that were joined since they are won alike
 * would not shrink.
 */
function fitFine(used: readonly FittedField[], design: Design, believed: readonly number[]): Fit {
  const fields = used.map(({ field, along }, at) => (along === null ? inOrder(field, true) : design.fields[at]!));
  const { effects, offsets, ...fit } = fitAdditive({ ...design, fields }, believed);
  const own = used.map(({ field, groups, along }, at) => {
    const of = effects.subarray(offsets[at]!, offsets[at]! + fields[at]!.bins);
    if (along !== null) return [...of];
    const counts = countsOf(field, design.leads);
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

/** The bins of a field as a fit takes them; fine ranges are neighbours. */
export const inOrder = ({ of, bins }: BinnedField, isFine: boolean): Design['fields'][number] => ({
  of,
  bins: bins.length,
  ordered: isFine ? bins.filter(({ is }) => is === 'range').length : 0,
});

function alongOf(field: BinnedField, ends: Ends, leads: Int32Array): Along | null {
  const { form } = field;
  if (form.is !== 'number') return null;
  const ofText = form.numbers.map((number) => shareAt(ends, number));
  const share = Float64Array.from(field.field.of, (place) => (place < 0 ? 0 : ofText[place]!));
  const spread = deviation(leads, (lead) => share[lead]!);
  return spread < 1e-9 ? null : { ends, share, spread, effect: 0 };
}

function lineColumn({ share, spread }: Along, leads: Int32Array): Design['columns'][number] {
  const middle = mean(leads, (lead) => share[lead]!);
  return { of: share.map((value) => (value - middle) / spread), mean: 0, sd: 'learnt' };
}
