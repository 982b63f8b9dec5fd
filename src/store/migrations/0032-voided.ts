import { type Kysely, sql } from 'kysely';

/** Which edit voided a signature, so that people are told instead of finding it gone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table signature add column voided_by integer;
comment on column signature.voided_by is 'the edit of the draft that came after it: it does not count any more; null: it counts';`)
    .execute(db);
}
