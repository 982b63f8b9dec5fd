export type Scored = { readonly score: number; readonly positive: boolean };

/** Area under the ROC curve with its 95 % interval. */
export type Auc = { readonly auc: number; readonly low: number; readonly high: number };

/**
 * The probability that a positive scores above a negative, ties counted half: exact, from ranks
 * (Mann and Whitney). Interval: Hanley and McNeil 1982. Both kinds must occur.
 */
export function rocAuc(scored: readonly Scored[]): Auc {
  const groups = [...Map.groupBy(scored, (s) => s.score)].toSorted(([a], [b]) => a - b).map(([, tied]) => tied);
  const positives = scored.filter((s) => s.positive).length;
  const negatives = scored.length - positives;
  if (positives === 0 || negatives === 0) throw new Error('Expected positives and negatives; only one kind came.');

  let negativesBelow = 0;
  let wins = 0;
  for (const tied of groups) {
    const won = tied.filter((s) => s.positive).length;
    const lost = tied.length - won;
    wins += won * (negativesBelow + lost / 2);
    negativesBelow += lost;
  }
  const auc = wins / (positives * negatives);
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc * auc) / (1 + auc);
  const variance =
    (auc * (1 - auc) + (positives - 1) * (q1 - auc * auc) + (negatives - 1) * (q2 - auc * auc)) /
    (positives * negatives);
  const half = 1.96 * Math.sqrt(Math.max(0, variance));
  return { auc, low: Math.max(0, auc - half), high: Math.min(1, auc + half) };
}
