import { sql } from 'kysely';
import { DAY } from '../../domain/time/time.ts';
import type { ListName } from '../../domain/words.ts';
import { type Db, json, retried } from '../transaction.ts';
import { listsDiffer } from './pending-work.ts';

/** A contact whose lists in HubSpot are not those that it should be on. Names are sorted. */
export type ListChange = {
  readonly contactId: number;
  /** the lists HubSpot has it on; null: unknown, it may be on any */
  readonly from: readonly ListName[] | null;
  readonly to: readonly ListName[];
  /** lists that an earlier call, whose answer was lost, may have changed; null: none */
  readonly inDoubt: readonly ListName[] | null;
};

/** `to`: the lists that HubSpot has the contact on now. */
export type ConfirmedListing = Omit<ListChange, 'inDoubt'>;

/** `tries`: how often a list has not taken the contact. */
export type PendingListChange = ListChange & { readonly tries: number };

/** Contacts that are not on their lists, or may not be. */
export async function pendingListChanges(
  db: Db,
  { portalId, limit, now }: { readonly portalId: number; readonly limit: number; readonly now: number },
): Promise<PendingListChange[]> {
  const { rows } = await sql<PendingListChange>`
    select contact_id as "contactId", listed as "from", lists as "to", lists_in_doubt as "inDoubt",
      list_tries as tries from contact w
    where portal_id = ${portalId} and ${listsDiffer(now)}
    order by contact_id limit ${limit}`.execute(db);
  return rows;
}

/**
 * Notes which lists of each contact a call is about to change. The contact stays pending until
 * `confirmListed` notes the result.
 */
export async function doubtListed(
  db: Db,
  { portalId, lists }: { readonly portalId: number; readonly lists: ReadonlyMap<number, readonly ListName[]> },
): Promise<void> {
  if (lists.size === 0) return;
  const rows = [...lists].map(([contactId, names]) => ({ contact_id: contactId, names }));
  await retried(() =>
    sql`
      with held as materialized (
        select k.contact_id, t.names from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, names text[])
        join contact k using (contact_id) where k.portal_id = ${portalId} order by k.contact_id for update of k
      )
      update contact k set lists_in_doubt = array(select unnest(k.lists_in_doubt) union select unnest(held.names) order by 1)
      from held where k.portal_id = ${portalId} and k.contact_id = held.contact_id`.execute(db),
  );
}

/**
 * Notes the lists that HubSpot has confirmed. The lists of a contact that was merged meanwhile stay
 * unknown. A contact whose lists should have changed again meanwhile is pending again.
 */
export async function confirmListed(
  db: Db,
  { portalId, changes }: { readonly portalId: number; readonly changes: readonly ConfirmedListing[] },
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
      , over as (
        delete from dead_letter d using held
        where d.portal_id = ${portalId} and d.what = 'list' and d.key = held.contact_id::text
      )
      update contact k set listed = held.now_on, lists_in_doubt = null, list_tries = 0, list_try_at = 0
      from held where k.portal_id = ${portalId} and k.contact_id = held.contact_id`.execute(db),
  );
}

/**
 * After so many tries the contact is shown as a dead letter; it is still tried, ever more rarely.
 */
const SHOWN_AFTER = 3;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 7 * DAY;

/**
 * Notes that lists have not taken these contacts: Ripen tries again after a pause that doubles each
 * time, at most a week.
 */
export async function holdListed(
  db: Db,
  { portalId, refused, now }: { readonly portalId: number; readonly refused: ReadonlyMap<number, string>; now: number },
): Promise<void> {
  if (refused.size === 0) return;
  const rows = [...refused].map(([contactId, error]) => ({ contact_id: contactId, error }));
  await retried(() =>
    sql`
      with t as materialized (select * from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, error text)),
      held as materialized (
        select k.contact_id, t.error from contact k join t using (contact_id)
        where k.portal_id = ${portalId} order by k.contact_id for update of k
      ), paused as (
        update contact k set
          list_tries = k.list_tries + 1,
          list_try_at = ${now}::bigint
            + least(${LONGEST_PAUSE_MS}::bigint, (${FIRST_PAUSE_MS} * power(2, least(k.list_tries, 20)))::bigint)
        from held where k.portal_id = ${portalId} and k.contact_id = held.contact_id
        returning k.contact_id, k.list_tries, held.error
      )
      insert into dead_letter (portal_id, what, key, error, cause, at)
      select ${portalId}, 'list', contact_id, error, 'writing', ${now} from paused where list_tries >= ${SHOWN_AFTER}
      order by contact_id
      on conflict (portal_id, what, key) do update set error = excluded.error, retries = dead_letter.retries + 1`.execute(
      db,
    ),
  );
}
