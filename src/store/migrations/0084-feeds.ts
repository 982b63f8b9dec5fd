import { type Kysely, sql } from 'kysely';

/**
 * The link by which an account fetches its history for its own reports. Accounts are looked at anew
 * at once, since HubSpot refuses a new value of `ripen_waits_for_sales` until its option is there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table feed (
  portal_id bigint primary key references portal on delete cascade,
  hash bytea not null,
  made_at bigint not null,
  made_by text not null,
  used_at bigint
);
comment on table feed is 'the link by which an account fetches its history; absent: nobody has made one';
comment on column feed.hash is 'SHA-256 of the secret in the link, which is stored nowhere';

update job set run_at = 0 where kind = 'provision' and run_at is not null;`)
    .execute(db);
}
