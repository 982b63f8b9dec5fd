import { type RawBuilder, sql } from 'kysely';
import { withRoom } from '../figures/cells.ts';
import { type ChosenTraits, ofChosen, presentOnes } from '../figures/present.ts';
import type { Db } from '../transaction.ts';
import { isOpenTask } from './at-hand.ts';
import { SUMMARY } from './tasks.ts';

/** Why a contact waits; it may be more than one. */
const WAITS = ['unanswered', 'woke', 'by_hand', 'without_owner'] as const;
type Wait = (typeof WAITS)[number];

type WorkItem = {
  readonly contactId: number;
  readonly waits: readonly Wait[];
  /** HubSpot's id; null: the contact has none, or one who has left the account */
  readonly ownerId: string | null;
  /** the subject of the task that is due first; null: there is no task */
  readonly task: string | null;
  /** the deadline; null: there is none, and the contact only lacks an owner */
  readonly dueAt: number | null;
  /** when the answer was owed, the task was created, or the contact qualified */
  readonly since: number;
};

export type WorkList = {
  readonly count: number;
  readonly late: number;
  readonly withoutOwner: number;
  /** since when the longest waiting contact has had no owner; null: all have one */
  readonly withoutOwnerSince: number | null;
  readonly waiting: Readonly<Record<Wait, number>>;
  /** some of them, in the order that was asked for */
  readonly items: readonly WorkItem[];
};

type Waiting = {
  readonly portalId: number;
  /** ids of the owners in the account */
  readonly owners: readonly string[];
  /** only what waits for this one */
  readonly ownerId?: string | null;
  readonly only?: ChosenTraits;
};

/** What comes first: what is due, the highest score, or who has waited longest; then the score. */
export const WORK_ORDERS = ['due', 'score', 'since'] as const;
export type WorkOrder = (typeof WORK_ORDERS)[number];

const ORDERED: Readonly<Record<WorkOrder, RawBuilder<unknown>>> = {
  due: sql`owner_id is not null, due_at nulls last, points desc nulls last`,
  score: sql`points desc nulls last, due_at nulls last`,
  since: sql`since nulls last, due_at nulls last, points desc nulls last`,
};

/** SQL: `item`, what waits for people: answers that sales owes, open tasks, and SQLs of nobody. */
export function waitingItems({ portalId, owners, ownerId = null, only = {} }: Waiting): RawBuilder<unknown> {
  const inAccount = sql`coalesce(p.owner_id = any(${[...owners]}::text[]), false)`;
  return sql`
    -- Nothing is chosen before all is together: PostgreSQL takes a choice for much rarer than it is.
    task as materialized (
      select distinct on (contact_id) contact_id, body ->> 'subject' as subject, due_at, created_at,
        bool_or(kind in ('manual', 'late')) over (partition by contact_id) as by_hand from task
      where portal_id = ${portalId} and ${isOpenTask} and kind <> ${SUMMARY}
      order by contact_id, due_at, key
    ), held as materialized (
      select p.*, t.subject, t.due_at, t.created_at, coalesce(t.by_hand, false) as by_hand, t.contact_id is not null as has_task
      from at_hand p left join task t using (contact_id)
      where ${presentOnes(portalId, {})} and (p.with_sales or t.contact_id is not null)
    ), item as materialized (
      select contact_id, case when ${inAccount} then p.owner_id end as owner_id, p.subject, p.points,
        least(p.due_at, p.answer_by) as due_at,
        coalesce(case when p.answer_by is not null then p.owed_since end, p.created_at, p.qualified_since) as since,
        array_remove(array[
          case when p.answer_by is not null and p.woke is not true then 'unanswered' end, case when p.answer_by is not null and p.woke then 'woke' end,
          case when p.by_hand then 'by_hand' end, case when not ${inAccount} then 'without_owner' end], null) as waits
      from held p where (p.has_task or p.answer_by is not null or not ${inAccount})
        and (${ownerId}::text is null or p.owner_id = ${ownerId}) ${ofChosen(portalId, only)}
    )`;
}

/**
 * What waits for people. `ofWait`: at least so many of each kind are among the items, beyond the
 * limit if need be.
 */
export async function workList(
  db: Db,
  {
    portalId,
    now,
    limit,
    ofWait = 0,
    order = 'due',
    ...waiting
  }: Waiting & {
    readonly now: number;
    readonly limit: number;
    readonly ofWait?: number;
    readonly order?: WorkOrder;
  },
): Promise<WorkList> {
  const shown = (which: RawBuilder<unknown>, most: number) =>
    sql`(select * from item where ${which} order by ${ORDERED[order]}, contact_id limit ${most})`;
  const { rows } = await withRoom(db, 'reads_all', (trx) =>
    sql<WorkList>`
    with ${waitingItems({ portalId, ...waiting })}, shown as (
      ${sql.join([shown(sql`true`, limit), ...WAITS.map((wait) => shown(sql`${sql.lit(wait)} = any(waits)`, ofWait))], sql` union `)}
    )
    select count(*) as count, count(*) filter (where due_at < ${now}) as late,
      count(*) filter (where owner_id is null) as "withoutOwner", min(since) filter (where owner_id is null) as "withoutOwnerSince",
      jsonb_build_object(${sql.join(WAITS.map((wait) => sql`${sql.lit(wait)}, count(*) filter (where ${sql.lit(wait)} = any(waits))`))}) as waiting,
      (select coalesce(jsonb_agg(jsonb_build_object('contactId', contact_id, 'waits', to_jsonb(waits), 'ownerId', owner_id, 'task', subject,
          'dueAt', due_at, 'since', since) order by ${ORDERED[order]}, contact_id), '[]') from shown) as items
    from item`.execute(trx),
  );
  return rows[0]!;
}
