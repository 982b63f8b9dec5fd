import { type Kysely, sql } from 'kysely';

/** The names of the account's forms, beside its properties. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table account_property add column forms jsonb;
comment on column account_property.forms is 'names of its forms; null: not read yet, or Ripen may not read them';`)
    .execute(db);
}
