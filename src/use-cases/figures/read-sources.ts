import type { SourcesSeen, SourcesView } from '../../../cards/pages/figures-contract.ts';
import { rateOf } from '../../domain/figures/rates.ts';
import { countSources, type SourceCount } from '../../store/figures/sources.ts';
import type { FiguresQuery } from './figures-query.ts';
import { type FiguresContext, prepareFigures } from './prepare-figures.ts';
import { filtersOf } from './read-funnel.ts';

/** So many sources get a line each; all others share one. */
const TOLD = 25;

/** Where the contacts of a period come from, and what became of them. */
export async function readSources(
  context: FiguresContext,
  portalId: number,
  query: FiguresQuery,
): Promise<SourcesView> {
  const prepared = await prepareFigures(context, portalId, query);
  if (prepared === null) return { state: 'not_set_up' };
  const { db } = context;
  const { now, period, countedAt } = prepared;
  const found = await countSources(db, period, TOLD);
  return {
    state: 'ok',
    now,
    kinds: (['source', 'campaign', 'first_form'] as const).map((kind) => ({
      kind,
      rows: found.filter((one) => one.kind === kind).map(rowSeen),
    })),
    countedAt: countedAt(['sources', 'choices']),
    filters: await filtersOf(db, period, prepared),
  };
}

const rowSeen = ({ kind: _, ...one }: SourceCount): SourcesSeen['kinds'][number]['rows'][number] => ({
  ...one,
  rates: {
    valid: rateOf(one.valid, one.captured),
    mql: rateOf(one.mql, one.captured),
    sql: rateOf(one.sql, one.captured),
    customer: rateOf(one.customer, one.captured),
  },
});
