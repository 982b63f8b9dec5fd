import { type RawBuilder, sql } from 'kysely';
import type { FunnelStage } from '../../domain/figures/passage.ts';
import type { Stay, StayEnd } from '../../domain/figures/time-in-stage.ts';
import type { Db } from '../transaction.ts';

/** By what contacts can be told apart. */
export const FUNNEL_FILTERS = [
  'source',
  'persona',
  'country',
  'industry',
  'company_size',
  'product',
  'territory',
  'owner_id',
] as const;
type FunnelFilter = (typeof FUNNEL_FILTERS)[number];

export type Cohort = {
  readonly portalId: number;
  /** contacts that were captured from then on, and before this */
  readonly from: number;
  readonly until: number;
  /** only those with these values; the empty one: unknown */
  readonly only: Readonly<Partial<Record<FunnelFilter, string>>>;
};

/** One that is hidden, since HubSpot does not seem to have it any more, is not counted. */
export const PRESENT = sql`not exists (select from contact k where k.portal_id = p.portal_id
  and k.contact_id = p.contact_id and k.missing_since is not null)`;

const wantedOf = (only: Cohort['only'], of: string): RawBuilder<unknown>[] =>
  FUNNEL_FILTERS.flatMap((name) => {
    const value = only[name];
    return value === undefined
      ? []
      : [sql`${sql.ref(`${of}.${name}`)} is not distinct from ${value === '' ? null : value}`];
  });

export const inCohort = ({ portalId, from, until, only }: Cohort): RawBuilder<unknown> =>
  sql.join(
    [
      sql`p.portal_id = ${portalId} and p.captured >= ${from} and p.captured < ${until}`,
      ...wantedOf(only, 'p'),
      PRESENT,
    ],
    sql` and `,
  );

/** Beside a condition on `p`: only contacts with these values; nothing is chosen: everybody. */
export function ofChosen(portalId: number, only: Cohort['only']): RawBuilder<unknown> {
  const wanted = wantedOf(only, 'q');
  if (wanted.length === 0) return sql``;
  return sql`and exists (select from passage q where q.portal_id = ${portalId} and q.contact_id = p.contact_id
    and ${sql.join(wanted, sql` and `)})`;
}

/** Who was captured in a month, and how many of them have reached each stage, or one after it. */
export type FunnelMonth = Readonly<Record<FunnelStage, number>> & {
  /** its place among the months */
  readonly month: number;
  /** who has reached a later stage and never was in this one, as far as known */
  readonly skipped: Readonly<Record<'mql' | 'sql' | 'opportunity', number>>;
};

/** `bounds`: the first instants of the months, and the end of the last. Empty ones are left out. */
export async function funnelMonths(
  db: Db,
  cohort: Omit<Cohort, 'from' | 'until'>,
  bounds: readonly number[],
): Promise<FunnelMonth[]> {
  const period = { ...cohort, from: bounds[0]!, until: bounds.at(-1)! };
  const { rows } = await sql<FunnelMonth>`
    select width_bucket(p.captured, ${[...bounds]}::bigint[]) - 1 as month, count(*) as captured,
      count(coalesce(p.mql, p.sql, p.opportunity, p.customer)) as mql,
      count(coalesce(p.sql, p.opportunity, p.customer)) as sql,
      count(coalesce(p.opportunity, p.customer)) as opportunity, count(p.customer) as customer,
      jsonb_build_object(
        'mql', count(coalesce(p.sql, p.opportunity, p.customer)) filter (where p.mql is null),
        'sql', count(coalesce(p.opportunity, p.customer)) filter (where p.sql is null),
        'opportunity', count(p.customer) filter (where p.opportunity is null)) as skipped
    from passage p where ${inCohort(period)}
    group by 1 order by 1`.execute(db);
  return rows;
}

/** What ends a stay in a stage: the next stages, a deal lost, and silence. */
const ENDS = {
  captured: { next: sql`least(p.mql, p.sql, p.opportunity, p.customer)`, silent: sql`p.silent_lead` },
  mql: { next: sql`least(p.sql, p.opportunity, p.customer)`, silent: sql`p.silent_mql` },
  sql: { next: sql`least(p.opportunity, p.customer)`, silent: sql`p.silent_sql` },
  opportunity: { next: sql`p.customer`, silent: sql`null::bigint` },
} as const;
export type PassedStage = keyof typeof ENDS;

/**
 * How long those of a cohort stayed in a stage that they entered, in whole days, and how it ended;
 * who is still in it, for how long. Who entered a later stage before this one is left out.
 */
export async function staysIn(db: Db, stage: PassedStage, cohort: Cohort, now: number): Promise<Stay[]> {
  const { next, silent } = ENDS[stage];
  const entered = sql`p.${sql.ref(stage)}`;
  const { rows } = await sql<{ readonly days: number; readonly end: StayEnd; readonly contacts: number }>`
    select floor((least(next, lost, silent, ${now}) - entered) / 86400000.0)::int as days,
      case when least(next, lost, silent) is null or least(next, lost, silent) > ${now} then 'open'
        when next <= least(lost, silent) or least(lost, silent) is null then 'next'
        when lost <= silent or silent is null then 'lost' else 'silent' end as end,
      count(*) as contacts
    from (
      select ${entered} as entered, ${next} as next,
        case when p.lost >= ${entered} then p.lost end as lost, case when ${silent} >= ${entered} then ${silent} end as silent
      from passage p where ${inCohort(cohort)} and ${entered} <= ${now}
    ) s
    where next is null or next >= entered
    group by 1, 2`.execute(db);
  return rows;
}

export type FilterOption = { readonly filter: FunnelFilter; readonly value: string | null; readonly contacts: number };

/** By what the contacts of a period can be told apart, the most frequent values first. */
export async function filterOptions(
  db: Db,
  { portalId, from, until }: Omit<Cohort, 'only'>,
  most: number,
): Promise<FilterOption[]> {
  const { rows } = await sql<FilterOption>`
    select filter, value, contacts from (
      select filter, value, contacts, row_number() over (partition by filter order by contacts desc, value) as place
      from (
        select ${kindAndValue(FUNNEL_FILTERS, 'filter')}, count(*) as contacts
        from passage p where ${inCohort({ portalId, from, until, only: {} })}
        ${bySets(FUNNEL_FILTERS)}
      ) counted
    ) ranked where place <= ${most} order by filter, place`.execute(db);
  return rows;
}

/**
 * Counts by each of these columns of `p` in one scan: hashing each column takes a fraction of what
 * a row for each column would.
 */
export const bySets = (columns: readonly string[]): RawBuilder<unknown> =>
  sql`group by grouping sets (${sql.join(columns.map((name) => sql`(${sql.ref(`p.${name}`)})`))})`;

/** By which of the columns a row of `bySets` counts, and its value. */
export function kindAndValue(columns: readonly string[], kind: string): RawBuilder<unknown> {
  const each = (of: (name: string) => RawBuilder<unknown>) =>
    sql.join(
      columns.map((name) => sql`when grouping(${sql.ref(`p.${name}`)}) = 0 then ${of(name)}`),
      sql` `,
    );
  return sql`case ${each((name) => sql.lit(name))} end as ${sql.ref(kind)}, case ${each((name) => sql.ref(`p.${name}`))} end as value`;
}
