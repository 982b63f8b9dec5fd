import { sql } from 'kysely';
import { PLAN_ONCE } from '../../postgres/plan-once.ts';
import { bigints, booleans, type Db, retried } from '../transaction.ts';
import { marking, type StaleMark } from '../work/news.ts';

/**
 * Makes contacts stale and due (at `dueAt`, or earlier if they are due earlier), and inserts
 * unknown ones. A dead letter gets all its attempts again. A contact that waits to be read in time
 * needs no second mark: whoever claims it reads what HubSpot has then. Nor does one that a worker
 * holds and that got a mark since: the completion makes it due.
 */
export async function markContactsStale(
  db: Db,
  {
    portalId,
    marks,
    dueAt,
  }: { readonly portalId: number; readonly marks: readonly StaleMark[]; readonly dueAt: number },
): Promise<void> {
  if (marks.length === 0) return;
  const statement = sql`${PLAN_ONCE}
    with wanted as (
      select contact_id, relink, ${dueAt}::bigint as due_at, null::text as property, null::bigint as value_number, null::bigint as set_at
      from unnest(
        ${bigints(marks.map(({ contactId }) => contactId))}, ${booleans(marks.map(({ relink = false }) => relink))}
      ) as t(contact_id, relink)
    ), ${marking(portalId)}
    select count(*) from judged`;
  await (db.isTransaction ? statement.execute(db) : retried(() => statement.execute(db)));
}
