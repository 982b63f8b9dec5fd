import { sql } from 'kysely';
import type { Db } from '../transaction.ts';
import { SUMMARY } from './tasks.ts';

type WorkItem = {
  readonly contactId: number;
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
  /** some of them: contacts without owner first, then what is due first */
  readonly items: readonly WorkItem[];
};

/**
 * What waits for people: answers that sales owes, open tasks, and SQLs that nobody owns. `owners`:
 * ids of the owners in the account; `ownerId`: only what waits for this one.
 */
export async function workList(
  db: Db,
  {
    portalId,
    owners,
    now,
    limit,
    ownerId = null,
  }: {
    readonly portalId: number;
    readonly owners: readonly string[];
    readonly now: number;
    readonly limit: number;
    readonly ownerId?: string | null;
  },
): Promise<WorkList> {
  const inAccount = sql`coalesce(owner_id = any(${[...owners]}::text[]), false)`;
  const { rows } = await sql<WorkList>`
    with task as materialized (
      select distinct on (contact_id) contact_id, body ->> 'subject' as subject, due_at, created_at from task
      where portal_id = ${portalId} and close_as is null and state in ('pending', 'sending', 'created') and kind <> ${SUMMARY}
      order by contact_id, due_at, key
    ), held as materialized (
      select contact_id from task
      union select contact_id from contact where portal_id = ${portalId} and track = 'sales_ready'
    ), found as materialized (
      select k.contact_id, t.subject, t.due_at as task_due_at, t.created_at,
        nullif(k.facts #>> '{contact,hubspot_owner_id}', '') as owner_id,
        case when k.evaluation #>> '{response,answeredAt}' is null then (k.evaluation #>> '{response,dueAt}')::bigint end as answer_by,
        (k.evaluation #>> '{response,since}')::bigint as owed_since,
        (k.memory ->> 'qualifiedSince')::bigint as qualified_since
      from held join contact k on k.portal_id = ${portalId} and k.contact_id = held.contact_id and k.missing_since is null
      left join task t on t.contact_id = k.contact_id
    ), item as materialized (
      select contact_id, case when ${inAccount} then owner_id end as owner_id, subject,
        least(task_due_at, answer_by) as due_at,
        coalesce(case when answer_by is not null then owed_since end, created_at, qualified_since) as since
      from found
      where (task_due_at is not null or answer_by is not null or not ${inAccount})
        and (${ownerId}::text is null or owner_id = ${ownerId})
    )
    select count(*) as count, count(*) filter (where due_at < ${now}) as late,
      count(*) filter (where owner_id is null) as "withoutOwner", min(since) filter (where owner_id is null) as "withoutOwnerSince",
      (select coalesce(jsonb_agg(jsonb_build_object('contactId', contact_id, 'ownerId', owner_id, 'task', subject, 'dueAt', due_at, 'since', since)
          order by owner_id is not null, due_at nulls last, contact_id), '[]')
        from (select * from item order by owner_id is not null, due_at nulls last, contact_id limit ${limit}) i) as items
    from item`.execute(db);
  return rows[0]!;
}
