import { areaOf } from './auc.ts';
import { type Bin, binField } from './bins.ts';
import type { Teachable } from './card.ts';
import type { FieldForm } from './field-form.ts';
import type { LearningField, LearningTable } from './table.ts';

/*
 * Leaks: fields that know the outcome because somebody filled them in after it. Without a history
 * only gross leaks show: no honest fact foretells a purchase so well alone.
 */

export type Leak = { readonly field: string; readonly label: string; readonly why: string };

const STRONG = 0.79;
const STRONG_KNOWN = 0.67;
const SURE = 0.97;
const SURE_SHARE = 0.02;
/** The odds of a bin must exceed those of all leads by so much, in log odds. */
const SURE_ODDS = 3;

/** No field of noise is so many standard deviations better than a coin. */
const DEVIATIONS = 4;
/** Minus the logarithm of 1 in 10,000: the chance that so many leads are all won. */
const CHANCE = 9.2;
/** With fewer leads, bins are made without the leads that judge, since bins depend on who won. */
const FEW = 5_000;

/** What HubSpot and Ripen themselves write when a deal is won or lost. */
const WRITTEN_AFTER =
  /^(?:company\.)?(?:hs_lead_status|lifecyclestage|hs_lifecyclestage_.*|closedate|dealstage|hs_deal.*|recent_deal_.*|num_associated_deals|total_revenue|days_to_close|hs_analytics_revenue|hs_time_.*|ripen_(?!bant_).*)$/;

export function leakOf({ field, form }: Teachable, { won, leads }: LearningTable, foldOf: Uint8Array): Leak | null {
  const say = (why: string): Leak => ({ field: field.name, label: field.label, why });
  if (WRITTEN_AFTER.test(field.name)) return say('HubSpot or Ripen write it when a lead is won or lost');
  const all = Int32Array.from({ length: leads }, (_, lead) => lead);
  const { bins, of } = binField(field, form, won, all);
  const total = won.reduce((sum, one) => sum + one, 0);
  // With few leads a field may be strong by chance.
  const bar = 0.5 + DEVIATIONS * Math.sqrt((leads + 1) / (12 * Math.max(1, total) * Math.max(1, leads - total)));
  const alone = Math.max(...oneWays(bins, of, won).map((pooled) => areaOfBins(pooled, bins.length, won, foldOf)));
  if (alone >= Math.max(STRONG, bar) && areaAlone(field, form, won, foldOf) >= Math.max(STRONG, bar))
    return say(
      `alone it tells winners from losers with an AUC of ${alone.toFixed(2)}, as nothing does that is known before`,
    );
  const known = areaOfBins(
    of.map((bin) => Number(bins[bin]!.is !== 'unknown')),
    2,
    won,
    foldOf,
  );
  if (known >= Math.max(STRONG_KNOWN, bar))
    return say(`whether it is filled in tells winners from losers with an AUC of ${known.toFixed(2)}`);
  const { count, wins } = countedBy(of, bins.length, won);
  const base = Math.log(total / (leads - total));
  const needed = CHANCE / -Math.log((total + 1) / (leads + 2));
  let sure = 0;
  let sureWins = 0;
  for (let bin = 0; bin < bins.length; bin++) {
    const losses = count[bin]! - wins[bin]!;
    if (wins[bin]! < SURE * count[bin]! || Math.log((wins[bin]! + 0.5) / (losses + 0.5)) < base + SURE_ODDS) continue;
    sure += count[bin]!;
    sureWins += wins[bin]!;
  }
  return sure >= Math.max(SURE_SHARE * leads, needed) && sure > 0
    ? say(`of ${sure} leads with some of its values ${sureWins} were won`)
    : null;
}

/**
 * The bins of each lead where ranges may only rise with the number, and where they may only fall:
 * ranges that go the other way are pooled. What is counted or written after a win goes one way; a
 * number whose middle is won least (or most) is strong without knowing the outcome.
 */
function oneWays(bins: readonly Bin[], of: Uint8Array, won: Uint8Array): readonly Uint8Array[] {
  const ranges = [...bins.keys()].filter((bin) => bins[bin]!.is === 'range');
  if (ranges.length < 3) return [of];
  const { count, wins } = countedBy(of, bins.length, won);
  return [ranges, ranges.toReversed()].map((order) => {
    const pools: { readonly bins: readonly number[]; readonly leads: number; readonly wins: number }[] = [];
    for (const bin of order) {
      let pool = { bins: [bin], leads: count[bin]!, wins: wins[bin]! };
      for (let last = pools.at(-1); last && last.wins * pool.leads >= pool.wins * last.leads; last = pools.at(-1)) {
        pools.pop();
        pool = { bins: [...last.bins, ...pool.bins], leads: last.leads + pool.leads, wins: last.wins + pool.wins };
      }
      pools.push(pool);
    }
    const poolOf = Uint8Array.from(bins.keys());
    for (const pool of pools) for (const bin of pool.bins) poolOf[bin] = pool.bins[0]!;
    return of.map((bin) => poolOf[bin]!);
  });
}

/** The AUC of a field in folds, with bins that the other folds make; only for few leads. */
function areaAlone(field: LearningField, form: FieldForm, won: Uint8Array, foldOf: Uint8Array): number {
  if (won.length > FEW) return 1;
  const said = new Float64Array(won.length);
  const rate = won.reduce((sum, one) => sum + one, 0) / won.length;
  const all = Int32Array.from(won.keys());
  for (const fold of new Set(foldOf)) {
    const teach = all.filter((lead) => foldOf[lead] !== fold);
    const { bins, of } = binField(field, form, won, teach);
    const [count, wins] = [new Float64Array(bins.length), new Float64Array(bins.length)];
    for (const lead of teach) {
      count[of[lead]!]!++;
      wins[of[lead]!]! += won[lead]!;
    }
    for (const lead of all)
      if (foldOf[lead] === fold) said[lead] = (wins[of[lead]!]! + 2 * rate) / (count[of[lead]!]! + 2);
  }
  return areaOf(said, won).auc;
}

/** How well a field alone tells winners from losers: its AUC in folds. */
export function strengthAlone({ field, form }: Teachable, { won, leads }: LearningTable, foldOf: Uint8Array): number {
  const { bins, of } = binField(
    field,
    form,
    won,
    Int32Array.from({ length: leads }, (_, lead) => lead),
  );
  return areaOfBins(of, bins.length, won, foldOf);
}

function countedBy(of: Uint8Array, bins: number, won: Uint8Array) {
  const [count, wins] = [new Float64Array(bins), new Float64Array(bins)];
  for (let lead = 0; lead < of.length; lead++) {
    count[of[lead]!]!++;
    wins[of[lead]!]! += won[lead]!;
  }
  return { count, wins };
}

/** AUC of the rates that the other folds teach, averaged over folds. */
function areaOfBins(of: Uint8Array, bins: number, won: Uint8Array, foldOf: Uint8Array): number {
  const folds = 1 + foldOf.reduce((most, fold) => Math.max(most, fold), 0);
  const count = new Float64Array(folds * bins);
  const wins = new Float64Array(folds * bins);
  for (let lead = 0; lead < of.length; lead++) {
    const place = foldOf[lead]! * bins + of[lead]!;
    count[place]!++;
    wins[place]! += won[lead]!;
  }
  const all = { count: new Float64Array(bins), wins: new Float64Array(bins) };
  for (let place = 0; place < count.length; place++) {
    all.count[place % bins]! += count[place]!;
    all.wins[place % bins]! += wins[place]!;
  }
  const rate = all.wins.reduce((a, b) => a + b, 0) / of.length;
  let [sum, weight] = [0, 0];
  for (let fold = 0; fold < folds; fold++) {
    const at = (bin: number) => fold * bins + bin;
    const rates = Float64Array.from(
      all.count,
      (n, bin) => (all.wins[bin]! - wins[at(bin)]! + 2 * rate) / (n - count[at(bin)]! + 2),
    );
    const order = [...rates.keys()].sort((a, b) => rates[a]! - rates[b]!);
    let [lossesBelow, pairs, foldWins] = [0, 0, 0];
    for (const bin of order) {
      const [w, l] = [wins[at(bin)]!, count[at(bin)]! - wins[at(bin)]!];
      pairs += w * (lossesBelow + l / 2);
      lossesBelow += l;
      foldWins += w;
    }
    sum += pairs;
    weight += foldWins * lossesBelow;
  }
  return weight === 0 ? 0.5 : sum / weight;
}
