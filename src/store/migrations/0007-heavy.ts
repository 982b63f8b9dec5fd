import { type Kysely, sql } from 'kysely';

/**
 * Contacts that are too heavy for a batch are worked on alone, and whoever ends the process is
 * found out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table contact
  add column alone boolean not null default false,
  add column evaluating boolean not null default false,
  add column crashes integer not null default 0;
create index contact_alone on contact (portal_id, run_at) where alone and lease is null and run_at is not null;
comment on column contact.alone is 'not to be worked on in a batch: very much happened to it, or the process ended while it was evaluated';
comment on column contact.evaluating is 'it is being evaluated: an attempt that counts, even if the process ends';
comment on column contact.crashes is 'how often a process ended while it was in hand, since it was completed last';
`)
    .execute(db);
}
