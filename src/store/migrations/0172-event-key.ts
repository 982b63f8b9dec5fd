import { type Kysely, sql } from 'kysely';

/**
 * The key of an event begins with its instant, so that new events stand side by side at the end of
 * the index, and old ones leave whole pages of it. By the contact first, each event went to another
 * page.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table event drop constraint event_pkey,
  add primary key (portal_id, occurred_at, event_id, object_id, type, property);`)
    .execute(db);
}
