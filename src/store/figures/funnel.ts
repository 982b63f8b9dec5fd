import { sql } from 'kysely';
import type { FunnelStage } from '../../domain/figures/passage.ts';
import type { Stay, StayEnd } from '../../domain/figures/time-in-stage.ts';
import type { Db } from '../transaction.ts';
import { addUp, byName, type CellCounter, type CountedPeriod, cellsOf } from './cells.ts';
import {
  bySets,
  type ChosenTraits,
  FUNNEL_FILTERS,
  type FunnelFilter,
  inCohort,
  kindAndValue,
  monthOf,
} from './present.ts';

/** Who was captured in a month, and how many of them have reached each stage, or one after it. */
export type FunnelMonth = Readonly<Record<FunnelStage, number>> & {
  /** its place among the months */
  readonly month: number;
  /** who has reached a later stage and never was in this one, as far as known */
  readonly skipped: Readonly<Record<'mql' | 'sql' | 'opportunity', number>>;
};

export const FUNNEL_COUNTER: CellCounter<Omit<FunnelMonth, 'month'>> = {
  what: 'funnel',
  ledger: 'cohort',
  count: async (db, query) => {
    const { rows } = await sql<FunnelMonth>`
      select ${monthOf('captured', query.bounds)} as month, count(*) as captured,
        count(coalesce(p.mql, p.sql, p.opportunity, p.customer)) as mql,
        count(coalesce(p.sql, p.opportunity, p.customer)) as sql,
        count(coalesce(p.opportunity, p.customer)) as opportunity, count(p.customer) as customer,
        jsonb_build_object(
          'mql', count(coalesce(p.sql, p.opportunity, p.customer)) filter (where p.mql is null),
          'sql', count(coalesce(p.opportunity, p.customer)) filter (where p.sql is null),
          'opportunity', count(p.customer) filter (where p.opportunity is null)) as skipped
      from passage p where ${inCohort(query)}
      group by 1`.execute(db);
    return rows;
  },
};

/** Empty months are left out. */
export async function funnelMonths(db: Db, period: CountedPeriod): Promise<FunnelMonth[]> {
  return (await cellsOf(db, FUNNEL_COUNTER, period)).sort((a, b) => a.month - b.month);
}

const PASSED = ['captured', 'mql', 'sql', 'opportunity'] as const;
export type PassedStage = (typeof PASSED)[number];

type StayCell = {
  readonly stage: PassedStage;
  readonly end: StayEnd;
  /** whole days until it ended; of an open one the first midnight since it began, in days of UTC */
  readonly days: number;
  readonly contacts: number;
};

/** What ends a stay in a stage: the next stages, a deal lost, and silence. */
export const STAYS_COUNTER: CellCounter<StayCell> = {
  what: 'time_in_stage',
  ledger: 'cohort',
  count: async (db, query) => {
    const { rows } = await sql<StayCell & { month: number }>`
      select month, stage,
        case when least(next, lost, silent) is null then 'open'
          when next <= least(lost, silent) or least(lost, silent) is null then 'next'
          when lost <= silent or silent is null then 'lost' else 'silent' end as end,
        coalesce(floor((least(next, lost, silent) - entered) / 86400000.0), ceil(entered / 86400000.0))::int as days,
        count(*) as contacts
      from (
        select ${monthOf('captured', query.bounds)} as month, stage, entered, next,
          case when p.lost >= entered then p.lost end as lost, case when silent >= entered then silent end as silent
        from passage p cross join lateral (values
          ('captured', p.captured, least(p.mql, p.sql, p.opportunity, p.customer), p.silent_lead),
          ('mql', p.mql, least(p.sql, p.opportunity, p.customer), p.silent_mql),
          ('sql', p.sql, least(p.opportunity, p.customer), p.silent_sql),
          ('opportunity', p.opportunity, p.customer, null)) v(stage, entered, next, silent)
        where ${inCohort(query)} and entered is not null
      ) s
      where next is null or next >= entered
      group by 1, 2, 3, 4`.execute(db);
    return rows;
  },
};

/**
 * How long those of a cohort stayed in each stage that they entered, in whole days, and how it
 * ended. Who is still in it was watched until the last midnight, in UTC. Who entered a later stage
 * before this one is left out.
 */
export async function staysIn(
  db: Db,
  period: CountedPeriod,
  now: number,
): Promise<Readonly<Record<PassedStage, Stay[]>>> {
  const today = Math.floor(now / 86_400_000);
  const cells = (await cellsOf(db, STAYS_COUNTER, period)).map(({ stage, end, days, contacts }) => ({
    stage,
    end,
    days: end === 'open' ? Math.max(0, today - days) : days,
    contacts,
  }));
  const sums = addUp(cells, ({ stage, end, days }) => `${stage} ${end} ${days}`, ['contacts']);
  const of = (stage: PassedStage) =>
    sums.filter((one) => one.stage === stage).map(({ days, end, contacts }) => ({ days, end, contacts }));
  return { captured: of('captured'), mql: of('mql'), sql: of('sql'), opportunity: of('opportunity') };
}

export type FilterOption = { readonly filter: FunnelFilter; readonly value: string | null; readonly contacts: number };

export const OPTIONS_COUNTER: CellCounter<FilterOption> = {
  what: 'filters',
  ledger: 'cohort',
  count: async (db, query) => {
    const { rows } = await sql<FilterOption & { month: number }>`
      select month, ${kindAndValue(FUNNEL_FILTERS, 'filter')}, count(*) as contacts
      from (select *, ${monthOf('captured', query.bounds)} as month from passage p where ${inCohort(query)}) p
      ${bySets(FUNNEL_FILTERS, 'month')}`.execute(db);
    return rows;
  },
};

/** By what the contacts of a period can be told apart, whatever is chosen. */
export async function filterOptions(db: Db, period: CountedPeriod, most: number): Promise<FilterOption[]> {
  const cells = await cellsOf(db, OPTIONS_COUNTER, { ...period, only: {} });
  const options = addUp(cells, ({ filter, value }) => JSON.stringify([filter, value]), ['contacts']);
  return mostFrequent(options, period.only, most);
}

/** Of each filter so many values, the most frequent first, and what is chosen in any case. */
export const mostFrequent = (options: readonly FilterOption[], only: ChosenTraits, most: number): FilterOption[] =>
  FUNNEL_FILTERS.flatMap((filter) =>
    options
      .filter((one) => one.filter === filter)
      .sort((a, b) => b.contacts - a.contacts || byName(a.value, b.value))
      .filter(({ value }, place) => place < most || (value ?? '') === only[filter])
      .map(({ value, contacts }) => ({ filter, value, contacts })),
  );
