import type { BinnedField } from './bins.ts';
import { fewestOf } from './fewest.ts';

/* Makes few rules of many bins: bins with nearly the same effect get the same points (Ward). */

export type BinGroup = {
  readonly bins: readonly number[];
  readonly leads: number;
  /** log odds */
  readonly effect: number;
  readonly isBase: boolean;
};

type Group = { bins: number[]; leads: number; effect: number; isBase: boolean };
type Move = { readonly a: Group; readonly b: Group; readonly costs: number };

/**
 * The bins of each field in groups. There are at most `rules` groups in all, without the base of
 * each field: the group of its commonest bin, which needs no rule.
 */
export function mergeBins(
  fields: readonly BinnedField[],
  effects: readonly Float64Array[],
  leads: Int32Array,
  rules: number,
): readonly (readonly BinGroup[])[] {
  const fewest = fewestOf(leads.length);
  const all = fields.map((field, at) => startingGroups(field, effects[at]!, leads, fewest));
  const best = all.map((groups, at) => cheapest(groups, fields[at]!));
  let left = all.reduce((sum, groups) => sum + groups.length - 1, 0);
  while (left > rules) {
    const at = best.reduce((found, move, place) => {
      const other = best[found];
      return move !== null && (other === null || other === undefined || move.costs < other.costs) ? place : found;
    }, 0);
    const move = best[at];
    if (move === null || move === undefined) break;
    join(all[at]!, move.a, move.b);
    best[at] = cheapest(all[at]!, fields[at]!);
    left--;
  }
  all.forEach((groups, at) => {
    joinFew(groups, fields[at]!, fewest);
  });
  return all;
}

function startingGroups(field: BinnedField, effects: Float64Array, leads: Int32Array, fewest: number): Group[] {
  const counts = new Float64Array(field.bins.length);
  for (const lead of leads) counts[field.of[lead]!]!++;
  const base = counts.reduce((best, count, bin) => (count > counts[best]! ? bin : best), 0);
  const groups = field.bins.map(
    (_, bin): Group => ({ bins: [bin], leads: counts[bin]!, effect: effects[bin]!, isBase: bin === base }),
  );
  const zero = groups[base]!;
  if (field.wish !== undefined) {
    // With a wish only neighbours may join, so a bin with few leads joins a neighbour.
    for (;;) {
      const few = groups.find((group) => group.leads < fewest && groups.length > 1);
      const other = few && (groups.find((group) => group !== few && mayJoin(group, few, field)) ?? zero);
      if (few === undefined || other === undefined || few === other) break;
      join(groups, other, few);
    }
    while (joinContrary(groups, field));
    return groups;
  }
  // A bin with few leads tells nothing, so it joins the base; a level may join others like it.
  const mayStay = (group: Group) => group.leads > 0 && group.bins.every((bin) => field.bins[bin]!.is === 'level');
  for (const group of [...groups])
    if (group !== zero && group.leads < fewest && !mayStay(group)) join(groups, zero, group);
  return groups;
}

/** No rule holds for few leads: such levels join those that are most like them. */
function joinFew(groups: Group[], field: BinnedField, fewest: number): void {
  for (;;) {
    const few = groups.find((group) => !group.isBase && group.leads < fewest);
    if (few === undefined || field.wish !== undefined) return;
    const others = groups.filter((group) => group !== few && mayJoin(group, few, field));
    const nearest = others.reduce((best, group) =>
      Math.abs(group.effect - few.effect) < Math.abs(best.effect - few.effect) ? group : best,
    );
    join(groups, nearest, few);
  }
}

/** Joins two neighbours whose effects contradict the wish for the field; false: there are none. */
export function joinContrary(groups: BinGroup[], field: BinnedField): boolean {
  const ordered = groups
    .filter(({ bins }) => bins.some((bin) => field.bins[bin]!.is === 'range'))
    .sort((a, b) => rangesIn(a, field)[0]! - rangesIn(b, field)[0]!);
  for (let at = 0; at + 1 < ordered.length; at++) {
    const [a, b] = [ordered[at]!, ordered[at + 1]!];
    const rises = b.effect - a.effect;
    if (field.wish === 'rises' ? rises < 0 : rises > 0) {
      join(groups as Group[], a as Group, b as Group);
      return true;
    }
  }
  return false;
}

const rangesIn = ({ bins }: BinGroup, field: BinnedField): readonly number[] =>
  bins.filter((bin) => field.bins[bin]!.is === 'range').sort((a, b) => a - b);

function join(groups: Group[], a: Group, b: Group): void {
  const leads = a.leads + b.leads;
  a.effect = leads === 0 ? a.effect : (a.effect * a.leads + b.effect * b.leads) / leads;
  a.leads = leads;
  a.bins = [...a.bins, ...b.bins].sort((x, y) => x - y);
  a.isBase ||= b.isBase;
  groups.splice(groups.indexOf(b), 1);
}

function cheapest(groups: readonly Group[], field: BinnedField): Move | null {
  let best: Move | null = null;
  for (let i = 0; i < groups.length; i++)
    for (let j = i + 1; j < groups.length; j++) {
      const [a, b] = [groups[i]!, groups[j]!];
      if (!mayJoin(a, b, field)) continue;
      const costs = ((a.leads * b.leads) / (a.leads + b.leads)) * (a.effect - b.effect) ** 2;
      if (best === null || costs < best.costs) best = { a, b, costs };
    }
  return best;
}

/**
 * Whether two groups may become one. Any group may join the base, which needs no rule. Ranges of
 * numbers must touch, since one rule has one range.
 */
function mayJoin(a: Group, b: Group, field: BinnedField): boolean {
  const { bins, form } = field;
  if (field.wish !== undefined) {
    const ranges = rangesIn({ ...a, bins: [...a.bins, ...b.bins] }, field);
    if (ranges.at(-1)! - ranges[0]! >= ranges.length) return false;
  }
  if (a.isBase || b.isBase) return true;
  const isApart = (group: Group) =>
    group.bins.some((bin) => bins[bin]!.is === 'unknown' || bins[bin]!.is === 'no_number');
  if (isApart(a) || isApart(b)) return false;
  if (form.is !== 'number') return true;
  return a.bins.at(-1)! + 1 === b.bins[0] || b.bins.at(-1)! + 1 === a.bins[0];
}
