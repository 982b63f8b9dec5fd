import { sql } from 'kysely';
import type { Db } from '../transaction.ts';

type SignedBy = { readonly portalId: number; readonly signature: string };

/** Notes that a request is being carried out. False: it was noted before. */
export async function noteRequest(
  db: Db,
  { portalId, signature, now }: SignedBy & { readonly now: number },
): Promise<boolean> {
  const { rows } = await sql`
    insert into request_done (portal_id, signature, at) values (${portalId}, ${signature}, ${now})
    on conflict do nothing returning portal_id`.execute(db);
  return rows.length === 1;
}

/** Forgets a request that failed, so that it may come again. */
export async function forgetRequest(db: Db, { portalId, signature }: SignedBy): Promise<void> {
  await db.deleteFrom('request_done').where('portal_id', '=', portalId).where('signature', '=', signature).execute();
}
