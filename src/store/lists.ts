import { sql } from 'kysely';
import type { Track } from '../domain/words.ts';
import { type Db, json, retried } from './transaction.ts';

/** A contact whose list in HubSpot is not that of its track. */
export type ListChange = {
  readonly contactId: number;
  /** the list HubSpot has it on; null: unknown, it may be on any */
  readonly from: Track | null;
  readonly to: Track;
};

/** Contacts that are not on the list of their track, or not surely. */
export async function pendingListChanges(
  db: Db,
  { portalId, limit }: { readonly portalId: number; readonly limit: number },
): Promise<ListChange[]> {
  const { rows } = await sql<ListChange>`
    select contact_id as "contactId", listed as "from", track as "to" from contact
    where portal_id = ${portalId} and track is distinct from listed
    order by contact_id limit ${limit}`.execute(db);
  return rows;
}

/**
 * Remembers what HubSpot has confirmed. A contact that was merged meanwhile stays unknown; one that changed its track meanwhile
 * is pending again, from where it really is.
 */
export async function confirmListed(
  db: Db,
  { portalId, changes }: { readonly portalId: number; readonly changes: readonly ListChange[] },
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ contactId, from, to }) => ({ contact_id: contactId, from_track: from, to_track: to }));
  await retried(() =>
    sql`
      with held as materialized (
        select k.contact_id, t.to_track
        from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, from_track text, to_track text)
        join contact k on k.portal_id = ${portalId} and k.contact_id = t.contact_id
        where k.listed is not distinct from t.from_track
        order by k.contact_id for update of k
      )
      update contact k set listed = held.to_track
      from held where k.portal_id = ${portalId} and k.contact_id = held.contact_id`.execute(db),
  );
}
