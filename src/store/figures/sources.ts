import { sql } from 'kysely';
import type { Stay } from '../../domain/figures/time-in-stage.ts';
import type { Db } from '../transaction.ts';
import { addUp, byName, type Cell, type CellCounter, type CountedPeriod, cellsOf } from './cells.ts';
import { bySets, inCohort, kindAndValue, monthOf } from './present.ts';

/** Where contacts come from: the source, what HubSpot tells of it, the first form and page. */
export const SOURCE_KINDS = ['source', 'campaign', 'first_form', 'first_page'] as const;
type SourceKind = (typeof SOURCE_KINDS)[number];

export type SourceCell = {
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
  what: 'origins',
  ledger: 'cohort',
  count: async (db, query) => {
    const { rows } = await sql<SourceCell & { month: number }>`
      select month, ${kindAndValue(SOURCE_KINDS, 'kind')}, count(*) as captured, count(*) filter (where validity = 'valid') as valid,
        count(coalesce(mql, sql, opportunity, customer)) as mql, count(coalesce(sql, opportunity, customer)) as sql,
        count(customer) as customer
      from (select *, ${monthOf('captured', query.bounds)} as month from passage p where ${inCohort(query)}) p
      ${bySets(SOURCE_KINDS, 'month')}`.execute(db);
    return rows;
  },
};

export const SOURCE_COUNTS = ['captured', 'valid', 'mql', 'sql', 'customer'] as const;

export const sourceCells = (db: Db, period: CountedPeriod): Promise<Cell<SourceCell>[]> =>
  cellsOf(db, SOURCES_COUNTER, period);

/** The most frequent of each kind, and all others as one: each kind adds up to all. */
export function countSources(cells: readonly Cell<SourceCell>[], most: number): SourceCount[] {
  return SOURCE_KINDS.flatMap((kind) => {
    const sums = addUp(
      cells.filter((cell) => cell.kind === kind),
      ({ value }) => JSON.stringify(value),
      SOURCE_COUNTS,
    )
      .map(({ month: _, ...sum }) => sum)
      .sort((a, b) => b.captured - a.captured || byName(a.value, b.value));
    const rest = addUp(sums.slice(most), () => '', SOURCE_COUNTS);
    return [
      ...sums.slice(0, most).map((sum) => ({ ...sum, isRest: false })),
      ...rest.map((sum) => ({ ...sum, value: null, isRest: true })),
    ];
  });
}

type WinCell = {
  readonly source: string | null;
  readonly isWon: boolean;
  /** whole days until it was won; of others the first midnight since capture, in days of UTC */
  readonly days: number;
  readonly contacts: number;
};

export const WINS_COUNTER: CellCounter<WinCell> = {
  what: 'time_to_win',
  ledger: 'cohort',
  count: async (db, query) => {
    const { rows } = await sql<WinCell & { month: number }>`
      select ${monthOf('captured', query.bounds)} as month, p.source, p.customer is not null as "isWon",
        coalesce(floor((p.customer - p.captured) / 86400000.0), ceil(p.captured / 86400000.0))::int as days,
        count(*) as contacts
      from passage p where ${inCohort(query)} group by 1, 2, 3, 4`.execute(db);
    return rows;
  },
};

/**
 * How long it took from capture until a customer, by source. A lost deal or silence ends nothing:
 * whoever comes back later may still be won.
 */
export async function winsOf(db: Db, period: CountedPeriod, now: number): Promise<ReadonlyMap<string | null, Stay[]>> {
  const today = Math.floor(now / 86_400_000);
  const stays = new Map<string | null, Stay[]>();
  for (const { source, isWon, days, contacts } of await cellsOf(db, WINS_COUNTER, period)) {
    const stay: Stay = isWon
      ? { end: 'next', days, contacts }
      : { end: 'open', days: Math.max(0, today - days), contacts };
    stays.set(source, [...(stays.get(source) ?? []), stay]);
  }
  return stays;
}
