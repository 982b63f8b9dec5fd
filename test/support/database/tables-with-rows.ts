import { sql } from 'kysely';
import { tablesOfPortals } from '../../../src/store/portals/moving-portal.ts';
import type { Db } from '../../../src/store/transaction.ts';

/**
 * The tables that still have rows of an account, whatever tables there are. Signatures of requests
 * do not count: they are forgotten by their age.
 */
export async function tablesWithRows(db: Db, portalId: number): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { name } of await tablesOfPortals(db)) {
    const { rows } = await sql`select from ${sql.table(name)} where portal_id = ${portalId} limit 1`.execute(db);
    if (rows.length > 0 && name !== 'request_done') left.push(name);
  }
  return left;
}
