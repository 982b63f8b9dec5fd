import { sql } from 'kysely';
import type { Db } from '../transaction.ts';
import { addUp, byName, type CellCounter, type CountedPeriod, cellsOf } from './cells.ts';
import { bySets, inCohort, kindAndValue, monthOf } from './present.ts';

/** Where contacts come from: the source, what HubSpot tells of it, the first form. */
const SOURCE_KINDS = ['source', 'campaign', 'first_form'] as const;
type SourceKind = (typeof SOURCE_KINDS)[number];

type SourceCell = {
  readonly kind: SourceKind;
  readonly value: string | null;
  readonly captured: number;
  readonly valid: number;
  readonly mql: number;
  readonly sql: number;
  readonly customer: number;
};

/** How many came from there, and what became of them. */
export type SourceCount = SourceCell & {
  /** all that are not told one by one; their value is null, as that of the unknown is */
  readonly isRest: boolean;
};

export const SOURCES_COUNTER: CellCounter<SourceCell> = {
  what: 'sources',
  ledger: 'cohort',
  count: async (db, query) => {
    const { rows } = await sql<SourceCell & { month: number }>`
      select month, ${kindAndValue(SOURCE_KINDS, 'kind')}, count(*) as captured, count(*) filter (where validity = 'valid') as valid,
        count(coalesce(mql, sql, opportunity, customer)) as mql, count(coalesce(sql, opportunity, customer)) as sql,
        count(customer) as customer
      from (select *, ${monthOf('captured', query.bounds)} as month from passage p where ${inCohort(query)}) p
      ${bySets(SOURCE_KINDS)}`.execute(db);
    return rows;
  },
};

const COUNTS = ['captured', 'valid', 'mql', 'sql', 'customer'] as const;

/** The most frequent of each kind, and all others as one: each kind adds up to all. */
export async function countSources(db: Db, period: CountedPeriod, most: number): Promise<SourceCount[]> {
  const cells = await cellsOf(db, SOURCES_COUNTER, period);
  return SOURCE_KINDS.flatMap((kind) => {
    const sums = addUp(
      cells.filter((cell) => cell.kind === kind),
      ({ value }) => JSON.stringify(value),
      COUNTS,
    )
      .map(({ month: _, ...sum }) => sum)
      .sort((a, b) => b.captured - a.captured || byName(a.value, b.value));
    const rest = addUp(sums.slice(most), () => '', COUNTS);
    return [
      ...sums.slice(0, most).map((sum) => ({ ...sum, isRest: false })),
      ...rest.map((sum) => ({ ...sum, value: null, isRest: true })),
    ];
  });
}
