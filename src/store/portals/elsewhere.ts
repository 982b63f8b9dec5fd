import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { type Db, inTransaction } from '../transaction.ts';

/** The name of the database that this one says the portal is in; null: it says nothing of it. */
export async function findElsewhere(db: Db, portalId: number): Promise<string | null> {
  const row = await db.selectFrom('elsewhere').select('place').where('portal_id', '=', portalId).executeTakeFirst();
  return row?.place ?? null;
}

/** Says where the portal is from now on; null: here. */
export async function putElsewhere(db: Db, portalId: number, place: string | null): Promise<void> {
  if (place === null) await db.deleteFrom('elsewhere').where('portal_id', '=', portalId).execute();
  else
    await sql`
      insert into elsewhere (portal_id, place) values (${portalId}, ${place})
      on conflict (portal_id) do update set place = excluded.place`.execute(db);
}

/** Where a new portal is to be, unless that was said before. */
export async function placePortal(db: Db, portalId: number, place: string): Promise<string> {
  await sql`
    insert into elsewhere (portal_id, place) values (${portalId}, ${place}) on conflict do nothing`.execute(db);
  return (await findElsewhere(db, portalId)) ?? place;
}

/**
 * Under two names for one database a portal would be placed where nobody looks for it. An advisory
 * lock is one database's own: whoever finds it taken is in a database that came before.
 */
export async function assertApart(
  [place, ...others]: readonly { readonly name: string; readonly db: Db }[],
  lock = randomInt(2 ** 47),
): Promise<void> {
  if (place === undefined) return;
  await inTransaction(place.db, async (trx) => {
    const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${lock}) as free`.execute(trx);
    if (rows[0]?.free !== true)
      throw new Error(`DATABASES names a database "${place.name}" that is named already, there or in DATABASE_URL.`);
    await assertApart(others, lock);
  });
}
