import { areaOf } from '../auc.ts';
import type { Teachable } from '../card.ts';
import { type Bin, binField } from '../ranges/bins.ts';
import { type FieldForm, isCalledDecided, MAY_BE_LATE } from '../ranges/field-form.ts';
import type { LearningField, LearningTable } from '../table.ts';

/*
 * Leaks: fields that know the outcome because somebody filled them in after it. Without a history
 * only gross leaks show: hardly any honest fact foretells a purchase so well alone.
 */

export type Leak = { readonly field: string; readonly label: string; readonly why: string };

/** What the values of a field show of it, without a history. */
export type Sight =
  | { readonly is: 'clean' }
  | { readonly is: 'leak'; readonly leak: Leak }
  /** alone it is as strong as a leak, and as few honest facts; or may be, with so few leads */
  | { readonly is: 'strong'; readonly field: string; readonly label: string; readonly alone: number }
  /** it may be a leak: so few leads cannot tell */
  | { readonly is: 'doubtful'; readonly doubt: Doubt };

/** A field that may know the outcome or be honest: only people can tell. */
export type Doubt = { readonly label: string; readonly why: string };

/** Hardly any honest fact is so strong alone. */
const STRONG = 0.79;
const STRONG_KNOWN = 0.67;
const SURE = 0.97;
const SURE_SHARE = 0.02;
/** So few leads with sure values are honest now and then. */
const SURE_SHARE_OF_DOUBT = 0.005;
/** The odds of a bin must exceed those of all leads by so much, in log odds. */
const SURE_ODDS = 3;

/** No field of noise is so many standard deviations better than a coin. */
const DEVIATIONS = 4;
/** One in twenty fields of few leads seem so many standard deviations less strong than they are. */
const MAY_SEEM = 1.645;
/** Minus the logarithm of 1 in 10,000: the chance that so many leads are all won. */
const CHANCE = 9.2;

/** What HubSpot and Ripen themselves write when a deal is won or lost. */
const WRITTEN_AFTER =
  /^(?:company\.)?(?:hs_lead_status|lifecyclestage|hs_lifecyclestage_.*|closedate|dealstage|hs_deal.*|recent_deal_.*|num_associated_deals|total_revenue|days_to_close|hs_analytics_revenue|hs_time_.*|ripen_(?!bant_).*)$/;

export function sightOf({ field, form }: Teachable, { won, leads }: LearningTable, foldOf: Uint8Array): Sight {
  const leak = (why: string): Leak => ({ field: field.name, label: field.label, why });
  const say = (why: string): Sight => ({ is: 'leak', leak: leak(why) });
  const doubt = (why: string): Sight => ({ is: 'doubtful', doubt: { label: field.label, why } });
  if (WRITTEN_AFTER.test(field.name)) return say('HubSpot or Ripen write it when a lead is won or lost');
  const all = Int32Array.from({ length: leads }, (_, lead) => lead);
  const { bins, of } = binField(field, form, won, all);
  const total = won.reduce((sum, one) => sum + one, 0);
  const known = of.map((bin) => Number(bins[bin]!.is !== 'unknown'));
  let doubtful: Sight | null = null;
  if (areaOfBins(known, 2, won, foldOf) >= STRONG_KNOWN) {
    const { auc, low } = areaOf(ratesOfOthers(known, 2, won, foldOf), won, foldOf);
    const why = `whether it is filled in tells winners from losers with an AUC of ${auc.toFixed(2)}`;
    if (low >= STRONG_KNOWN) return say(why);
    if (auc >= STRONG_KNOWN && low > 0.5) doubtful = doubt(why);
  }
  const counted = countedBy(of, bins.length, won);
  const { leads: leadsOfSure, wins: winsOfSure, isSure } = sureOf(bins, counted, true);
  if (isSure) {
    const why = `of ${leadsOfSure} leads with some of its values ${winsOfSure} were won`;
    if (leadsOfSure >= SURE_SHARE * leads) return say(why);
    doubtful ??= doubt(why);
  }
  // Honest facts may shut leads out, so that nobody with them is won.
  const shut = sureOf(bins, counted, false);
  if (shut.isSure) doubtful ??= doubt(`of ${shut.leads} leads with some of its values ${shut.wins} were won`);
  // A history tells that nothing was written later, however strong it is.
  if (field.isFromHistory === true) return { is: 'clean' };
  if (isCalledDecided(field)) doubtful ??= doubt(MAY_BE_LATE);
  // What is counted on after a win has ranges that losers never reach, as few honest numbers have.
  const reached = sureOf(bins, counted, true, bins.length);
  if (reached.isSure && reached.leads >= SURE_SHARE * leads)
    doubtful ??= doubt(`of ${reached.leads} leads with some of its values ${reached.wins} were won`);
  // With few leads a field may be strong by chance, or seem less strong than it is.
  const noise = Math.sqrt((leads + 1) / (12 * Math.max(1, total) * Math.max(1, leads - total)));
  const bar = Math.max(STRONG - MAY_SEEM * noise, 0.5 + DEVIATIONS * noise);
  const inBins = Math.max(...oneWays(bins, of, won).map((pooled) => areaOfBins(pooled, bins.length, won, foldOf)));
  if (inBins < bar) return doubtful ?? { is: 'clean' };
  const alone =
    form.is === 'number' ? areaInOrder(field, form, won) : areaOf(saidAlone(field, form, won, foldOf), won, foldOf).auc;
  if (doubtful !== null && !isOverBar(alone)) return doubtful;
  return alone < bar ? { is: 'clean' } : { is: 'strong', field: field.name, label: field.label, alone };
}

/**
 * Leads in bins of which nearly all were won, or nearly none. A number may end in such bins: its
 * ranges count if at most `unsureMost` are not sure.
 */
function sureOf(bins: readonly Bin[], { count, wins }: ReturnType<typeof countedBy>, areWon: boolean, unsureMost = 1) {
  const sum = (of: Float64Array, which = [...bins.keys()]) => which.reduce((all, bin) => all + of[bin]!, 0);
  const [leads, total] = [sum(count), sum(wins)];
  const base = Math.log(total / (leads - total));
  const sideOf = (odds: number) => (areWon ? odds : -odds);
  const isSure = (bin: number) => {
    const [won, lost] = [wins[bin]!, count[bin]! - wins[bin]!];
    const odds = Math.log((won + 0.5) / (lost + 0.5));
    return (areWon ? won : lost) >= SURE * count[bin]! && sideOf(odds) >= sideOf(base) + SURE_ODDS;
  };
  const unsureRanges = [...bins.keys()].filter((bin) => bins[bin]!.is === 'range' && count[bin]! > 0 && !isSure(bin));
  const sure = [...bins.keys()].filter(
    (bin) => isSure(bin) && (bins[bin]!.is !== 'range' || unsureRanges.length <= unsureMost),
  );
  const ofSure = sum(count, sure);
  const needed = CHANCE / -Math.log(((areWon ? total : leads - total) + 1) / (leads + 2));
  const isEnough = ofSure > 0 && ofSure >= Math.max(SURE_SHARE_OF_DOUBT * leads, needed);
  return { leads: ofSure, wins: sum(wins, sure), isSure: isEnough };
}

export const isOverBar = (alone: number): boolean => alone >= STRONG;

/**
 * How well a number tells winners from losers where more of it is always better, or worse. Nothing
 * is learnt for that, so it is as true of few leads as of many.
 */
function areaInOrder(field: LearningField, { numbers }: Extract<FieldForm, { is: 'number' }>, won: Uint8Array): number {
  const numberOf = (place: number) => (place < 0 ? Number.NaN : numbers[place]!);
  const areas = [-Infinity, Infinity].map((unknown) => {
    const scores = Float64Array.from(field.of, (place) => {
      const number = numberOf(place);
      return Number.isNaN(number) ? unknown : number;
    });
    return areaOf(scores, won).auc;
  });
  return Math.max(...areas.flatMap((auc) => [auc, 1 - auc]));
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

/**
 * What a field says of each lead, with bins that the other folds make: bins depend on who won, and
 * with few leads that flatters.
 */
function saidAlone(field: LearningField, form: FieldForm, won: Uint8Array, foldOf: Uint8Array): Float64Array {
  const said = new Float64Array(won.length);
  const all = Int32Array.from(won.keys());
  for (const fold of new Set(foldOf)) {
    const teach = all.filter((lead) => foldOf[lead] !== fold);
    const { bins, of } = binField(field, form, won, teach);
    const rates = ratesOfOthers(of, bins.length, won, foldOf);
    for (const lead of all) if (foldOf[lead] === fold) said[lead] = rates[lead]!;
  }
  return said;
}

/** By lead, how often those of its bin in the other folds were won. */
function ratesOfOthers(of: Uint8Array, bins: number, won: Uint8Array, foldOf: Uint8Array): Float64Array {
  const all = countedBy(of, bins, won);
  const rate = won.reduce((sum, one) => sum + one, 0) / won.length;
  const folds = [...new Set(foldOf)].map((fold) => {
    const leads = Int32Array.from(won.keys()).filter((lead) => foldOf[lead] === fold);
    const own = countedBy(
      Uint8Array.from(leads, (lead) => of[lead]!),
      bins,
      Uint8Array.from(leads, (lead) => won[lead]!),
    );
    const rates = all.count.map(
      (count, bin) => (all.wins[bin]! - own.wins[bin]! + 2 * rate) / (count - own.count[bin]! + 2),
    );
    return [fold, rates] as const;
  });
  const ratesOf = new Map(folds);
  return Float64Array.from(of, (bin, lead) => ratesOf.get(foldOf[lead]!)![bin]!);
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
