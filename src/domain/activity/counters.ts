import { parseNumber } from '../text/number.ts';
/*
 * A counter of HubSpot does not say what Ripen has counted. After a merge it may be the counter of
 * one contact, of the other, their sum or something else; when the primary address changes, it
 * falls and may rise again. So Ripen keeps what it has counted beside the counter, and dates say
 * what is new: an occurrence is new if HubSpot never showed its date before. Growth that earlier
 * counts explain is not counted again.
 */

/**
 * A counter and its dates as a reading showed them. Ripen has counted its occurrences. Dates are ms
 * since 1970; null: HubSpot gave none.
 */
export type Shown = {
  readonly count: number;
  readonly first: number | null;
  readonly last: number | null;
  /** true: the contact's own counter before it fell; absent: that of a merged contact */
  readonly fell?: boolean;
};

/** By property: counters that Ripen has counted, and that the contact may not show any more. */
export type Apart = Readonly<Record<string, readonly Shown[]>>;

/**
 * One counter in two readings (`before`, `after`), with what is kept apart. `merged`: contacts
 * became one between the two readings.
 */
export type Counter = {
  readonly before: Shown;
  readonly apart: readonly Shown[];
  readonly after: Shown;
  readonly merged: boolean;
};

/**
 * How a counter goes on: from what it showed, from something that was set apart, from the sum of
 * all, or from nothing.
 */
type Kind = 'before' | 'apart' | 'sum' | 'nothing';
type Base = { readonly kind: Kind; readonly shown: Shown; readonly rating: number };

export type Growth = {
  /** occurrences that no earlier count explains */
  readonly grown: number;
  /** HubSpot never showed the latest occurrence before; without dates: it may be so */
  readonly isNew: boolean;
  /** what Ripen keeps apart from now on */
  readonly apart: readonly Shown[];
};

/** Ripen keeps at most so many readings apart for one counter, and adds up the smallest. */
const MOST_APART = 8;
const NOTHING: Shown = { count: 0, first: null, last: null };

/**
 * What HubSpot does with counters in a merge: it keeps one of them, or their sum. In one account it
 * does the same with all counters. null: no counter tells which.
 */
export type MergeHabit = 'one' | 'sum' | null;

/** Judges by all counters of a contact what HubSpot did in the merges between two readings. */
export function mergeHabit(counters: readonly Counter[]): MergeHabit {
  let lead = 0;
  for (const counter of counters) {
    if (!counter.merged || counter.before.count === 0 || counter.apart.every(({ count }) => count === 0)) continue;
    const bases = basesOf(counter, null);
    const best = (kinds: readonly Kind[]) =>
      Math.max(...bases.filter(({ kind }) => kinds.includes(kind)).map(({ rating }) => Math.max(rating, -3)));
    lead += best(['sum']) - best(['before', 'apart']);
  }
  return lead > 0 ? 'sum' : lead < 0 ? 'one' : null;
}

/** How many occurrences a counter gained between two readings, and what is kept apart then. */
export function growthOf(counter: Counter, habit: MergeHabit): Growth {
  const { before, apart, after } = counter;
  const isNew = isNewDate(counter);
  // Without a new date, only what exceeds everything counted so far can be new.
  const beyond = Math.max(0, after.count - sumOf([before, ...apart]).count);
  if (!isNew && after.count > before.count)
    return { grown: beyond, isNew, apart: less(apart, after.count - before.count - beyond) };
  const base = basesOf(counter, habit).reduce((a, b) => (better(b, a) ? b : a));
  const explained = base.rating > -Infinity ? base.shown.count : after.count;
  const grown = isNew ? after.count - explained : beyond;
  return { grown, isNew: isNew && grown > 0, apart: bounded(apartAfter(counter, base)) };
}

const better = (a: Base, b: Base): boolean =>
  a.rating !== b.rating ? a.rating > b.rating : a.shown.count > b.shown.count;

function apartAfter({ before, apart, after }: Counter, base: Base): readonly Shown[] {
  const own: readonly Shown[] = before.count > 0 ? [{ ...before, fell: true }] : [];
  if (base.kind === 'sum') return [];
  if (base.kind === 'apart') return [...apart.filter((shown) => shown !== base.shown), ...own];
  return base.kind === 'nothing' || after.count < before.count ? [...apart, ...own] : apart;
}

/**
 * The bases from which the counter may go on, each rated by how well the reading fits; -Infinity:
 * the base is impossible.
 */
function basesOf(counter: Counter, habit: MergeHabit): readonly Base[] {
  const { before, apart, merged } = counter;
  const candidates: { kind: Kind; shown: Shown }[] = [
    { kind: 'nothing', shown: NOTHING },
    { kind: 'before', shown: before },
    ...apart.map((shown) => ({ kind: 'apart' as const, shown })),
    ...(apart.length > 0 ? [{ kind: 'sum' as const, shown: sumOf([before, ...apart]) }] : []),
  ];
  return candidates.map(({ kind, shown }) => {
    const wanted = merged && habit !== null && (habit === 'sum') === (kind === 'sum') && kind !== 'nothing';
    // Without a merge a counter goes on from where it was, or comes back after it fell.
    const usual = merged ? 0 : kind === 'before' ? 0.5 : shown.fell ? 0.6 : 0;
    return {
      kind,
      shown,
      rating: likelihood(counter, shown) + firstFits(counter, kind, shown) + usual + (wanted ? 3 : 0),
    };
  });
}

/** How well count and date fit this base; -Infinity: they cannot come from it. */
function likelihood(counter: Counter, base: Shown): number {
  const { after } = counter;
  if (after.count < base.count) return -Infinity;
  const isNew = isNewDate(counter);
  if (after.count === base.count) return isNew && after.last !== null ? 0.5 : 2;
  return isNew ? 1 : 0.3;
}

/** How well the first date fits: one counter always keeps the date of its first occurrence. */
function firstFits({ before, apart, after, merged }: Counter, kind: Kind, base: Shown): number {
  const { first } = after;
  const known = [before, ...apart];
  if (kind !== 'nothing') {
    if (first === null || base.first === null) return 0;
    if (first === base.first) return 0.75;
    // A contact that was never read may have begun earlier; the first occurrence of a sum is never
    // later.
    return merged ? (first < base.first && (kind === 'sum' || apart.length === 0) ? 0.5 : -1) : 0;
  }
  if (first !== null && known.every((shown) => (shown.last ?? -Infinity) < first)) return 0.75;
  if (merged && first !== null && known.every((shown) => shown.first !== first)) return 0.5;
  if (before.count > 0) return -Infinity;
  return first === null || apart.length === 0 ? 0 : -1;
}

/** HubSpot repeats the date of a counter; a date that no reading showed is of a new occurrence. */
function isNewDate({ before, apart, after: { last } }: Counter): boolean {
  return last === null || [before, ...apart].every((shown) => shown.last !== last);
}

function sumOf(all: readonly Shown[]): Shown {
  const dates = (name: 'first' | 'last') => all.map((shown) => shown[name]).filter((at) => at !== null);
  const [firsts, lasts] = [dates('first'), dates('last')];
  return {
    count: all.reduce((sum, { count }) => sum + count, 0),
    first: firsts.length > 0 ? Math.min(...firsts) : null,
    last: lasts.length > 0 ? Math.max(...lasts) : null,
  };
}

/** What stays apart when the counter shows `amount` of its occurrences again. */
function less(apart: readonly Shown[], amount: number): readonly Shown[] {
  const exact = apart.find(({ count }) => count === amount);
  if (exact !== undefined) return apart.filter((shown) => shown !== exact);
  let left = amount;
  return apart.flatMap((shown) => {
    const shownAgain = Math.min(shown.count, left);
    left -= shownAgain;
    return shown.count > shownAgain ? [{ ...shown, count: shown.count - shownAgain }] : [];
  });
}

function bounded(apart: readonly Shown[]): readonly Shown[] {
  if (apart.length <= MOST_APART) return apart;
  const sorted = apart.toSorted((a, b) => b.count - a.count);
  return [...sorted.slice(0, MOST_APART - 1), sumOf(sorted.slice(MOST_APART - 1))];
}

/** More than anybody does; below it sums of points stay exact. */
const MOST = 1e8;

/** What a counter says: a whole number, at least 0. */
export function count(value: string | undefined): number {
  const number = Math.floor(parseNumber(value) ?? 0);
  return number > 0 ? Math.min(number, MOST) : 0;
}
