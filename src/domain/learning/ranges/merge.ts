import type { BinnedField } from './bins.ts';
import { fewestOf } from './fewest.ts';
import { type Ends, type Line, lineOf } from './growing.ts';

/* Makes few rules of many bins: bins with nearly the same effect get the same points (Ward). */

export type BinGroup = {
  readonly bins: readonly number[];
  readonly leads: number;
  /** log odds */
  readonly effect: number;
  readonly isBase: boolean;
};

/** The groups of a field. `line`: the points grow with its number, which is in the base. */
export type Grouped = { readonly groups: readonly BinGroup[]; readonly line: Ends | null };

type Group = { bins: number[]; leads: number; effect: number; isBase: boolean };
type State = { groups: Group[]; line: Ends | null; readonly field: BinnedField; readonly asLine: AsLine | null };
/** The groups of a field whose points grow with its number, and what that costs. */
type AsLine = { readonly line: Line; readonly groups: readonly Group[]; readonly costs: number };
type Move = { readonly costs: number; readonly saves: number; readonly make: () => void };

/**
 * The bins of each field in groups. There are at most `rules` groups in all, without the base of
 * each field, which needs no rule: of its groups the one with the most leads, before they were made
 * so few. `weight`: what a lead tells. `mayGrow`: points may grow with a number.
 */
export function mergeBins(
  fields: readonly BinnedField[],
  effects: readonly Float64Array[],
  leads: Int32Array,
  { rules, weight, mayGrow }: { readonly rules: number; readonly weight: number; readonly mayGrow: boolean },
): readonly Grouped[] {
  const fewest = fewestOf(leads.length);
  const alike = ALIKE * fields.reduce((sum, field, at) => sum + spreadOf(effects[at]!, countsOf(field, leads)), 0);
  const all = fields.map((field, at): State => {
    const counts = countsOf(field, leads);
    return {
      field,
      groups: startingGroups(field, effects[at]!, counts, { fewest, alike: 0 }),
      line: null,
      asLine: mayGrow ? asLine(field, effects[at]!, counts, leads, { fewest, weight }) : null,
    };
  });
  const losses = all.map(({ field }, at) => lossOf(effects[at]!, countsOf(field, leads)));
  all.forEach((state, at) => {
    const toLine = lineMove(state, losses[at]!);
    // A line is compared with all ranges that its field may have.
    if (toLine !== null && weight * toLine.costs <= FREE) toLine.make();
    else state.groups = startingGroups(state.field, effects[at]!, countsOf(state.field, leads), { fewest, alike });
  });
  const moveOf = (state: State, at: number) => cheapest(state, losses[at]!);
  const best = all.map(moveOf);
  const make = (at: number) => {
    best[at]!.make();
    best[at] = moveOf(all[at]!, at);
  };
  for (;;) {
    const left = all.reduce((sum, { groups, line }) => sum + groups.length - 1 + Number(line !== null), 0);
    if (left <= rules) break;
    const at = best.reduce((found, move, place) => {
      const other = best[found];
      return move !== null && (other === null || other === undefined || perRule(move) < perRule(other)) ? place : found;
    }, 0);
    if (best[at] === null || best[at] === undefined) break;
    make(at);
  }
  for (const { groups, field, line } of all) if (line === null) joinFew(groups, field, fewest);
  return all;
}

/** A line is as good as ranges if it loses no more than so much: a chi-square. */
const FREE = 4;
const perRule = ({ costs, saves }: Move): number => (saves > 0 ? costs / saves : -Infinity);

/** How many of the leads are in each bin. */
export function countsOf({ of, bins }: BinnedField, leads: Int32Array): Float64Array {
  const counts = new Float64Array(bins.length);
  for (const lead of leads) counts[of[lead]!]!++;
  return counts;
}

type LossOf = (groups: readonly Group[]) => number;

/** What groups lose of the effects of their bins: squares, by lead. */
const lossOf =
  (effects: Float64Array, counts: Float64Array): LossOf =>
  (groups) =>
    groups.reduce(
      (sum, { bins, effect }) => bins.reduce((inner, bin) => inner + counts[bin]! * (effects[bin]! - effect) ** 2, sum),
      0,
    );

function asLine(
  field: BinnedField,
  effects: Float64Array,
  counts: Float64Array,
  leads: Int32Array,
  { fewest, weight }: { readonly fewest: number; readonly weight: number },
): AsLine | null {
  const line = lineOf(field, effects, leads, weight);
  if (line === null) return null;
  const base: Group = { bins: [], leads: 0, effect: line.effect, isBase: true };
  const apart: Group[] = [];
  let costs = line.loss;
  field.bins.forEach(({ is }, bin) => {
    const [count, effect] = [counts[bin]!, effects[bin]!];
    if (is !== 'range' && count >= fewest) {
      apart.push({ bins: [bin], leads: count, effect, isBase: false });
      return;
    }
    base.bins.push(bin);
    base.leads += count;
    if (is !== 'range') costs += count * (effect - line.effect) ** 2;
  });
  return { line, groups: [base, ...apart], costs };
}

/** The line instead of the groups of a number; null: the field has none, or has it already. */
function lineMove(state: State, loss: LossOf): Move | null {
  const { asLine, groups, line } = state;
  if (asLine === null || line !== null) return null;
  return {
    costs: asLine.costs - loss(groups),
    saves: groups.length - 1 - asLine.groups.length,
    make: () => {
      const { from, to } = asLine.line;
      state.line = { from, to };
      state.groups = asLine.groups.map((group) => ({ ...group, bins: [...group.bins] }));
    },
  };
}

function cheapest(state: State, loss: LossOf): Move | null {
  const { groups, field, line, asLine } = state;
  if (line !== null && asLine !== null) return cheapestOfLine(state, asLine.line);
  const joining = cheapestJoin(groups, field);
  const toLine = lineMove(state, loss);
  if (toLine === null || toLine.saves < 0 || (toLine.saves === 0 && toLine.costs >= 0)) return joining;
  return joining === null || perRule(toLine) < perRule(joining) ? toLine : joining;
}

/** Those without a number count as those before the line, or nobody gets points for the number. */
function cheapestOfLine(state: State, { flat, loss, middle }: Line): Move {
  const { groups } = state;
  const base = groups.find(({ isBase }) => isBase)!;
  const withoutLine: Move = {
    costs: flat - loss,
    saves: 1,
    make: () => {
      state.line = null;
      base.effect = middle;
    },
  };
  return groups.reduce((best, group): Move => {
    const costs = group.leads * (group.effect - base.effect) ** 2;
    if (group === base || costs >= best.costs) return best;
    const { effect } = base;
    const make = () => {
      join(groups, base, group);
      base.effect = effect;
    };
    return { costs, saves: 1, make };
  }, withoutLine);
}

function startingGroups(
  field: BinnedField,
  effects: Float64Array,
  counts: Float64Array,
  { fewest, alike }: { readonly fewest: number; readonly alike: number },
): Group[] {
  const single = field.bins.map(
    (_, bin): Group => ({ bins: [bin], leads: counts[bin]!, effect: effects[bin]!, isBase: false }),
  );
  if (field.wish !== undefined) return asWished(single, field, fewest);
  const many = single.filter(({ leads }) => leads >= fewest);
  joinAlike(many, field, alike);
  const groups = [...many, ...single.filter(({ leads }) => leads < fewest)].sort((a, b) => a.bins[0]! - b.bins[0]!);
  const base = baseIn(groups);
  // A bin with few leads tells nothing, so it joins the base; a level may join others like it.
  const mayStay = (group: Group) => group.leads > 0 && group.bins.every((bin) => field.bins[bin]!.is === 'level');
  for (const group of [...groups])
    if (group !== base && group.leads < fewest && !mayStay(group)) join(groups, base, group);
  joinAlike(groups, field, alike);
  return groups;
}

/** With a wish only neighbours may join, so a bin with few leads joins a neighbour. */
function asWished(groups: Group[], field: BinnedField, fewest: number): Group[] {
  const base = baseIn(groups);
  for (;;) {
    const few = groups.find((group) => group.leads < fewest && groups.length > 1);
    const other = few && (groups.find((group) => group !== few && mayJoin(group, few, field)) ?? base);
    if (few === undefined || other === undefined || few === other) break;
    join(groups, other, few);
  }
  while (joinContrary(groups, field));
  return groups;
}

/** Makes the group with the most leads the base. */
function baseIn(groups: readonly Group[]): Group {
  const base = groups.reduce((best, group) => (group.leads > best.leads ? group : best));
  base.isBase = true;
  return base;
}

/** Groups are alike if to join them loses so small a share of all that the fields tell. */
const ALIKE = 0.003;

function joinAlike(groups: Group[], field: BinnedField, alike: number): void {
  for (;;) {
    const move = cheapestJoin(groups, field);
    if (move === null || move.costs > alike) return;
    move.make();
  }
}

/** Squares of effects beside their mean, by lead. */
function spreadOf(effects: Float64Array, counts: Float64Array): number {
  const leads = counts.reduce((sum, count) => sum + count, 0);
  const middle = effects.reduce((sum, effect, bin) => sum + counts[bin]! * effect, 0) / leads;
  return effects.reduce((sum, effect, bin) => sum + counts[bin]! * (effect - middle) ** 2, 0);
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

function cheapestJoin(groups: Group[], field: BinnedField): Move | null {
  let best: (Move & { costs: number }) | null = null;
  for (let i = 0; i < groups.length; i++)
    for (let j = i + 1; j < groups.length; j++) {
      const [a, b] = [groups[i]!, groups[j]!];
      if (!mayJoin(a, b, field)) continue;
      const costs = ((a.leads * b.leads) / (a.leads + b.leads)) * (a.effect - b.effect) ** 2;
      if (best === null || costs < best.costs) best = { costs, saves: 1, make: () => join(groups, a, b) };
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
