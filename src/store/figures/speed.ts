import { sql } from 'kysely';
import type { Db } from '../transaction.ts';
import { PRESENT } from './funnel.ts';

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

/**
 * Answers whose occasion lies within a period, by each kind; `bounds`: the first instants of its
 * months, and its end. A month's value is its place.
 */
export async function countAnswers(
  db: Db,
  { portalId, bounds, now }: { readonly portalId: number; readonly bounds: readonly number[]; readonly now: number },
): Promise<SpeedCount[]> {
  const { rows } = await sql<SpeedCount>`
    select v.kind, v.value, count(*) as owed, count(*) filter (where fate = 'kept') as kept,
      count(*) filter (where fate = 'late') as late, count(*) filter (where fate = 'missed') as missed,
      count(*) filter (where fate = 'waiting') as waiting, count(*) filter (where fate = 'dropped') as dropped,
      count(*) filter (where fate <> 'dropped' and escalate < coalesce(answered, dropped, ${now})) as escalated,
      count(*) filter (where fate in ('kept', 'late', 'missed')) as due,
      nullif(percentile_disc(0.5) within group (order by coalesce(hours, 'infinity')) filter (where fate in ('kept', 'late', 'missed')),
        'infinity') as median
    from (
      select *, case when answered <= due then 'kept' when answered is not null then 'late'
        when dropped < due then 'dropped' when due < ${now} then 'missed' else 'waiting' end as fate
      from answer p
      where portal_id = ${portalId} and occasion >= ${bounds[0]!} and occasion < ${bounds.at(-1)!} and ${PRESENT}
    ) a
    cross join lateral (values ('all', null), ('why', why), ('owner', owner_id), ('territory', territory),
      ('month', (width_bucket(occasion, ${[...bounds]}::bigint[]) - 1)::text)) v(kind, value)
    group by 1, 2 order by 1, 3 desc, 2`.execute(db);
  return rows;
}
