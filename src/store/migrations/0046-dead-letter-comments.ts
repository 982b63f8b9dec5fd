import { type Kysely, sql } from 'kysely';

/** What columns say of dead letters, in the one word for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
comment on column contact.run_at is 'when it is due; null: never, as things are, or a dead letter';
comment on column dead_letter.retries is 'how often it was tried again and failed';
comment on column dead_letter.app_version is 'the version of the program that set it aside';
comment on column dead_letter.model_version is 'the model that held when it was set aside';`)
    .execute(db);
}
