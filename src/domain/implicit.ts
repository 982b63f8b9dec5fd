import type { Activity } from './contact.ts';
import type { ImplicitRule, Model } from './model.ts';
import { dayOf, span } from './time.ts';

/*
 * What the contact does. Points age by whole UTC days, so a score changes at midnight or when something happens, never in between.
 * All points are whole thousandths ("milli"), rounded per occurrence, so that no order of adding can change a sum.
 */

/** What one rule needs of the past, chosen once: occurrences that count (newest first). */
type Occurrences = { readonly days: readonly number[]; readonly quantities: readonly number[] };

export type CompiledImplicitRule = {
  readonly rule: ImplicitRule;
  readonly group: number;
  readonly signals: ReadonlySet<string>;
  readonly choose: (activities: readonly Activity[]) => Occurrences;
  /** the points on a day; occurrences of later days do not count yet */
  readonly milliAt: (chosen: Occurrences, day: number) => number;
  /** days after which an occurrence no longer changes the points; Infinity for a rule that never forgets */
  readonly memoryDays: number;
  readonly afterSilent: { readonly ms: number; readonly milli: number } | null;
};

const NOTHING: Occurrences = { days: [], quantities: [] };

export function compileImplicitRule(rule: ImplicitRule, model: Model): CompiledImplicitRule {
  const group = model.groups.findIndex((g) => g.id === rule.group);
  if ('afterSilentDays' in rule) {
    const afterSilent = { ms: span(rule.afterSilentDays), milli: toMilli(rule.points) };
    return { rule, group, signals: new Set(), choose: () => NOTHING, milliAt: () => 0, memoryDays: 0, afterSilent };
  }
  const signals = new Set(rule.signals);
  const base = { rule, group, signals, afterSilent: null };
  if ('tiers' in rule) {
    const tiers = rule.tiers.map((t) => ({ atLeast: t.atLeast, milli: toMilli(t.points) })).reverse();
    const window = rule.windowDays;
    return {
      ...base,
      choose: (activities) => collect(activities, signals, null),
      milliAt: (chosen, day) => {
        let count = 0;
        for (let i = 0; i < chosen.days.length && day - chosen.days[i]! < window; i++)
          if (chosen.days[i]! <= day) count += chosen.quantities[i]!;
        return tiers.find((t) => count >= t.atLeast)?.milli ?? 0;
      },
      memoryDays: window,
    };
  }
  const halfLife = rule.halfLifeDays === undefined ? (model.groups[group]?.halfLifeDays ?? null) : rule.halfLifeDays;
  const limit = rule.limit ?? null;
  const weights = decayTable(toMilli(rule.points), halfLife, rule.windowDays ?? null);
  const milliAt =
    weights === null
      ? (chosen: Occurrences, day: number) =>
          chosen.quantities.reduce((sum, q, i) => (chosen.days[i]! <= day ? sum + q : sum), 0) * toMilli(rule.points)
      : (chosen: Occurrences, day: number) => {
          let milli = 0;
          for (let i = 0; i < chosen.days.length; i++) {
            const age = day - chosen.days[i]!;
            if (age >= weights.length) break;
            if (age < 0) continue;
            milli += chosen.quantities[i]! * weights[age]!;
          }
          return milli;
        };
  return {
    ...base,
    choose: (activities) => collect(activities, signals, limit),
    milliAt,
    memoryDays: weights?.length ?? Infinity,
  };
}

/** Unique activities up to `now`, newest first (ties by id): the one order in which everything else reads them. */
export function arrange(activities: readonly Activity[], now: number): Activity[] {
  const seen = new Set<string>();
  const past: Activity[] = [];
  for (const activity of activities) {
    if (activity.at > now || seen.has(activity.id)) continue;
    seen.add(activity.id);
    past.push(activity);
  }
  return past.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

/** Occurrences of the signals, newest first; with a limit, at most so many of them in any so many days. */
function collect(
  newestFirst: readonly Activity[],
  signals: ReadonlySet<string>,
  limit: { times: number; days: number } | null,
): Occurrences {
  const days: number[] = [];
  const quantities: number[] = [];
  let counted = 0;
  let oldestCounted = 0;
  for (const { signal, at, quantity } of newestFirst) {
    if (!signals.has(signal)) continue;
    const day = dayOf(at);
    let room = quantity;
    if (limit) {
      while (oldestCounted < days.length && days[oldestCounted]! - day >= limit.days)
        counted -= quantities[oldestCounted++]!;
      room = Math.min(quantity, limit.times - counted);
      if (room <= 0) continue;
      counted += room;
    }
    days.push(day);
    quantities.push(room);
  }
  return { days, quantities };
}

/** Milli-points by age in days, up to the age at which nothing is left; null when age does not matter. */
function decayTable(milli: number, halfLifeDays: number | null, windowDays: number | null): Int32Array | null {
  if (halfLifeDays === null && windowDays === null) return null;
  const length = Math.min(
    windowDays ?? Infinity,
    halfLifeDays === null ? Infinity : Math.ceil(halfLifeDays * Math.log2(Math.abs(milli) * 2 + 1)) + 1,
  );
  return Int32Array.from({ length }, (_, age) =>
    Math.round(halfLifeDays === null ? milli : milli * 2 ** (-age / halfLifeDays)),
  );
}

export const toMilli = (points: number): number => Math.round(points * 1000);
