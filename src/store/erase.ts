import { type RawBuilder, sql } from 'kysely';
import { type Db, inTransaction } from './transaction.ts';

/** Erases contacts with their activities, history, tasks and dead letters. Returns how many there were. */
export async function eraseContacts(
  db: Db,
  { portalId, contactIds }: { readonly portalId: number; readonly contactIds: readonly number[] },
): Promise<number> {
  if (contactIds.length === 0) return 0;
  return inTransaction(db, async (trx) => {
    await lockContacts(trx, portalId, contactIds);
    for (const table of ['activity', 'score_point', 'task'] as const) {
      await trx
        .deleteFrom(table)
        .where('portal_id', '=', portalId)
        .where('contact_id', '=', anyOf(contactIds))
        .execute();
    }
    await forgetContactLetters(trx, portalId, contactIds);
    const { numDeletedRows } = await trx
      .deleteFrom('contact')
      .where('portal_id', '=', portalId)
      .where('contact_id', '=', anyOf(contactIds))
      .executeTakeFirst();
    return Number(numDeletedRows);
  });
}

/** A contact that is handled, or gone, is not parked any more. */
export async function forgetContactLetters(trx: Db, portalId: number, contactIds: readonly number[]): Promise<void> {
  await trx
    .deleteFrom('dead_letter')
    .where('portal_id', '=', portalId)
    .where('what', '=', 'contact')
    .where('key', '=', sql<string>`any(${contactIds}::text[])`)
    .execute();
}

/** Locks contacts in the one order that all statements use, so that none waits for another in a circle. */
export async function lockContacts(trx: Db, portalId: number, contactIds: readonly number[]): Promise<void> {
  await trx
    .selectFrom('contact')
    .select('contact_id')
    .where('portal_id', '=', portalId)
    .where('contact_id', '=', anyOf(contactIds))
    .orderBy('contact_id')
    .forUpdate()
    .execute();
}

/** `= any(ids)`: a list as one parameter. */
export function anyOf(ids: readonly number[]): RawBuilder<number> {
  return sql<number>`any(${ids}::bigint[])`;
}
