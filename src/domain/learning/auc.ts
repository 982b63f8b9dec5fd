/*
 * The area under the ROC curve: the chance that a won lead stands above a lost one, ties counted
 * half.
 */

export type Area = { readonly auc: number; readonly low: number; readonly high: number };

/** For each lead, the share of leads with the other outcome that it beats (DeLong's placements). */
function placements(scores: Float64Array, won: Uint8Array): Float64Array {
  const order = Int32Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!);
  const wins = won.reduce((sum, one) => sum + one, 0);
  const losses = won.length - wins;
  const placed = new Float64Array(scores.length);
  let winsBelow = 0;
  let lossesBelow = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let [tiedWins, tiedLosses] = [0, 0];
    for (; to < order.length && scores[order[to]!] === scores[order[from]!]; to++)
      if (won[order[to]!] === 1) tiedWins++;
      else tiedLosses++;
    for (let at = from; at < to; at++) {
      const lead = order[at]!;
      placed[lead] =
        won[lead] === 1 ? (lossesBelow + tiedLosses / 2) / losses : (wins - winsBelow - tiedWins / 2) / wins;
    }
    winsBelow += tiedWins;
    lossesBelow += tiedLosses;
    from = to;
  }
  return placed;
}

const Z = 1.959964;

/** Mean and variance by DeLong, from placements of one score or from differences of two. */
function meanAndVariance(placed: Float64Array, won: Uint8Array): { readonly mean: number; readonly variance: number } {
  const statisticsOf = (kind: 0 | 1) => {
    let [count, sum, squares] = [0, 0, 0];
    for (let i = 0; i < placed.length; i++)
      if (won[i] === kind) {
        count++;
        sum += placed[i]!;
        squares += placed[i]! ** 2;
      }
    const mean = sum / count;
    return { mean, share: count > 1 ? Math.max(0, squares - count * mean ** 2) / (count - 1) / count : 0 };
  };
  const [wins, losses] = [statisticsOf(1), statisticsOf(0)];
  return { mean: wins.mean, variance: wins.share + losses.share };
}

/**
 * Compares only leads of the same stratum, since scores of two cards cannot be compared. The areas
 * of the strata are averaged, weighted by their numbers of pairs.
 */
function inStrata(
  strata: Uint8Array | null,
  won: Uint8Array,
  placedOf: (leads: Int32Array, won: Uint8Array) => Float64Array,
): { readonly mean: number; readonly variance: number } {
  const all = Int32Array.from(won.keys());
  const parts = strata === null ? [all] : [...new Set(strata)].map((one) => all.filter((lead) => strata[lead] === one));
  let [sum, variance, pairs] = [0, 0, 0];
  for (const leads of parts) {
    const own = Uint8Array.from(leads, (lead) => won[lead]!);
    const wins = own.reduce((a, b) => a + b, 0);
    const weight = wins * (own.length - wins);
    if (weight === 0) continue;
    const part = meanAndVariance(placedOf(leads, own), own);
    sum += weight * part.mean;
    variance += weight ** 2 * part.variance;
    pairs += weight;
  }
  if (pairs === 0 && strata !== null) return inStrata(null, won, placedOf);
  return { mean: sum / pairs, variance: variance / pairs ** 2 };
}

const some = (scores: Float64Array, leads: Int32Array) => Float64Array.from(leads, (lead) => scores[lead]!);

/** The area with its 95 % interval. `strata`: by lead, the card that scores it; null: one card. */
export function areaOf(scores: Float64Array, won: Uint8Array, strata: Uint8Array | null = null): Area {
  const { mean, variance } = inStrata(strata, won, (leads, own) => placements(some(scores, leads), own));
  const half = Z * Math.sqrt(variance);
  return { auc: mean, low: Math.max(0, mean - half), high: Math.min(1, mean + half) };
}

/** By how much one score is better than another on the same leads. */
export function differenceOf(
  one: Float64Array,
  other: Float64Array,
  won: Uint8Array,
  strata: Uint8Array | null = null,
): { readonly by: number; readonly low: number; readonly high: number } {
  const { mean, variance } = inStrata(strata, won, (leads, own) => {
    const [a, b] = [placements(some(one, leads), own), placements(some(other, leads), own)];
    return a.map((value, i) => value - b[i]!);
  });
  const half = Z * Math.sqrt(variance);
  return { by: mean, low: mean - half, high: mean + half };
}
