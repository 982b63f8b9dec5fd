import type { Card, CardOptions, CardSize, Material, Teachable } from './card.ts';
import { cardOf } from './card-rules.ts';
import { type Fit, fitAdditive } from './fit/fit.ts';
import type { Design } from './fit/layout.ts';
import { fitGroups, inOrder } from './group-fit.ts';
import { inForceColumns } from './in-force.ts';
import { mean } from './over-leads.ts';
import { type BinnedField, binField } from './ranges/bins.ts';
import { MOST_RANGES } from './ranges/cut-ranges.ts';
import { mergeBins } from './ranges/merge.ts';
import { strongestFields, tellingFields } from './tells.ts';

/* Learns a card of whole points from leads. */

/** The prior of the points in force: what people know of their leads is mostly right. */
const BELIEF_IN_FORCE = { mean: 0.7, sd: 0.35 };

export const learnCard = (material: Material, options: CardOptions & Partial<CardSize>): Card =>
  learnCards(material, options, [{ isFine: false, mayGrow: false, ...options }])[0]!;

/** A card of each size: what they share is fitted once. */
export function learnCards(
  material: Material,
  options: Omit<CardOptions, 'rules'>,
  sizes: readonly CardSize[],
): readonly Card[] {
  const { table, model, teachables, leads } = material;
  const { won } = table;
  const inForce = inForceColumns(table, model, leads);
  const columns = inForce.map(({ of }) => ({ of, ...BELIEF_IN_FORCE }));
  const rate = mean(leads, (lead) => won[lead]!);
  const fits = new Map<number | undefined, BinFit>();
  return sizes.map(({ rules, isFine, mayGrow }) => {
    const ranges = isFine ? rangesFor(teachables) : undefined;
    const fit = fits.get(ranges) ?? fitBins(material, columns, options.wishes, ranges);
    fits.set(ranges, fit);
    const { telling, effects, idle, weakest, believed } = fit;
    const merged = mergeBins(telling, effects, leads, { rules, mayGrow, weight: rate * (1 - rate) });
    const teaching = { leads, won, columns, believed, isFine: ranges !== undefined };
    const fitted = fitGroups(telling, merged, teaching);
    return { ...cardOf(fitted, teaching, inForce, options.step), idle, weakest };
  });
}

type BinFit = Pick<Card, 'idle' | 'weakest'> &
  Pick<Fit, 'believed'> & {
    /** the fields that tell more than chance would, and log odds by their bins */
    readonly telling: readonly BinnedField[];
    readonly effects: readonly Float64Array[];
  };

/** `ranges`: so many for each number, cut finely; undefined: as few as tell winners from losers. */
function fitBins(
  { table: { won }, teachables, leads }: Material,
  columns: Design['columns'],
  wishes: CardOptions['wishes'],
  ranges: number | undefined,
): BinFit {
  const all = teachables.map(({ field, form }): BinnedField => {
    const binned = binField(field, form, won, leads, ranges);
    const wish = form.is === 'number' ? wishes?.get(field.name) : undefined;
    return wish === undefined ? binned : { ...binned, wish };
  });
  const { fields, weakest } = strongestFields(all, won, leads);
  const design = { leads, won, fields: fields.map((field) => inOrder(field, ranges !== undefined)), columns };
  const fit = fitAdditive(design);
  const tells = tellingFields(fields, design, fit, all.length);
  return {
    telling: fields.filter((_, at) => tells[at]),
    effects: effectsByField(fit, fields).filter((_, at) => tells[at]),
    idle: [...new Set(fields.flatMap(({ field }, at) => (tells[at] ? [] : [field.label])))],
    weakest,
    believed: fit.believed,
  };
}

const effectsByField = ({ effects, offsets }: Fit, fields: readonly BinnedField[]): readonly Float64Array[] =>
  fields.map(({ bins }, at) => effects.slice(offsets[at]!, offsets[at]! + bins.length));

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
