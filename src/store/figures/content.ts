import { sql } from 'kysely';
import type { Db } from '../transaction.ts';
import { type Cohort, inCohort } from './funnel.ts';

/** A piece of content, and what became of the contacts of a cohort that met it. */
export type ContentCount = {
  readonly kind: 'page' | 'form' | 'mail' | 'other';
  readonly what: string;
  /** of what is neither page, form nor mail */
  readonly signal: string | null;
  /** contacts that met it before they were MQL, or just then; and how many became it */
  readonly beforeMql: number;
  readonly mql: number;
  /** the same of SQL */
  readonly beforeSql: number;
  readonly sql: number;
};

/**
 * Of each kind the pieces that most met before they were SQL. A mail is met when it is opened or
 * clicked, as far as HubSpot tells.
 */
export async function countContent(db: Db, cohort: Cohort, most: number): Promise<ContentCount[]> {
  const { portalId } = cohort;
  const counts = sql`count(*) filter (where mql is null or at <= mql) as "beforeMql", count(*) filter (where at <= mql) as mql,
    count(*) filter (where sql is null or at <= sql) as "beforeSql", count(*) filter (where at <= sql) as sql`;
  // Each table is counted by itself: of both together PostgreSQL cannot tell how few pieces there
  // are, and would sort all that anybody ever met.
  const { rows } = await sql<ContentCount>`
    with one as (
      select p.contact_id, least(p.mql, p.sql, p.opportunity, p.customer) as mql, least(p.sql, p.opportunity, p.customer) as sql
      from passage p where ${inCohort(cohort)}
    ), counted as (
      select e.kind, e.what, min(e.signal) as signal, ${counts}
      from encounter e join one using (contact_id) where e.portal_id = ${portalId} group by 1, 2
      union all
      select 'mail', m.what, null, ${counts}
      from (
        select contact_id, campaign as what, min(least(opened, clicked)) as at from mailing
        where portal_id = ${portalId} and campaign <> '' and least(opened, clicked) is not null group by 1, 2
      ) m join one using (contact_id) group by 2
    )
    select kind, what, signal, "beforeMql", mql, "beforeSql", sql from (
      select *, row_number() over (partition by kind order by "beforeSql" desc, "beforeMql" desc, what) as place
      from counted where "beforeSql" > 0
    ) ranked where place <= ${most} order by kind, place`.execute(db);
  return rows;
}

/** How many there are, and how many of them became MQL and SQL, whatever they met. */
export async function countCohort(
  db: Db,
  cohort: Cohort,
): Promise<{ readonly captured: number; readonly mql: number; readonly sql: number }> {
  const { rows } = await sql<{ captured: number; mql: number; sql: number }>`
    select count(*) as captured, count(coalesce(p.mql, p.sql, p.opportunity, p.customer)) as mql,
      count(coalesce(p.sql, p.opportunity, p.customer)) as sql
    from passage p where ${inCohort(cohort)}`.execute(db);
  return rows[0]!;
}
