import { sql } from 'kysely';
import type { Db } from '../transaction.ts';
import { type Cohort, ofChosen, PRESENT } from './funnel.ts';

/** By what answers are told apart; `all`: not at all. */
type SpeedKind = 'all' | 'why' | 'owner' | 'territory' | 'month';

/** Answers that sales owed, and what became of them. */
export type SpeedCount = {
  readonly kind: SpeedKind;
  /** null: nobody, none */
  readonly value: string | null;
  readonly owed: number;
  /** by their deadline */
  readonly kept: number;
  readonly late: number;
  /** the deadline has passed, and nobody has answered */
  readonly missed: number;
  /** the deadline is to come */
  readonly waiting: number;
  /** nobody wanted an answer any more before its deadline */
  readonly dropped: number;
  /** the second deadline passed before anybody answered */
  readonly escalated: number;
  /** those that were answered, or whose deadline has passed */
  readonly due: number;
  /** working hours after which half of those had an answer; null: half of them had none */
  readonly median: number | null;
};

const COUNTS = ['owed', 'kept', 'late', 'missed', 'waiting', 'dropped', 'escalated', 'due'] as const;
const KINDS = ['why', 'owner_id', 'territory', 'month'] as const;

/**
 * Answers whose occasion lies within a period, by each kind; `bounds`: the first instants of its
 * months, and its end. A month's value is its place. The median is found among tenths of an hour,
 * as it is told: those are few, however many answers there are.
 */
export async function countAnswers(
  db: Db,
  {
    portalId,
    bounds,
    now,
    only = {},
  }: {
    readonly portalId: number;
    readonly bounds: readonly number[];
    readonly now: number;
    readonly only?: Cohort['only'];
  },
): Promise<SpeedCount[]> {
  const fate = (...names: readonly string[]) => sql`count(*) filter (where fate in (${sql.join(names)}))`;
  const { rows } = await sql<SpeedCount>`
    with a as (
      select why, owner_id, territory, width_bucket(occasion, ${[...bounds]}::bigint[]) - 1 as month,
        round(hours * 10) as tenths, escalate, answered, dropped,
        case when answered <= due then 'kept' when answered is not null then 'late'
          when dropped < due then 'dropped' when due < ${now} then 'missed' else 'waiting' end as fate
      from answer p
      where portal_id = ${portalId} and occasion >= ${bounds[0]!} and occasion < ${bounds.at(-1)!} and ${PRESENT}
        ${ofChosen(portalId, only)}
    ), cell as (
      select case when grouping(why) = 0 then 'why' when grouping(owner_id) = 0 then 'owner'
          when grouping(territory) = 0 then 'territory' when grouping(month) = 0 then 'month' else 'all' end as kind,
        case when grouping(why) = 0 then why when grouping(owner_id) = 0 then owner_id
          when grouping(territory) = 0 then territory when grouping(month) = 0 then month::text end as value,
        tenths, count(*) as owed, ${fate('kept')} as kept, ${fate('late')} as late, ${fate('missed')} as missed,
        ${fate('waiting')} as waiting, ${fate('dropped')} as dropped, ${fate('kept', 'late', 'missed')} as due,
        count(*) filter (where fate <> 'dropped' and escalate < coalesce(answered, dropped, ${now})) as escalated
      from a group by grouping sets ((tenths), ${sql.join(KINDS.map((name) => sql`(${sql.ref(name)}, tenths)`))})
    ), placed as (
      select *, sum(due) over (partition by kind, value order by tenths) as until, sum(due) over (partition by kind, value) as of_all
      from cell
    )
    select kind, value, ${sql.join(COUNTS.map((name) => sql`sum(${sql.ref(name)})::bigint as ${sql.ref(name)}`))},
      (min(tenths) filter (where due > 0 and 2 * until >= of_all) / 10)::float8 as median
    from placed group by 1, 2 order by 1, 3 desc, 2`.execute(db);
  return rows;
}
