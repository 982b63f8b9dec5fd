import { type Kysely, sql } from 'kysely';

/** A tenth of a page left free has no room for another copy of a pack, as packs are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table activity_pack reset (fillfactor)`.execute(db);
}
