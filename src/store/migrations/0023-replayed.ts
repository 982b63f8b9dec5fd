import { type Kysely, sql } from 'kysely';

/**
 * What is done once however often it is asked for, and what HubSpot told for all processes.
 * `portal.quiet_until` is not used any more: processes of the release before still write it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table portal add column wait_until timestamp with time zone;
alter table portal add column signed_v3_at bigint;
comment on column portal.wait_until is 'HubSpot has told to wait until then; on the clock of the database';
comment on column portal.signed_v3_at is 'when a workflow of the account last sent a signature of version 3; to the day';
comment on column portal.quiet_until is 'not used any more';

create table request_done (
  portal_id bigint not null,
  signature text not null,
  at bigint not null,
  primary key (portal_id, signature)
);
comment on table request_done is 'requests of cards and pages that were carried out, as long as their signatures hold';
`)
    .execute(db);
}
