import { sql } from 'kysely';
import type { Db } from '../transaction.ts';

/** Somebody who may change the model. */
export type Editor = {
  readonly userId: number;
  readonly name: string;
  /** ms since 1970 */
  readonly at: number;
  /**
   * who put the editor on the list; null: Ripen did, when they installed it or opened its settings
   */
  readonly by: string | null;
};

/** Puts somebody on the list of editors, once. False: the portal is gone. */
export async function putEditor(db: Db, portalId: number, { userId, name, at, by }: Editor): Promise<boolean> {
  const { rows } = await sql`
    insert into editor as e (portal_id, user_id, name, at, given_by)
    select portal_id, ${userId}, ${name}, ${at}, ${by} from portal where portal_id = ${portalId} for key share
    on conflict (portal_id, user_id) do update set name = excluded.name
    returning user_id`.execute(db);
  return rows.length === 1;
}

export async function takeEditor(db: Db, portalId: number, userId: number): Promise<void> {
  await db.deleteFrom('editor').where('portal_id', '=', portalId).where('user_id', '=', userId).execute();
}

/** The editors, in the order in which they were put on the list. */
export async function listEditors(db: Db, portalId: number): Promise<readonly Editor[]> {
  const rows = await db
    .selectFrom('editor')
    .select(['user_id', 'name', 'at', 'given_by'])
    .where('portal_id', '=', portalId)
    .orderBy('at')
    .orderBy('user_id')
    .execute();
  return rows.map(({ user_id, name, at, given_by }) => ({ userId: user_id, name, at, by: given_by }));
}

export async function isEditor(db: Db, portalId: number, userId: number): Promise<boolean> {
  const row = await db
    .selectFrom('editor')
    .select('user_id')
    .where('portal_id', '=', portalId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
}
