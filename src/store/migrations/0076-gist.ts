import { type Kysely, sql } from 'kysely';

/** A what-if reads it instead of a whole contact. An evaluation of an older program has none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table contact add column gist text;
comment on column contact.gist is 'what of the last evaluation tells whether an edit of the model changes anything, as a JSON list that begins with its layout and with scored_at as it was then';`)
    .execute(db);
}
