import { sql } from 'kysely';
import { type Db, holdPortal, inTransaction } from '../transaction.ts';

/** The link by which an account fetches its history. */
export type Feed = {
  /** of the secret in the link */
  readonly hash: Buffer;
  readonly madeAt: number;
  readonly madeBy: string;
  /** when somebody last fetched by it; null: nobody has */
  readonly usedAt: number | null;
};

/** Null: there is none, or the portal is not connected. */
export async function findFeed(db: Db, portalId: number): Promise<Feed | null> {
  const row = await db
    .selectFrom('feed as f')
    .innerJoin('portal as p', 'p.portal_id', 'f.portal_id')
    .select(['f.hash', 'f.made_at', 'f.made_by', 'f.used_at'])
    .where('f.portal_id', '=', portalId)
    .where('p.portal_id', '=', portalId)
    .where('p.status', '=', 'active')
    .executeTakeFirst();
  return row === undefined ? null : { hash: row.hash, madeAt: row.made_at, madeBy: row.made_by, usedAt: row.used_at };
}

/** In place of the link before, which ends. */
export async function putFeed(db: Db, portalId: number, feed: Omit<Feed, 'usedAt'>): Promise<void> {
  await inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return;
    await sql`
      insert into feed (portal_id, hash, made_at, made_by) values (${portalId}, ${feed.hash}, ${feed.madeAt}, ${feed.madeBy})
      on conflict (portal_id) do update set hash = excluded.hash, made_at = excluded.made_at, made_by = excluded.made_by,
        used_at = null`.execute(trx);
  });
}

export async function dropFeed(db: Db, portalId: number): Promise<void> {
  await db.deleteFrom('feed').where('portal_id', '=', portalId).execute();
}

export async function noteFeedUse(db: Db, portalId: number, now: number): Promise<void> {
  await db.updateTable('feed').set({ used_at: now }).where('portal_id', '=', portalId).execute();
}
