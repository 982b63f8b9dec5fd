import { sql } from 'kysely';
import { boundedKey } from '../bounded-key.ts';
import { type Db, json, retried } from '../transaction.ts';
import { jitter, retryAt } from './backoff.ts';
import { deadLetterOf, insertDeadLetters } from './insert-dead-letters.ts';
import type { Failure } from './jobs.ts';
import { taskIsInDoubt, taskIsPending, taskIsToClose } from './pending-work.ts';

/** The kind of the task that is a weekly summary: it asks for nothing that sales owes. */
export const SUMMARY = 'summary';

/** A task to be created in HubSpot, once per contact and key. */
export type NewTask = {
  /** names the occasion, so that one occasion makes only one task */
  readonly key: string;
  readonly kind: string;
  /** ms since 1970: when the person should do it */
  readonly dueAt: number;
  /** what to send; any JSON */
  readonly body: unknown;
};

export type OpenTask = NewTask & { readonly contactId: number };

/** A task in our hands, about to be sent. */
export type ClaimedTask = OpenTask & {
  /** attempts so far, with this one */
  readonly attempts: number;
};

/** The status that HubSpot gives to a task which is opened again. */
export const OPEN_AGAIN = 'NOT_STARTED';

type TaskName = { readonly contactId: number; readonly key: string };

/** A task that is not needed any more. `as`: the status that it gets in HubSpot. */
export type TaskToClose = TaskName & { readonly as: string };

/**
 * Puts tasks into the outbox; a known key changes nothing, unless that task was closed because its
 * reason went away: then it is opened again, and says what it is given now. Call it in the
 * transaction that decides on the tasks.
 */
export async function putTasks(trx: Db, portalId: number, tasks: readonly OpenTask[], now: number): Promise<void> {
  if (tasks.length === 0) return;
  const rows = tasks.map(({ contactId, key, dueAt, ...task }) => ({
    contact_id: contactId,
    key: boundedKey(key),
    due_at: dueAt,
    ...task,
  }));
  // HubSpot has a task that has an id; one that was dropped before it was sent is sent now.
  await sql`
    with held as materialized (
      select k.contact_id, k.key, t.body
      from (select distinct on (contact_id, key) * from jsonb_to_recordset(${json(rows)})
        as t(contact_id bigint, key text, body jsonb)) t
      join task k on k.portal_id = ${portalId} and k.contact_id = t.contact_id and k.key = t.key
      where k.close_as = 'DEFERRED' order by k.contact_id, k.key for update of k
    )
    update task k set
      close_as = case when k.hubspot_id is null then null else ${OPEN_AGAIN} end,
      state = case when k.state <> 'closed' then k.state when k.hubspot_id is null then 'pending' else 'created' end,
      body = case when k.state <> 'closed' then k.body when k.hubspot_id is null then held.body else held.body - 'also' end
    from held where k.portal_id = ${portalId} and k.contact_id = held.contact_id and k.key = held.key`.execute(trx);
  await sql`
    insert into task (portal_id, contact_id, key, kind, due_at, body, created_at)
    select ${portalId}, contact_id, key, kind, due_at, coalesce(body, 'null'), ${now}
    from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, key text, kind text, due_at bigint, body jsonb)
    order by contact_id, key on conflict do nothing`.execute(trx);
}

/**
 * Notes which tasks to close. A task that was never sent is dropped; an unknown key is ignored. Of
 * a closed task the body is not kept: its name tells that it is not to come again.
 */
export async function closeTasks(trx: Db, portalId: number, tasks: readonly TaskToClose[]): Promise<void> {
  if (tasks.length === 0) return;
  const rows = tasks.map(({ contactId, key, as }) => ({ contact_id: contactId, key: boundedKey(key), close_as: as }));
  await sql`
    with held as materialized (
      select k.contact_id, k.key, t.close_as
      from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, key text, close_as text)
      join task k on k.portal_id = ${portalId} and k.contact_id = t.contact_id and k.key = t.key
      where (k.close_as is null or k.close_as = ${OPEN_AGAIN}) and k.state <> 'closed'
      order by k.contact_id, k.key for update of k
    )
    update task k set
      close_as = held.close_as,
      state = case when k.state in ('pending', 'failed') then 'closed' else k.state end,
      body = case when k.state in ('pending', 'failed') then 'null' else k.body end
    from held where k.portal_id = ${portalId} and k.contact_id = held.contact_id and k.key = held.key`.execute(trx);
}

/** Tasks that Ripen must close in HubSpot, or open there again. */
export async function tasksToClose(
  db: Db,
  { portalId, limit, now }: { readonly portalId: number; readonly limit: number; readonly now: number },
): Promise<(TaskToClose & { readonly hubspotId: number })[]> {
  const { rows } = await sql<TaskToClose & { hubspotId: number }>`
    select contact_id as "contactId", key, hubspot_id as "hubspotId", close_as as "as" from task w
    where portal_id = ${portalId} and ${taskIsToClose(now)}
    order by contact_id, key limit ${limit}`.execute(db);
  return rows;
}

/**
 * Notes that tasks are closed, or that HubSpot does not have them any more, or that they are open
 * again. `as`: the status that they were to get; absent: somebody closed them. A task that is to
 * get another status by now gets it later.
 */
export async function settleClosed(
  db: Db,
  { portalId, tasks }: { readonly portalId: number; readonly tasks: readonly (TaskName & { readonly as?: string })[] },
): Promise<void> {
  if (tasks.length === 0) return;
  const rows = tasks.map(({ contactId, key, as }) => ({ contact_id: contactId, key, close_as: as ?? null }));
  await retried(() =>
    sql`
      update task k set
        state = case k.close_as when ${OPEN_AGAIN} then k.state else 'closed' end,
        body = case k.close_as when ${OPEN_AGAIN} then k.body else 'null' end,
        close_as = nullif(k.close_as, ${OPEN_AGAIN})
      from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, key text, close_as text)
      where k.portal_id = ${portalId} and k.contact_id = t.contact_id and k.key = t.key and k.state = 'created'
        and k.close_as is not distinct from t.close_as`.execute(db),
  );
}

/** A page of the tasks that are open in HubSpot, after the given one. */
export async function openTasks(
  db: Db,
  {
    portalId,
    after,
    limit,
  }: {
    readonly portalId: number;
    readonly after: { readonly contactId: number; readonly key: string };
    readonly limit: number;
  },
): Promise<{ contactId: number; key: string; kind: string; hubspotId: number }[]> {
  const { rows } = await sql<{ contactId: number; key: string; kind: string; hubspotId: number }>`
    select contact_id as "contactId", key, kind, hubspot_id as "hubspotId" from task
    where portal_id = ${portalId} and state = 'created' and close_as is null
      and (contact_id, key) > (${after.contactId}, ${after.key})
    order by contact_id, key limit ${limit}`.execute(db);
  return rows;
}

/** Claims pending tasks. They count as being sent until `settleTasks` notes what became of them. */
export async function claimTasks(
  db: Db,
  { portalId, limit, now }: { readonly portalId: number; readonly limit: number; readonly now: number },
): Promise<ClaimedTask[]> {
  const { rows } = await sql<ClaimedTask>`
    with pending as materialized (
      select contact_id, key from task w where portal_id = ${portalId} and ${taskIsPending(now)}
      order by contact_id, key limit ${limit} for update skip locked
    )
    update task set state = 'sending', attempts = attempts + 1 from pending
    where task.portal_id = ${portalId} and task.contact_id = pending.contact_id and task.key = pending.key
    returning task.contact_id as "contactId", task.key, task.kind, task.due_at as "dueAt", task.body, task.attempts`.execute(
    db,
  );
  return rows;
}

/**
 * Tasks that were being sent when their worker ended. HubSpot may have them, so ask before they are
 * sent again. Only for a worker that has just taken the portal: later such tasks may be its own.
 */
export async function tasksInDoubt(db: Db, portalId: number): Promise<OpenTask[]> {
  return db
    .selectFrom('task as w')
    .select(['contact_id as contactId', 'key', 'kind', 'due_at as dueAt', 'body'])
    .where('portal_id', '=', portalId)
    .where(taskIsInDoubt)
    .orderBy('contact_id')
    .orderBy('key')
    .execute();
}

export type SettledTask = { readonly contactId: number; readonly key: string } & (
  | { readonly outcome: 'created'; readonly hubspotId: number }
  /** HubSpot does not take it; `error` is a code */
  | { readonly outcome: 'failed'; readonly error: string }
  /** HubSpot does not have it: send it again, at or after `tryAt`; the attempt does not count */
  | { readonly outcome: 'pending'; readonly tryAt?: number }
);

/**
 * Notes what became of tasks that were being sent. A task that failed is sent again with a growing
 * pause; after `maxAttempts` it becomes a dead letter. Returns how many did.
 */
export async function settleTasks(
  db: Db,
  {
    portalId,
    tasks,
    now,
    maxAttempts,
    random,
  }: { readonly portalId: number; readonly tasks: readonly SettledTask[] } & Omit<Failure, 'error'>,
): Promise<{ readonly deadLetters: number }> {
  if (tasks.length === 0) return { deadLetters: 0 };
  const rows = tasks.map((task) => ({
    contact_id: task.contactId,
    key: task.key,
    outcome: task.outcome,
    hubspot_id: task.outcome === 'created' ? task.hubspotId : null,
    error: task.outcome === 'failed' ? task.error : null,
    try_at: (task.outcome === 'pending' ? task.tryAt : undefined) ?? 0,
    factor: jitter(random),
    ...deadLetterOf('task', task.outcome === 'failed' ? task.error : '', random),
  }));
  const pause = retryAt(sql<number>`k.attempts`, now, sql<number>`t.factor`);
  const settled = await retried(() =>
    sql<{ deadLetters: number }>`
      with t as materialized (
        select * from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, key text, outcome text, hubspot_id bigint,
          error text, try_at bigint, factor float8, cause text, rest_ms bigint)
      ), held as materialized (
        select k.contact_id, k.key from task k join t using (contact_id, key)
        where k.portal_id = ${portalId} and k.state = 'sending' order by k.contact_id, k.key for update of k
      ), done as (
        update task k set
          state = case
            when t.outcome = 'failed' and k.attempts >= ${maxAttempts} then 'failed'
            when t.outcome = 'failed' then 'pending' else t.outcome end,
          hubspot_id = t.hubspot_id,
          -- Who else it is about is in HubSpot then: whoever is erased leaves no trace here.
          body = case t.outcome when 'created' then k.body - 'also' else k.body end,
          error = t.error,
          attempts = case t.outcome when 'failed' then k.attempts when 'created' then 0 else greatest(k.attempts - 1, 0) end,
          try_at = case t.outcome when 'failed' then ${pause} else t.try_at end
        from held join t using (contact_id, key)
        where k.portal_id = ${portalId} and k.contact_id = held.contact_id and k.key = held.key
        returning k.contact_id, k.key, k.state, t.outcome, t.error, t.cause, t.rest_ms
      ), letter as (
        ${insertDeadLetters(
          sql`(select 'task' as what, contact_id || ' ' || key as key, error, cause, rest_ms
            from done where state = 'failed') f`,
          portalId,
          now,
        )}
      ), over as (
        delete from dead_letter d using done where d.portal_id = ${portalId} and d.what = 'task' and done.outcome = 'created'
          and d.key = done.contact_id || ' ' || done.key
      )
      select count(*) filter (where state = 'failed') as "deadLetters" from done`.execute(db),
  );
  return { deadLetters: settled.rows[0]!.deadLetters };
}

/** Holds back all pending tasks until an instant: HubSpot will not take them before. */
export async function holdTasks(db: Db, portalId: number, until: number): Promise<void> {
  await sql`update task set try_at = ${until} where portal_id = ${portalId} and state = 'pending'`.execute(db);
}

/** Notes that HubSpot did not close a task: Ripen tries again at an instant. */
export async function deferClosing(
  db: Db,
  {
    portalId,
    task,
    until,
  }: { readonly portalId: number; readonly task: Pick<TaskToClose, 'contactId' | 'key'>; until: number },
): Promise<void> {
  await sql`
    update task set try_at = ${until}, attempts = attempts + 1
    where portal_id = ${portalId} and contact_id = ${task.contactId} and key = ${task.key} and state = 'created'`.execute(
    db,
  );
}
