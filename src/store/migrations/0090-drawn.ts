import { type Kysely, sql } from 'kysely';

/** The contacts of whom an estimate draws some: a sixteenth of all, by a hash of their ids. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create index contact_drawn on contact (portal_id, hashint8extended(contact_id, 1))
  where hashint8extended(contact_id, 1) < -8070450532247928832;`)
    .execute(db);
}
