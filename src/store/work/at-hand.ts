import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../transaction.ts';

/** SQL: tasks that somebody still has to do. */
export const isOpenTask = sql`close_as is null and state in ('pending', 'sending', 'created')`;

/** What work lists read of a contact that may be on one, and where it stands in full. */
const READ: Readonly<Record<string, RawBuilder<unknown>>> = {
  with_sales: sql`k.track = 'sales_ready'`,
  owner_id: sql`nullif(k.facts #>> '{contact,hubspot_owner_id}', '')`,
  points: sql`(e.one #>> '{scores,combined,points}')::int`,
  answer_by: sql`case when e.one #>> '{response,answeredAt}' is null then (e.one #>> '{response,dueAt}')::bigint end`,
  owed_since: sql`(e.one #>> '{response,since}')::bigint`,
  woke: sql`k.memory #>> '{owed,why}' in ('lost_deal_woke', 'sql_woke', 'mql_woke')`,
  qualified_since: sql`(k.memory ->> 'qualifiedSince')::bigint`,
  ready: sql`case when 'ready' = any(k.lists) then e.one ->> 'ready' end`,
  doubted: sql`d.doubted`,
  doubts: sql`case when d.doubted is not null then coalesce(e.one #> '{validity,reasons}', '[]') end`,
  read_at: sql`case when d.doubted is not null then k.facts_at end`,
};
const columns = (prefix: string): RawBuilder<unknown> =>
  sql.join(Object.keys(READ).map((name) => sql.ref(`${prefix}${name}`)));

/**
 * Keeps what the work lists read of these contacts: of those alone that may be on one, in rows so
 * narrow that a page reads them all. Call it in the transaction that changes a contact.
 */
export async function keepAtHand(trx: Db, portalId: number, contactIds: readonly number[]): Promise<void> {
  if (contactIds.length === 0) return;
  await sql`
    with wanted as materialized (
      select k.contact_id, ${sql.join(Object.entries(READ).map(([name, value]) => sql`${value} as ${sql.ref(name)}`))}
      from contact k left join passage p on p.portal_id = ${portalId} and p.contact_id = k.contact_id
      cross join lateral (select case when p.validity in ('suspect', 'invalid') then p.validity end as doubted) d
      -- An evaluation is long: it is unpacked as often as it is named.
      cross join lateral (select k.evaluation || '{}' as one offset 0) e
      where k.portal_id = ${portalId} and k.contact_id = any(${contactIds}::bigint[])
        and (k.track = 'sales_ready' or 'ready' = any(k.lists) or d.doubted is not null or exists (
          select from task t where t.portal_id = ${portalId} and t.contact_id = k.contact_id and ${isOpenTask}))
    ), gone as (
      delete from at_hand where portal_id = ${portalId} and contact_id = any(${contactIds}::bigint[])
        and contact_id not in (select contact_id from wanted)
    )
    insert into at_hand as h (portal_id, contact_id, ${columns('')})
    select ${portalId}, contact_id, ${columns('')} from wanted order by contact_id
    on conflict (portal_id, contact_id) do update
    set (${columns('')}) = row (${columns('excluded.')})
    where (${columns('h.')}) is distinct from (${columns('excluded.')})`.execute(trx);
}
