import { sql } from 'kysely';
import type { Ramp } from '../../domain/changes/ramp.ts';
import type { Author } from '../models/versions.ts';
import { type Db, holdPortal, inTransaction, json } from '../transaction.ts';

/**
 * Stores a new version of a portal's model; versions count from 1 and never change. `after`: the
 * version that must be in force, else the result is `overtaken`; null: any.
 */
export async function addModel(
  db: Db,
  {
    portalId,
    document,
    now,
    by = null,
    note = '',
    backTo = null,
    planId = null,
    ramp = null,
    after = null,
  }: {
    readonly portalId: number;
    readonly document: unknown;
    readonly now: number;
    readonly by?: Author | null;
    readonly note?: string;
    readonly backTo?: number | null;
    readonly planId?: string | null;
    readonly ramp?: Ramp | null;
    readonly after?: number | null;
  },
): Promise<number | 'gone' | 'overtaken'> {
  return inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return 'gone';
    // One at a time, so that two documents never get the same version.
    await sql`select pg_advisory_xact_lock(hashtextextended('model', ${portalId}))`.execute(trx);
    if (after !== null && (await inForce(trx, portalId)) !== after) return 'overtaken';
    const { rows } = await sql<{ version: number }>`
      insert into model (portal_id, version, document, created_at, user_id, author, note, back_to, plan_id, ramp)
      select ${portalId}, coalesce(max(version), 0) + 1, ${json(document)}, ${now}, ${by?.userId ?? null}::bigint,
        ${by?.name ?? null}::text, ${note}, ${backTo}::integer, ${planId}::text,
        nullif(${json(ramp)}, 'null')
      from model where portal_id = ${portalId}
      returning version`.execute(trx);
    return rows[0]!.version;
  });
}

async function inForce(trx: Db, portalId: number): Promise<number | null> {
  const row = await trx
    .selectFrom('portal')
    .select('model_version')
    .where('portal_id', '=', portalId)
    .executeTakeFirst();
  return row?.model_version ?? null;
}

/** The stored document of a version; null: there is no such version. */
export async function findModel(db: Db, portalId: number, version: number): Promise<unknown> {
  const row = await db
    .selectFrom('model')
    .select('document')
    .where('portal_id', '=', portalId)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.document ?? null;
}
