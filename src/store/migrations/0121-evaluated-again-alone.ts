import { type Kysely, sql } from 'kysely';

/**
 * All of an evaluation is found again from what is stored beside it. An older version takes what is
 * left of it for all: it may not run beside.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
comment on column contact.evaluation is 'what statements read of the last evaluation; all of it where it has bantDetails: of a contact with very many activities, or as an older program stored it';
comment on column contact.evaluated is 'a digest of what is stored of the evaluation, and scored_at as it was then: another scored_at means that an older program has stored another one';`)
    .execute(db);
}
