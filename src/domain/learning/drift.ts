import type { Card, CardRule } from './card.ts';
import { gotBy } from './score-by-card.ts';

/* How the newest leads differ from those that taught, by rule and by band of scores. */

type Share = { readonly leads: number; readonly wins: number };

type RuleDrift = {
  readonly rule: CardRule;
  readonly older: Share;
  readonly newest: Share;
};

type BandDrift = { readonly from: number; readonly to: number; readonly older: Share; readonly newest: Share };

export type Drift = {
  readonly older: Share;
  readonly newest: Share;
  /** rules whose leads win more or less often now, compared with all others */
  readonly rules: readonly RuleDrift[];
  readonly bands: readonly BandDrift[];
};

/** A rule has changed beyond so many standard deviations: strict, since there are many rules. */
const DEVIATIONS = 3;
const BANDS = 5;

export function driftOf(
  { rules }: Card,
  won: Uint8Array,
  { teach, judge, scores }: { readonly teach: Int32Array; readonly judge: Int32Array; readonly scores: Float64Array },
): Drift {
  const countIn = (leads: Int32Array, isIn: (lead: number) => boolean): Share => {
    let [count, wins] = [0, 0];
    for (const lead of leads)
      if (isIn(lead)) {
        count++;
        wins += won[lead]!;
      }
    return { leads: count, wins };
  };
  const all = { older: countIn(teach, () => true), newest: countIn(judge, () => true) };
  const ofRules = rules.map((rule) => {
    const holds = gotBy(rule.field, rule.gets);
    const [older, newest] = [countIn(teach, holds), countIn(judge, holds)];
    const [before, after] = [oddsBeside(older, all.older), oddsBeside(newest, all.newest)];
    const deviations = Math.abs(after.odds - before.odds) / Math.sqrt(before.variance + after.variance);
    return { drift: { rule, older, newest }, deviations };
  });
  const sorted = teach.map((lead) => scores[lead]!).sort();
  const cuts = Array.from({ length: BANDS - 1 }, (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / BANDS)]!);
  const edges = [0, ...new Set(cuts.filter((cut) => cut > 0))];
  return {
    ...all,
    rules: ofRules
      .filter(({ deviations }) => deviations >= DEVIATIONS)
      .sort((a, b) => b.deviations - a.deviations)
      .map(({ drift }) => drift),
    bands: edges.map((from, at) => {
      const to = (edges[at + 1] ?? 101) - 1;
      const isIn = (lead: number) => scores[lead]! >= from && scores[lead]! <= to;
      return { from, to, older: countIn(teach, isIn), newest: countIn(judge, isIn) };
    }),
  };
}

/** Log odds of some leads against all others, so that good or bad times for all do not matter. */
function oddsBeside(some: Share, all: Share): { readonly odds: number; readonly variance: number } {
  const counts = [
    some.wins,
    some.leads - some.wins,
    all.wins - some.wins,
    all.leads - some.leads - (all.wins - some.wins),
  ].map((count) => count + 0.5);
  const [a, b, c, d] = counts as [number, number, number, number];
  return { odds: Math.log((a * d) / (b * c)), variance: counts.reduce((sum, count) => sum + 1 / count, 0) };
}
