import { type RawBuilder, sql } from 'kysely';
import { type Db, inTransaction } from '../transaction.ts';
import { forgetInWebhookDeadLetters } from '../work/webhook-dead-letters.ts';
import { forgetTraits } from './traits.ts';

/** Tables whose rows are about one contact. */
const OF_CONTACTS = [
  'activity',
  'activity_pack',
  'score_point',
  'score_history',
  'task',
  'touch',
  'correspondence',
  'assignment',
  'trait',
  'audit',
  'visit',
  'contact_history',
  'mover',
  'landmark',
  'contact_past',
  'passage',
  'at_hand',
  'violation',
  'answer',
  'stay',
  'draw',
  'contact',
] as const;

/**
 * Erases contacts with all that is stored of them. Returns how many there were. A workflow may
 * still wait for one of them: its callback stays, without anything about the contact.
 */
export async function eraseContacts(
  db: Db,
  {
    portalId,
    contactIds,
    now,
  }: { readonly portalId: number; readonly contactIds: readonly number[]; readonly now: number },
): Promise<number> {
  if (contactIds.length === 0) return 0;
  return inTransaction(db, async (trx) => {
    await forgetTraits(trx, { portalId, contactIds, now });
    // Erase only what was locked in order. A contact that is inserted at this moment is another
    // one: it will be read, and erased again.
    const locked = await lockContacts(trx, portalId, contactIds);
    for (const table of OF_CONTACTS) {
      await trx.deleteFrom(table).where('portal_id', '=', portalId).where('contact_id', '=', anyOf(locked)).execute();
    }
    await forgetDeadLettersOf(trx, portalId, locked);
    await forgetInWebhookDeadLetters(trx, portalId, contactIds);
    await rememberErased(trx, portalId, locked, now);
    await sql`
      delete from dead_letter where portal_id = ${portalId} and what in ('task', 'list')
        and split_part(key, ' ', 1) = any(${locked}::text[])`.execute(trx);
    await sql`
      delete from callback where portal_id = ${portalId} and contact_id = ${anyOf(locked)} and state = 'done'`.execute(
      trx,
    );
    await sql`
      update callback set contact_id = null, input = '{}', outputs = null, state = 'ready'
      where portal_id = ${portalId} and contact_id = ${anyOf(locked)}`.execute(trx);
    return locked.length;
  });
}

/** Keeps the ids of erased contacts for a while, so that no earlier reading brings them back. */
async function rememberErased(trx: Db, portalId: number, contactIds: readonly number[], now: number): Promise<void> {
  await sql`
    insert into erased (portal_id, contact_id, at) select ${portalId}, id, ${now} from unnest(${contactIds}::bigint[]) as id
    on conflict (portal_id, contact_id) do update set at = excluded.at`.execute(trx);
}

/** A contact that is handled, or gone, is no dead letter any more. */
export async function forgetDeadLettersOf(trx: Db, portalId: number, contactIds: readonly number[]): Promise<void> {
  await trx
    .deleteFrom('dead_letter')
    .where('portal_id', '=', portalId)
    .where('what', '=', 'contact')
    .where('key', '=', sql<string>`any(${contactIds}::text[])`)
    .execute();
}

/**
 * Locks contacts in the one order that all statements use, so that there is no deadlock. Returns
 * the ids that exist.
 */
export async function lockContacts(trx: Db, portalId: number, contactIds: readonly number[]): Promise<number[]> {
  const rows = await trx
    .selectFrom('contact')
    .select('contact_id')
    .where('portal_id', '=', portalId)
    .where('contact_id', '=', anyOf(contactIds))
    .orderBy('contact_id')
    .forUpdate()
    .execute();
  return rows.map(({ contact_id }) => contact_id);
}

/**
 * Locks contacts like `lockContacts`, and inserts unknown ones: for a transaction that both erases
 * and inserts contacts. A mere lock would skip contacts that another transaction is erasing or
 * inserting, and wait for them later, out of order.
 */
export async function ensureContacts(trx: Db, portalId: number, contactIds: readonly number[]): Promise<void> {
  await sql`
    insert into contact as k (portal_id, contact_id)
    select distinct ${portalId}::bigint, id from unnest(${contactIds}::bigint[]) as id order by id
    on conflict (portal_id, contact_id) do update set seq = k.seq`.execute(trx);
}

/** `= any(ids)`: a list as one parameter. */
export function anyOf(ids: readonly number[]): RawBuilder<number> {
  return sql<number>`any(${ids}::bigint[])`;
}
