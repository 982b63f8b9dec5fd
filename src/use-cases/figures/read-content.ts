import type { ContentSeen, ContentView } from '../../../cards/pages/contracts/figures-contract.ts';
import { stageOfContent } from '../../domain/figures/encounters.ts';
import { rateOf } from '../../domain/figures/rates.ts';
import { countCohort, countContent } from '../../store/figures/content.ts';
import type { FiguresQuery } from './figures-query.ts';
import { type FiguresContext, prepareFigures } from './prepare-figures.ts';
import { filtersOf } from './read-funnel.ts';

/** Pieces of content that are shown of each kind. */
const TOLD = 50;

/** Which content contacts of a period met before they became MQL and SQL. */
export async function readContent(
  context: FiguresContext,
  portalId: number,
  query: FiguresQuery,
): Promise<ContentView> {
  const prepared = await prepareFigures(context, portalId, query);
  if (prepared === null) return { state: 'not_set_up' };
  const { db } = context;
  const { now, period, model, countedAt } = prepared;
  const { captured, mql, sql } = await countCohort(db, period);
  const found = await countContent(db, period, TOLD);
  return {
    state: 'ok',
    now,
    all: { captured, mql, sql, rates: { mql: rateOf(mql, captured), sql: rateOf(sql, captured) } },
    kinds: (['form', 'page', 'mail', 'other'] as const).map((kind) => ({
      kind,
      rows: found
        .filter((content) => content.kind === kind)
        .map((content): ContentSeen['kinds'][number]['rows'][number] => {
          const { what, beforeMql, mql, beforeSql, sql } = content;
          const rates = { mql: rateOf(mql, beforeMql), sql: rateOf(sql, beforeSql) };
          return { what, stage: stageOfContent(model, content), beforeMql, mql, beforeSql, sql, rates };
        }),
    })),
    countedAt: countedAt(['funnel', 'content', 'filters']),
    filters: await filtersOf(db, period, prepared),
  };
}
