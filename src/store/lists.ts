import { sql } from 'kysely';
import type { ListName } from '../domain/words.ts';
import { type Db, json, retried } from './transaction.ts';

/** A contact whose lists in HubSpot are not those that it should be on. Names are sorted. */
export type ListChange = {
  readonly contactId: number;
  /** the lists HubSpot has it on; null: unknown, it may be on any */
  readonly from: readonly ListName[] | null;
  readonly to: readonly ListName[];
};

/** Contacts that are not on their lists, or not surely. */
export async function pendingListChanges(
  db: Db,
  { portalId, limit }: { readonly portalId: number; readonly limit: number },
): Promise<ListChange[]> {
  const { rows } = await sql<ListChange>`
    select contact_id as "contactId", listed as "from", lists as "to" from contact
    where portal_id = ${portalId} and lists is distinct from listed and missing_since is null
    order by contact_id limit ${limit}`.execute(db);
  return rows;
}

/**
 * Remembers what HubSpot has confirmed. A contact that was merged meanwhile stays unknown; one whose lists changed meanwhile
 * is pending again, from where it really is.
 */
export async function confirmListed(
  db: Db,
  { portalId, changes }: { readonly portalId: number; readonly changes: readonly ListChange[] },
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ contactId, from, to }) => ({ contact_id: contactId, was: from, now_on: to }));
  await retried(() =>
    sql`
      with held as materialized (
        select k.contact_id, t.now_on
        from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, was text[], now_on text[])
        join contact k on k.portal_id = ${portalId} and k.contact_id = t.contact_id
        where k.listed is not distinct from t.was
        order by k.contact_id for update of k
      )
      update contact k set listed = held.now_on
      from held where k.portal_id = ${portalId} and k.contact_id = held.contact_id`.execute(db),
  );
}
