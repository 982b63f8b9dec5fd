import { type RawBuilder, sql } from 'kysely';
import { type ChosenTraits, ofChosen } from '../figures/present.ts';
import type { Db } from '../transaction.ts';
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
  const inAccount = sql`coalesce(owner_id = any(${[...owners]}::text[]), false)`;
  return sql`
    task as materialized (
      select distinct on (contact_id) contact_id, body ->> 'subject' as subject, due_at, created_at,
        bool_or(kind in ('manual', 'late')) over (partition by contact_id) as by_hand from task
      where portal_id = ${portalId} and close_as is null and state in ('pending', 'sending', 'created') and kind <> ${SUMMARY}
      order by contact_id, due_at, key
    ), held as materialized (
      select contact_id from task
      union select contact_id from contact where portal_id = ${portalId} and track = 'sales_ready'
    ), found as materialized (
      select k.contact_id, t.subject, t.due_at as task_due_at, t.created_at, t.by_hand,
        k.memory #>> '{owed,why}' in ('lost_deal_woke', 'sql_woke', 'mql_woke') as woke,
        nullif(k.facts #>> '{contact,hubspot_owner_id}', '') as owner_id,
        case when e.response ->> 'answeredAt' is null then (e.response ->> 'dueAt')::bigint end as answer_by,
        (e.response ->> 'since')::bigint as owed_since, e.points,
        (k.memory ->> 'qualifiedSince')::bigint as qualified_since
      from held join contact k on k.portal_id = ${portalId} and k.contact_id = held.contact_id and k.missing_since is null
        ${ofChosen(portalId, only, 'k')}
      left join task t on t.contact_id = k.contact_id
      -- An evaluation is long: it is unpacked as often as it is named.
      cross join lateral (
        select one -> 'response' as response, (one #>> '{scores,combined,points}')::int as points
        from (select k.evaluation || '{}' as one offset 0) o offset 0
      ) e
    ), item as materialized (
      select contact_id, case when ${inAccount} then owner_id end as owner_id, subject, points,
        least(task_due_at, answer_by) as due_at,
        coalesce(case when answer_by is not null then owed_since end, created_at, qualified_since) as since,
        array_remove(array[
          case when answer_by is not null and woke is not true then 'unanswered' end, case when answer_by is not null and woke then 'woke' end,
          case when by_hand then 'by_hand' end, case when not ${inAccount} then 'without_owner' end], null) as waits
      from found
      where (task_due_at is not null or answer_by is not null or not ${inAccount})
        and (${ownerId}::text is null or owner_id = ${ownerId})
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
  const { rows } = await sql<WorkList>`
    with ${waitingItems({ portalId, ...waiting })}, ranked as materialized (
      select *, row_number() over w as place, ${sql.join(WAITS.map((wait) => sql`count(*) filter (where ${sql.lit(wait)} = any(waits)) over w as ${sql.id(wait)}`))}
      from item window w as (order by ${ORDERED[order]}, contact_id rows unbounded preceding)
    )
    select count(*) as count, count(*) filter (where due_at < ${now}) as late,
      count(*) filter (where owner_id is null) as "withoutOwner", min(since) filter (where owner_id is null) as "withoutOwnerSince",
      (select jsonb_build_object(${sql.join(WAITS.map((wait) => sql`${sql.lit(wait)}, count(*) filter (where ${sql.lit(wait)} = any(waits))`))}) from item) as waiting,
      (select coalesce(jsonb_agg(jsonb_build_object('contactId', contact_id, 'waits', to_jsonb(waits), 'ownerId', owner_id, 'task', subject,
          'dueAt', due_at, 'since', since) order by place), '[]')
        from ranked where place <= ${limit}
          or ${sql.join(
            WAITS.map((wait) => sql`(${sql.lit(wait)} = any(waits) and ${sql.id(wait)} <= ${ofWait})`),
            sql` or `,
          )}) as items
    from item`.execute(db);
  return rows[0]!;
}
