import { type Kysely, sql } from 'kysely';

/** One word for what was set aside: a dead letter, of work or of a webhook. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table webhook_letter rename to webhook_dead_letter;
alter table webhook_dead_letter rename constraint webhook_letter_pkey to webhook_dead_letter_pkey;
alter table webhook_dead_letter rename constraint webhook_letter_what_check to webhook_dead_letter_what_check;`)
    .execute(db);
}
