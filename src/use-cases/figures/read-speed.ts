import type { SpeedRow, SpeedView } from '../../../cards/pages/contracts/figures-contract.ts';
import { ENOUGH_FOR_SHARE, rateOf } from '../../domain/figures/rates.ts';
import { countAnswers, type SpeedCount } from '../../store/figures/speed.ts';
import { ownerNames } from '../contacts/read/owner-names.ts';
import type { FiguresQuery } from './figures-query.ts';
import { byMonth, type FiguresContext, prepareFigures, sinceEver, territoryNames } from './prepare-figures.ts';
import { filtersOf } from './read-funnel.ts';

const NONE = { owed: 0, kept: 0, late: 0, missed: 0, waiting: 0, dropped: 0, escalated: 0, due: 0, median: null };

/** How soon sales answered what was owed in a period. */
export async function readSpeed(context: FiguresContext, portalId: number, query: FiguresQuery): Promise<SpeedView> {
  const prepared = await prepareFigures(context, portalId, query);
  if (prepared === null) return { state: 'not_set_up' };
  const { portal, model, now, period, countedAt } = prepared;
  const found = await countAnswers(context.db, period, now);
  const nameOf = { why: (value: string) => value, owner: ownerNames(portal.account), territory: territoryNames(model) };
  return {
    state: 'ok',
    now,
    // Whoever is answered now may have been captured at any time.
    filters: await filtersOf(context.db, sinceEver(period), prepared),
    countedAt: countedAt(['answers', 'filters']),
    hours: model.response
      ? { answer: model.response.workingHours, escalate: model.response.escalateAfterWorkingHours }
      : null,
    total: rowSeen(
      found.find(({ kind }) => kind === 'all'),
      null,
    ),
    kinds: (['why', 'owner', 'territory'] as const).map((kind) => ({
      kind,
      rows: found
        .filter((one) => one.kind === kind)
        .map((one) => rowSeen(one, one.value === null ? null : nameOf[kind](one.value))),
    })),
    months: byMonth(prepared, (month) => ({
      speed: rowSeen(
        found.find((one) => one.kind === 'month' && one.value === `${month}`),
        null,
      ),
    })),
  };
}

function rowSeen(found: SpeedCount | undefined, label: string | null): SpeedRow {
  const { owed, kept, late, missed, waiting, dropped, escalated, due, median } = found ?? NONE;
  const isEnough = due >= ENOUGH_FOR_SHARE;
  const counts = { owed, kept, late, missed, waiting, dropped, escalated };
  const rounded = median === null ? null : Math.round(10 * median) / 10;
  return { label, ...counts, inTime: rateOf(kept, due), median: isEnough ? rounded : null, isEnough };
}
