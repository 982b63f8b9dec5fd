import { sql } from 'kysely';
import type { Db } from '../transaction.ts';
import { addUp, byName, type CellCounter, type CountedPeriod, cellsOf } from './cells.ts';
import { FUNNEL_COUNTER } from './funnel.ts';
import { inCohort, monthOf } from './present.ts';

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

/** A mail is met when it is opened or clicked, as far as HubSpot tells. */
export const CONTENT_COUNTER: CellCounter<ContentCount> = {
  what: 'content',
  ledger: 'cohort',
  count: async (db, query) => {
    const { portalId } = query;
    const counts = sql`count(*) filter (where mql is null or at <= mql) as "beforeMql", count(*) filter (where at <= mql) as mql,
      count(*) filter (where sql is null or at <= sql) as "beforeSql", count(*) filter (where at <= sql) as sql`;
    // Each table is counted by itself: of both together PostgreSQL cannot tell how few pieces
    // there are, and would sort all that anybody ever met. `offset 0` makes it look for what each
    // contact of the cohort met, instead of reading all that anybody met.
    const { rows } = await sql<ContentCount & { month: number }>`
      with one as (
        select p.contact_id, ${monthOf('captured', query.bounds)} as month,
          least(p.mql, p.sql, p.opportunity, p.customer) as mql, least(p.sql, p.opportunity, p.customer) as sql
        from passage p where ${inCohort(query)}
      ), counted as (
        select month, e.kind, e.what, min(e.signal) as signal, ${counts}
        from one cross join lateral (
          select kind, what, signal, at from encounter
          where portal_id = ${portalId} and contact_id = one.contact_id offset 0
        ) e group by 1, 2, 3
        union all
        select month, 'mail', m.what, null, ${counts}
        from one cross join lateral (
          select campaign as what, min(least(opened, clicked)) as at from mailing
          where portal_id = ${portalId} and contact_id = one.contact_id and campaign <> '' and least(opened, clicked) is not null
          group by 1
        ) m group by 1, 3
      )
      select * from counted where "beforeSql" > 0`.execute(db);
    return rows;
  },
};

/** Of each kind the pieces that most met before they were SQL. */
export async function countContent(db: Db, period: CountedPeriod, most: number): Promise<ContentCount[]> {
  const cells = (await cellsOf(db, CONTENT_COUNTER, period)).map(({ month: _, ...cell }) => cell);
  const signals = new Map<string, string | null>();
  const keyOf = ({ kind, what }: ContentCount) => `${kind} ${what}`;
  for (const cell of cells) {
    const known = signals.get(keyOf(cell)) ?? null;
    signals.set(keyOf(cell), byName(cell.signal, known) < 0 ? cell.signal : known);
  }
  const sums = addUp(cells, keyOf, ['beforeMql', 'mql', 'beforeSql', 'sql']);
  return (['form', 'mail', 'other', 'page'] as const).flatMap((kind) =>
    sums
      .filter((one) => one.kind === kind)
      .sort((a, b) => b.beforeSql - a.beforeSql || b.beforeMql - a.beforeMql || byName(a.what, b.what))
      .slice(0, most)
      .map((one) => ({ ...one, signal: signals.get(keyOf(one)) ?? null })),
  );
}

/** How many there are, and how many of them became MQL and SQL, whatever they met. */
export async function countCohort(
  db: Db,
  period: CountedPeriod,
): Promise<{ readonly captured: number; readonly mql: number; readonly sql: number }> {
  const [all] = addUp(await cellsOf(db, FUNNEL_COUNTER, period), () => '', ['captured', 'mql', 'sql']);
  return { captured: all?.captured ?? 0, mql: all?.mql ?? 0, sql: all?.sql ?? 0 };
}
