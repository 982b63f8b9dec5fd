import type { ImplicitRule, Model } from '../model/model.ts';
import { span } from '../time/time.ts';
import type { Occurrences } from './occurrences.ts';

/*
 * Implicit rules: points for what the contact does. Points age by whole UTC days, so a score
 * changes at midnight or when something happens. All points are whole thousandths ("milli"),
 * rounded for each occurrence, so that the order of adding cannot change a sum.
 */

/**
 * The occurrences for which one rule gives points: UTC days, the newest last, and the quantity of
 * each.
 */
export type Chosen = {
  readonly days: readonly number[];
  readonly quantities: readonly number[];
  /** the place of the newest day in `days`; -1: nothing counts */
  readonly newest: number;
  /** the quantity of the newest day: less than in `quantities` if the rest has not happened yet */
  readonly ofNewest: number;
};

export const newestDay = ({ days, newest }: Chosen): number | undefined => days[newest];

const quantityAt = ({ quantities, newest, ofNewest }: Chosen, place: number): number =>
  place === newest ? ofNewest : quantities[place]!;

export type CompiledImplicitRule = {
  readonly rule: ImplicitRule;
  readonly group: number;
  /** chooses among the first `count` occurrences */
  readonly choose: (occurrences: Occurrences, count: number) => Chosen;
  /** the points on a day; occurrences of later days do not count yet */
  readonly milliAt: (chosen: Chosen, day: number) => number;
  /**
   * the least and the most points on any day from `low` to `high`, both included; null: the points
   * on these two days are the bounds, since points only shrink towards zero
   */
  readonly boundsBetween: ((chosen: Chosen, low: number, high: number) => readonly [number, number]) | null;
  /**
   * days after which an occurrence no longer changes the points; Infinity for a rule that never
   * forgets
   */
  readonly memoryDays: number;
  readonly afterSilent: { readonly ms: number; readonly milli: number } | null;
};

export const NOTHING: Chosen = { days: [], quantities: [], newest: -1, ofNewest: 0 };

export function compileImplicitRule(rule: ImplicitRule, model: Model): CompiledImplicitRule {
  const group = model.groups.findIndex((g) => g.id === rule.group);
  if ('afterSilentDays' in rule) {
    const afterSilent = { ms: span(rule.afterSilentDays), milli: toMilli(rule.points) };
    return {
      rule,
      group,
      choose: () => NOTHING,
      milliAt: () => 0,
      boundsBetween: null,
      memoryDays: 0,
      afterSilent,
    };
  }
  const base = { rule, group, afterSilent: null };
  if ('tiers' in rule) {
    const tiers = rule.tiers.map((t) => ({ atLeast: t.atLeast, milli: toMilli(t.points) })).reverse();
    const window = rule.windowDays;
    const countOn = (chosen: Chosen, day: number) => {
      let count = 0;
      for (let i = chosen.newest; i >= 0 && day - chosen.days[i]! < window; i--)
        if (chosen.days[i]! <= day) count += quantityAt(chosen, i);
      return count;
    };
    const milliOf = (count: number) => tiers.find((t) => count >= t.atLeast)?.milli ?? 0;
    return {
      ...base,
      choose: allOf,
      milliAt: (chosen, day) => milliOf(countOn(chosen, day)),
      // The count only falls. On its way it passes tiers that may give more or less than the ends.
      boundsBetween: (chosen, low, high) => {
        const [from, to] = [countOn(chosen, high), countOn(chosen, low)];
        const passed = tiers.filter((t) => from <= t.atLeast && t.atLeast <= to).map((t) => t.milli);
        return boundsOf([milliOf(from), milliOf(to), ...passed]);
      },
      memoryDays: window,
    };
  }
  const halfLife = rule.halfLifeDays === undefined ? (model.groups[group]?.halfLifeDays ?? null) : rule.halfLifeDays;
  const limit = rule.limit ?? null;
  const weights = decayTable(toMilli(rule.points), halfLife, rule.windowDays ?? null);
  const milliAt =
    weights === null
      ? (chosen: Chosen, day: number) => {
          let count = 0;
          for (let i = chosen.newest; i >= 0; i--) if (chosen.days[i]! <= day) count += quantityAt(chosen, i);
          return count * toMilli(rule.points);
        }
      : (chosen: Chosen, day: number) => {
          let milli = 0;
          for (let i = chosen.newest; i >= 0; i--) {
            const age = day - chosen.days[i]!;
            if (age >= weights.length) break;
            if (age < 0) continue;
            milli += quantityAt(chosen, i) * weights[age]!;
          }
          return milli;
        };
  return {
    ...base,
    choose: limit === null ? allOf : (occurrences, count) => atMost(limit, allOf(occurrences, count)),
    milliAt,
    boundsBetween: null,
    memoryDays: weights?.length ?? Infinity,
  };
}

const boundsOf = (points: readonly number[]) => [Math.min(...points), Math.max(...points)] as const;

/** The first `count` occurrences. */
function allOf({ days, quantities, place, soFar }: Occurrences, count: number): Chosen {
  return count === 0 ? NOTHING : { days, quantities, newest: place[count - 1]!, ofNewest: soFar[count - 1]! };
}

/** The newest occurrences, at most `limit.times` in any `limit.days` days. */
function atMost(limit: { readonly times: number; readonly days: number }, all: Chosen): Chosen {
  const days: number[] = [];
  const quantities: number[] = [];
  let counted = 0;
  let oldestCounted = 0;
  for (let place = all.newest; place >= 0; place--) {
    const day = all.days[place]!;
    while (oldestCounted < days.length && days[oldestCounted]! - day >= limit.days)
      counted -= quantities[oldestCounted++]!;
    const room = Math.min(quantityAt(all, place), limit.times - counted);
    if (room <= 0) continue;
    counted += room;
    days.push(day);
    quantities.push(room);
  }
  days.reverse();
  quantities.reverse();
  return { days, quantities, newest: days.length - 1, ofNewest: quantities.at(-1) ?? 0 };
}

/**
 * Milli-points of an occurrence by its age in days, while there are any; null: points never age.
 */
function decayTable(milli: number, halfLifeDays: number | null, windowDays: number | null): Int32Array | null {
  if (halfLifeDays === null && windowDays === null) return null;
  const length = Math.min(
    windowDays ?? Infinity,
    halfLifeDays === null ? Infinity : Math.ceil(halfLifeDays * Math.log2(Math.abs(milli) * 2 + 1)) + 1,
  );
  return new Int32Array(length).map((_, age) =>
    Math.round(halfLifeDays === null ? milli : milli * 2 ** (-age / halfLifeDays)),
  );
}

export const toMilli = (points: number): number => Math.round(points * 1000);
