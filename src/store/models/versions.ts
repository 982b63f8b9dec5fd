import { sql } from 'kysely';
import type { Ramp } from '../../domain/changes/ramp.ts';
import type { Db } from '../transaction.ts';

/** Who works on a model. `userId`: of the HubSpot user; null: not through HubSpot. */
export type Author = { readonly userId: number | null; readonly name: string };

/** A version of a portal's model, without its document. */
export type StoredVersion = {
  readonly version: number;
  readonly at: number;
  /** who published it; null: it came with the installation, or is older than this field */
  readonly by: Author | null;
  readonly note: string;
  /** the version whose document it takes up again; null: it is no roll-back */
  readonly backTo: number | null;
  readonly planId: string | null;
  /** the contacts that the version judges; null: all */
  readonly ramp: Ramp | null;
};

/** All versions, the newest first. */
export async function listVersions(db: Db, portalId: number): Promise<readonly StoredVersion[]> {
  const rows = await db
    .selectFrom('model')
    .select(['version', 'created_at', 'user_id', 'author', 'note', 'back_to', 'plan_id', 'ramp'])
    .where('portal_id', '=', portalId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    at: row.created_at,
    by: row.author === null ? null : { userId: row.user_id, name: row.author },
    note: row.note,
    backTo: row.back_to,
    planId: row.plan_id,
    ramp: row.ramp as Ramp | null,
  }));
}

/** The earlier versions whose document this roll-back takes up again; empty: it is no roll-back. */
export async function versionsTakenUp(db: Db, portalId: number, version: number): Promise<readonly number[]> {
  const { rows } = await sql<{ version: number }>`
    select same.version from model m
    join model back on back.portal_id = m.portal_id and back.version = m.back_to
    join model same on same.portal_id = m.portal_id and same.document = back.document and same.version < m.version
    where m.portal_id = ${portalId} and m.version = ${version} order by same.version`.execute(db);
  return rows.map((row) => row.version);
}

/** All versions with the document of this one. */
export async function versionsLike(db: Db, portalId: number, version: number): Promise<readonly number[]> {
  const { rows } = await sql<{ version: number }>`
    select same.version from model m join model same on same.portal_id = m.portal_id and same.document = m.document
    where m.portal_id = ${portalId} and m.version = ${version} order by same.version`.execute(db);
  return rows.map((row) => row.version);
}

/** The contacts that a version judges; null: all. */
export async function rampOf(db: Db, portalId: number, version: number): Promise<Ramp | null> {
  const row = await db
    .selectFrom('model')
    .select('ramp')
    .where('portal_id', '=', portalId)
    .where('version', '=', version)
    .executeTakeFirst();
  return (row?.ramp ?? null) as Ramp | null;
}
