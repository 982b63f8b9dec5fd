import { sql } from 'kysely';
import { type Db, json } from './transaction.ts';

/** How many turns have been taken in each round robin of a portal, held until the transaction ends. */
export async function holdTurns(trx: Db, portalId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await trx
    .selectFrom('turn')
    .select(['key', 'taken'])
    .where('portal_id', '=', portalId)
    .orderBy('key')
    .forUpdate()
    .execute();
  return new Map(rows.map(({ key, taken }) => [key, taken]));
}

export async function saveTurns(trx: Db, portalId: number, turns: ReadonlyMap<string, number>): Promise<void> {
  const rows = [...turns].map(([key, taken]) => ({ key, taken }));
  if (rows.length === 0) return;
  await sql`
    insert into turn (portal_id, key, taken)
    select ${portalId}, key, taken from jsonb_to_recordset(${json(rows)}) as t(key text, taken bigint) order by key
    on conflict (portal_id, key) do update set taken = excluded.taken`.execute(trx);
}
