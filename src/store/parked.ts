import { sql } from 'kysely';
import { anyOf, lockContacts } from './erase.ts';
import { type Db, inTransaction, json } from './transaction.ts';

/** Something that failed so often that it waits for a person. */
export type DeadLetter = {
  /** `contact`, or the kind of a job */
  readonly what: string;
  /** the id of the contact, or the key of the job */
  readonly key: string;
  /** a code, never personal data */
  readonly error: string;
  /** ms since 1970: when it was parked */
  readonly at: number;
};

/** The newest first. */
export async function listParked(
  db: Db,
  { portalId, limit }: { readonly portalId: number; readonly limit: number },
): Promise<DeadLetter[]> {
  return db
    .selectFrom('dead_letter')
    .select(['what', 'key', 'error', 'at'])
    .where('portal_id', '=', portalId)
    .orderBy('at', 'desc')
    .orderBy('what')
    .orderBy('key')
    .limit(limit)
    .execute();
}

/** Makes parked contacts and jobs due now, with all their attempts. Returns how many there were. */
export async function reviveParked(
  db: Db,
  revival: {
    readonly portalId: number;
    readonly letters: readonly Pick<DeadLetter, 'what' | 'key'>[] | 'all';
    readonly now: number;
  },
): Promise<number> {
  const { portalId, letters, now } = revival;
  const chosen =
    letters === 'all'
      ? sql`true`
      : sql`(what, key) in (select what, key from jsonb_to_recordset(${json(letters)}) as t(what text, key text))`;
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<{ what: string; key: string }>`
      delete from dead_letter where portal_id = ${portalId} and ${chosen} returning what, key`.execute(trx);
    const contactIds = rows.filter(({ what }) => what === 'contact').map(({ key }) => Number(key));
    const locked = await lockContacts(trx, portalId, contactIds);
    const again = { run_at: now, attempts: 0, last_error: null };
    await trx
      .updateTable('contact')
      .set(again)
      .where('portal_id', '=', portalId)
      .where('contact_id', '=', anyOf(locked))
      .where('run_at', 'is', null)
      .execute();
    for (const { what, key } of rows.filter((letter) => letter.what !== 'contact')) {
      await trx
        .updateTable('job')
        .set(again)
        .where('portal_id', '=', portalId)
        .where('kind', '=', what)
        .where('key', '=', key)
        .where('run_at', 'is', null)
        .execute();
    }
    return rows.length;
  });
}
