import { type Kysely, sql } from 'kysely';

/**
 * A touch is known by when it is due, its track and its kind, which its key said once more, as a
 * text in the row and in an index. An older version would ask for the key. Pages find touches that
 * did not happen by when they were due, as they find all others.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table touch drop constraint touch_pkey;
alter table touch drop column key;
alter table touch add primary key (portal_id, contact_id, due_at, track, kind);
drop index touch_state;`)
    .execute(db);
}
