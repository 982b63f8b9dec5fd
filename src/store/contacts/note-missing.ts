import { sql } from 'kysely';
import type { MissingBy } from '../../domain/words.ts';
import { madeDue } from '../make-due.ts';
import { type Db, json, retried } from '../transaction.ts';
import { IN_DOUBT, LET_GO } from './claim-contacts.ts';

/*
 * HubSpot seems not to have these contacts any more. Ripen shows and writes nothing of such a
 * contact until a later check of another kind confirms that it is gone, or finds it. Instants are
 * ms since 1970.
 */

export type MissingContact = {
  readonly contactId: number;
  readonly by: MissingBy;
  /** when the contact first seemed to be gone */
  readonly since: number;
  /** when to ask HubSpot again */
  readonly confirmAt: number;
};

/** Notes which contacts may be gone. The first sign stays; unknown contacts are inserted. */
export async function noteMissing(
  db: Db,
  { portalId, contacts }: { readonly portalId: number; readonly contacts: readonly MissingContact[] },
): Promise<void> {
  if (contacts.length === 0) return;
  const statement = sql`
    insert into contact as k (portal_id, contact_id, seq, stale, relink, run_at, missing_since, missing_by)
    select distinct on (contact_id) ${portalId}::bigint, contact_id, 1, true, true, confirm_at, since, by
    from jsonb_to_recordset(${json(rowsOf(contacts))}) as t(contact_id bigint, by text, since bigint, confirm_at bigint)
    order by contact_id, confirm_at
    on conflict (portal_id, contact_id) do update set
      ${madeDue(sql`excluded.run_at`)},
      stale = true,
      relink = true,
      missing_since = coalesce(k.missing_since, excluded.missing_since),
      missing_by = case when k.missing_by is null or excluded.missing_by = 'privacy' then excluded.missing_by else k.missing_by end`;
  await (db.isTransaction ? statement.execute(db) : retried(() => statement.execute(db)));
}

/** Gives back contacts that we hold and that may be gone; each is due again at `confirmAt`. */
export async function putMissing(
  db: Db,
  {
    portalId,
    lease,
    contacts,
  }: { readonly portalId: number; readonly lease: string; readonly contacts: readonly MissingContact[] },
): Promise<void> {
  if (contacts.length === 0) return;
  await retried(() =>
    sql`
      with t as materialized (
        select * from jsonb_to_recordset(${json(rowsOf(contacts))}) as t(contact_id bigint, by text, since bigint, confirm_at bigint)
      ), held as materialized (
        select k.contact_id from contact k join t using (contact_id)
        where k.portal_id = ${portalId} and k.lease = ${lease} order by k.contact_id for update of k
      )
      update contact k set
        ${LET_GO}, ${IN_DOUBT},
        attempts = 0,
        stale = true,
        relink = true,
        run_at = case when k.missing_by = 'privacy' then least(k.run_at, t.confirm_at) else t.confirm_at end,
        missing_since = coalesce(k.missing_since, t.since),
        missing_by = case when k.missing_by = 'privacy' then k.missing_by else t.by end
      from held join t using (contact_id)
      where k.portal_id = ${portalId} and k.contact_id = held.contact_id`.execute(db),
  );
}

const rowsOf = (contacts: readonly MissingContact[]) =>
  contacts.map(({ contactId, by, since, confirmAt }) => ({ contact_id: contactId, by, since, confirm_at: confirmAt }));

/** The contacts of which the store knows more than that they must be read. */
export async function knownOf(db: Db, portalId: number, contactIds: readonly number[]): Promise<number[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select contact_id as id from contact
    where portal_id = ${portalId} and contact_id = any(${contactIds}::bigint[])
      and coalesce(facts, pending_facts, decisions, inputs, memory) is not null`.execute(db);
  return rows.map(({ id }) => id);
}
