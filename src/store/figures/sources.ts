import { sql } from 'kysely';
import type { Db } from '../transaction.ts';
import { bySets, type Cohort, inCohort, kindAndValue } from './funnel.ts';

/** Where contacts come from: the source, what HubSpot tells of it, the first form. */
const KINDS = ['source', 'campaign', 'first_form'] as const;
type SourceKind = (typeof KINDS)[number];

/** How many came from there, and what became of them. */
export type SourceCount = {
  readonly kind: SourceKind;
  /** null: unknown, or all that are not told one by one */
  readonly value: string | null;
  readonly isRest: boolean;
  readonly captured: number;
  readonly valid: number;
  readonly mql: number;
  readonly sql: number;
  readonly customer: number;
};

/** The most frequent of each kind, and all others as one: each kind adds up to all. */
export async function countSources(db: Db, cohort: Cohort, most: number): Promise<SourceCount[]> {
  const { rows } = await sql<SourceCount>`
    select kind, case when not rest then value end as value, rest as "isRest", sum(captured)::bigint as captured,
      sum(valid)::bigint as valid, sum(mql)::bigint as mql, sum(sql)::bigint as sql, sum(customer)::bigint as customer
    from (
      select *, row_number() over (partition by kind order by captured desc, value) > ${most} as rest
      from (
        select ${kindAndValue(KINDS, 'kind')}, count(*) as captured, count(*) filter (where p.validity = 'valid') as valid,
          count(coalesce(p.mql, p.sql, p.opportunity, p.customer)) as mql,
          count(coalesce(p.sql, p.opportunity, p.customer)) as sql, count(p.customer) as customer
        from passage p where ${inCohort(cohort)}
        ${bySets(KINDS)}
      ) counted
    ) ranked
    group by 1, 2, 3 order by 1, 3, 4 desc, 2`.execute(db);
  return rows;
}
