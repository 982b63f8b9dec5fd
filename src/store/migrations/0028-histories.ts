import { type Kysely, sql } from 'kysely';

/** What contacts were, as HubSpot's property history tells it: read once, for looking back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table contact_history (
  portal_id bigint not null references portal on delete cascade,
  contact_id bigint not null,
  place integer not null,
  asked_at bigint not null,
  read_at bigint,
  histories jsonb,
  primary key (portal_id, contact_id)
);
create index contact_history_unread on contact_history (portal_id, place, contact_id) where read_at is null;
comment on table contact_history is 'histories of contacts, their companies and deals: read from HubSpot for looking back, and forgotten again';
comment on column contact_history.place is 'those with the lowest are read first';
comment on column contact_history.read_at is 'null: not read yet';`)
    .execute(db);
}
