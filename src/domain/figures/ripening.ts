import { type Rate, rateOf } from './rates.ts';

/** Contacts that were captured this long ago have had time to ripen. */
export const RIPENING_DAYS = 90;

type Counted = { readonly value: string | null; readonly captured: number; readonly sql: number };
export type Ripener = { readonly value: string; readonly rate: Rate; readonly others: Rate };

/**
 * The sources whose contacts become SQL more often, and less often, than those of all others: the
 * interval of the difference (Newcombe, from both of Wilson) does not hold zero. `compared`: how
 * many could be told apart.
 */
export function ripenersOf(sources: readonly Counted[]): {
  readonly compared: number;
  readonly more: readonly Ripener[];
  readonly less: readonly Ripener[];
} {
  const all = sum(sources);
  const compared = sources.flatMap(({ value, captured, sql }): Ripener[] => {
    const rate = rateOf(sql, captured);
    const others = rateOf(all.sql - sql, all.captured - captured);
    return value === null || rate === null || others === null ? [] : [{ value, rate, others }];
  });
  return {
    compared: compared.length,
    more: compared.filter(({ rate, others }) => isMore(rate, others)).sort(byPercent),
    less: compared.filter(({ rate, others }) => isMore(others, rate)).sort((a, b) => byPercent(b, a)),
  };
}

const isMore = (a: Rate, b: Rate): boolean => a.percent - b.percent > Math.hypot(a.percent - a.low, b.high - b.percent);

const byPercent = (a: Ripener, b: Ripener): number => b.rate.percent - a.rate.percent;

function sum(sources: readonly Counted[]): { readonly captured: number; readonly sql: number } {
  return {
    captured: sources.reduce((all, one) => all + one.captured, 0),
    sql: sources.reduce((all, one) => all + one.sql, 0),
  };
}
