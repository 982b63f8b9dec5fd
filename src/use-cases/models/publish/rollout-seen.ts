import type { RolloutSeen } from '../../../../cards/pages/contracts/model-contract.ts';
import type { WhatIfCounts } from '../../../domain/changes/what-if/tally.ts';
import type { RolloutProgress } from '../../../domain/sync/jobs.ts';

/**
 * How far a roll-out is, for the page. `waiting`: contacts that are due and not judged yet;
 * `result`: the counts of its plan; null: it was published without a plan.
 */
export function rolloutSeen(
  { version, startedAt, paused, pausedBy, resumed, movers, total, done }: RolloutProgress,
  {
    waiting,
    result,
    now,
  }: {
    readonly waiting: number;
    readonly result: Pick<WhatIfCounts, 'pointsOnly' | 'cost'> | null;
    readonly now: number;
  },
): RolloutSeen {
  const judged = Math.min(total, Math.max(0, done - waiting));
  const moved = Math.min(movers, judged);
  return {
    version,
    startedAt,
    paused: paused ? { by: pausedBy?.name ?? null, at: pausedBy?.at ?? null } : null,
    movers: { done: moved, of: movers },
    contacts: { done: judged, of: total },
    calls: result && callsOf(result, { moved, movers, others: judged - moved, all: total - movers }),
    doneAt: paused ? null : doneAt({ from: resumed ?? { at: startedAt, done: 0 }, judged, total, now }),
  };
}

/**
 * Estimates the calls so far: they are spent on movers, and on other contacts whose points change.
 */
function callsOf(
  { pointsOnly, cost }: Pick<WhatIfCounts, 'pointsOnly' | 'cost'>,
  at: { readonly moved: number; readonly movers: number; readonly others: number; readonly all: number },
): NonNullable<RolloutSeen['calls']> {
  const written = at.moved + (at.all <= 0 ? 0 : (at.others * pointsOnly) / at.all);
  const share = at.movers + pointsOnly === 0 ? 1 : written / (at.movers + pointsOnly);
  return { done: Math.min(cost.calls, Math.round(cost.calls * share)), of: cost.calls };
}

function doneAt({
  from,
  judged,
  total,
  now,
}: {
  readonly from: { readonly at: number; readonly done: number };
  readonly judged: number;
  readonly total: number;
  readonly now: number;
}): number | null {
  const since = judged - from.done;
  if (since <= 0 || now <= from.at) return null;
  return Math.round(now + ((total - judged) * (now - from.at)) / since);
}
