import { sql } from 'kysely';
import type { LinkedFacts } from '../../domain/contact.ts';
import { type Db, holdPortal, inTransaction, json } from '../transaction.ts';
import { anyOf } from './erase-contacts.ts';
import { factsIn, type StoredFacts } from './stored-facts.ts';

/* Property histories of contacts, for looks back: which are wanted, and which were read. */

/**
 * Notes that the histories of these contacts are wanted, in this order, except those that were read
 * since `freshSince`. Returns how many are to be read.
 */
export async function wantHistories(
  db: Db,
  {
    portalId,
    contactIds,
    now,
    freshSince,
  }: {
    readonly portalId: number;
    readonly contactIds: readonly number[];
    readonly now: number;
    readonly freshSince: number;
  },
): Promise<number> {
  return inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return 0;
    const { rows } = await sql`
      insert into contact_history as p (portal_id, contact_id, place, asked_at)
      select ${portalId}, t.id, t.place, ${now} from unnest(${contactIds}::bigint[]) with ordinality as t(id, place)
      join contact k on k.portal_id = ${portalId} and k.contact_id = t.id
      order by t.id
      on conflict (portal_id, contact_id) do update set
        place = excluded.place, asked_at = excluded.asked_at, read_at = null, histories = null
      where p.read_at is null or p.read_at < ${freshSince}
      returning contact_id`.execute(trx);
    return rows.length;
  });
}

/** The next contacts whose histories are to be read, with the records that they are linked with. */
export async function unreadHistories(
  db: Db,
  portalId: number,
  limit: number,
): Promise<readonly { readonly contactId: number; readonly facts: LinkedFacts }[]> {
  const { rows } = await sql<{ contactId: number; facts: StoredFacts }>`
    select p.contact_id as "contactId", coalesce(k.facts, '{}') || coalesce(k.pending_facts, '{}') as facts
    from contact_history p join contact k using (portal_id, contact_id)
    where p.portal_id = ${portalId} and p.read_at is null and coalesce(k.pending_facts, k.facts) is not null
    order by p.place, p.contact_id limit ${limit}`.execute(db);
  return rows.map(({ contactId, facts }) => ({ contactId, facts: factsIn(facts) }));
}

/** Stores histories; null: HubSpot gives none of this contact. */
export async function storeHistories(
  trx: Db,
  portalId: number,
  pasts: readonly { readonly contactId: number; readonly histories: object | null }[],
  now: number,
): Promise<void> {
  const rows = pasts.map(({ contactId, histories }) => ({ contact_id: contactId, histories }));
  await sql`
    update contact_history p set read_at = ${now}, histories = t.histories
    from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, histories jsonb)
    where p.portal_id = ${portalId} and p.contact_id = t.contact_id`.execute(trx);
}

/** The histories that were read of these contacts. */
export async function storedHistories(
  db: Db,
  portalId: number,
  contactIds: readonly number[],
): Promise<readonly { readonly contactId: number; readonly readAt: number; readonly histories: unknown }[]> {
  const { rows } = await sql<{ contactId: number; readAt: number; histories: unknown }>`
    select contact_id as "contactId", read_at as "readAt", histories from contact_history
    where portal_id = ${portalId} and contact_id = ${anyOf(contactIds)} and read_at is not null
      and histories is not null and histories <> 'null' order by contact_id`.execute(db);
  return rows;
}
