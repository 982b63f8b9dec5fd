import { sql } from 'kysely';
import { type Db, holdPortal, inTransaction, json } from '../transaction.ts';

/**
 * Stores a new version of a portal's model; versions count from 1 and never change. Null: the
 * portal is gone.
 */
export async function addModel(
  db: Db,
  { portalId, document, now }: { readonly portalId: number; readonly document: unknown; readonly now: number },
): Promise<number | null> {
  return inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return null;
    // One at a time, so that two documents never get the same version.
    await sql`select pg_advisory_xact_lock(hashtextextended('model', ${portalId}))`.execute(trx);
    const { rows } = await sql<{ version: number }>`
      insert into model (portal_id, version, document, created_at)
      select ${portalId}, coalesce(max(version), 0) + 1, ${json(document)}, ${now}
      from model where portal_id = ${portalId}
      returning version`.execute(trx);
    return rows[0]!.version;
  });
}

/** The document as it was given; null: there is no such version. */
export async function findModel(db: Db, portalId: number, version: number): Promise<unknown> {
  const row = await db
    .selectFrom('model')
    .select('document')
    .where('portal_id', '=', portalId)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.document ?? null;
}
