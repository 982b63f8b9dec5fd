import { sql } from 'kysely';
import type { Db } from '../transaction.ts';

/**
 * Notes that workflows of the portal send signatures of version 3, unless that was noted after
 * `since`.
 */
export async function noteV3(
  db: Db,
  { portalId, now, since }: { readonly portalId: number; readonly now: number; readonly since: number },
): Promise<void> {
  await sql`
    update portal set signed_v3_at = ${now}
    where portal_id = ${portalId} and status <> 'disconnected' and coalesce(signed_v3_at, 0) < ${since}`.execute(db);
}

/** Whether workflows of the portal sent signatures of version 3 after `since`. */
export async function sendsV3(
  db: Db,
  { portalId, since }: { readonly portalId: number; readonly since: number },
): Promise<boolean> {
  const row = await db.selectFrom('portal').select('signed_v3_at').where('portal_id', '=', portalId).executeTakeFirst();
  return (row?.signed_v3_at ?? 0) > since;
}
