import { sql } from 'kysely';
import { type Db, holdPortal, inTransaction } from '../transaction.ts';

/**
 * Notes that we are about to ask for new tokens, so that no other process asks at the same time,
 * and a process after a crash knows of it. False: another process is asking; it has `forMs` for
 * that, on the database's clock. Throws when the portal moves to another database, or is there:
 * what HubSpot answers could not be stored here.
 */
export async function beginRefresh(
  db: Db,
  { portalId, now, forMs }: { readonly portalId: number; readonly now: number; readonly forMs: number },
): Promise<boolean> {
  const { rows } = await sql`
    update portal set
      refreshing_until = clock_timestamp() + make_interval(secs => ${forMs / 1000}::float8),
      refresh_asked_at = coalesce(refresh_asked_at, ${now}::bigint)
    where portal_id = ${portalId} and moving_to is null
      and (refreshing_until is null or refreshing_until <= clock_timestamp())
    returning portal_id`.execute(db);
  if (rows.length === 0) await holdPortal(db, portalId);
  return rows.length === 1;
}

/**
 * Notes that the tokens were not renewed. `answered`: HubSpot said so, so the attempt that began at
 * `begunAt` has changed nothing.
 */
export async function endRefresh(
  db: Db,
  { portalId, begunAt, answered }: { readonly portalId: number; readonly begunAt: number; readonly answered: boolean },
): Promise<void> {
  await sql`
    update portal set
      refreshing_until = null,
      refresh_asked_at = case when ${answered} and refresh_asked_at = ${begunAt} then null else refresh_asked_at end
    where portal_id = ${portalId}`.execute(db);
}

/**
 * Remembers that HubSpot refused the grant (again), or did not answer; Ripen asks nothing of
 * HubSpot until `checkAt`.
 */
export async function doubtGrant(
  db: Db,
  { portalId, now, checkAt }: { readonly portalId: number; readonly now: number; readonly checkAt: number },
): Promise<void> {
  await sql`
    update portal set
      grant_refused_at = coalesce(grant_refused_at, ${now}::bigint), grant_looks = grant_looks + 1, grant_look_at = ${checkAt}
    where portal_id = ${portalId} and (status <> 'disconnected' or erase_at is not null)`.execute(db);
}

/**
 * Seals a portal whose grant is lost: it counts as disconnected, nobody reads or works on its rows,
 * and `eraseSealed` erases them at `eraseAt`. False: HubSpot takes the grant again, there is a new
 * one, or the portal is disconnected already.
 */
export async function sealPortal(
  db: Db,
  seal: { readonly portalId: number; readonly refusedAt: number; readonly now: number; readonly eraseAt: number },
): Promise<boolean> {
  const { portalId, refusedAt, now, eraseAt } = seal;
  const { rows } = await sql`
    update portal set status = 'disconnected', disconnected_at = ${now}, erase_at = ${eraseAt}
    where portal_id = ${portalId} and status <> 'disconnected' and grant_refused_at = ${refusedAt}
    returning portal_id`.execute(db);
  return rows.length === 1;
}

/**
 * Encrypts the tokens of a portal anew, whatever its status. Nobody stores other tokens meanwhile.
 * False: it has none.
 */
export async function resealTokens(db: Db, portalId: number, reseal: (sealed: Buffer) => Buffer): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const row = await trx
      .selectFrom('portal')
      .select(['access_token', 'refresh_token', 'refresh_before'])
      .where('portal_id', '=', portalId)
      .forUpdate()
      .executeTakeFirst();
    const sealed = Object.entries(row ?? {}).filter((column): column is [string, Buffer] => column[1] !== null);
    if (sealed.length === 0) return false;
    await trx
      .updateTable('portal')
      .set(Object.fromEntries(sealed.map(([column, secret]) => [column, reseal(secret)])))
      .where('portal_id', '=', portalId)
      .execute();
    return true;
  });
}
