import { type Kysely, sql } from 'kysely';

/** By this a program knows, without reading it, that an evaluation is stored already. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table contact add column evaluated text;
comment on column contact.evaluated is 'a digest of evaluation, and scored_at as it was then: another scored_at means that an older program has stored another one';`)
    .execute(db);
}
