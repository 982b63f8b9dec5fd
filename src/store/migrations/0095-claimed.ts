import { type Kysely, sql } from 'kysely';

/**
 * With them the first news of a contact in hand is noted, and what follows needs no second note. A
 * program that does not know the columns leaves the lease of another claim there, which says
 * nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table contact add column claimed_by uuid, add column claimed_seq bigint;
comment on column contact.claimed_by is 'the lease of the claim that claimed_seq speaks of';
comment on column contact.claimed_seq is 'seq as claimed';`)
    .execute(db);
}
