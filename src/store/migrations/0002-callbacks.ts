import { type Kysely, sql } from 'kysely';

/** Contacts that wait in workflows for our answer, and whose turn it is in a round robin. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table callback (
  portal_id bigint not null,
  callback_id text not null,
  contact_id bigint,
  action text not null,
  input jsonb not null,
  state text not null check (state in ('waiting', 'ready', 'done')),
  outputs jsonb,
  try_at bigint not null default 0,
  created_at bigint not null,
  expires_at bigint not null,
  primary key (portal_id, callback_id)
);
create index callback_contact on callback (portal_id, contact_id);
create index callback_open on callback (portal_id) where state <> 'done';
create index callback_ready on callback (portal_id, created_at) where state = 'ready';
create index callback_created on callback using brin (created_at);
comment on column callback.contact_id is 'null: the contact is gone, and nothing of it is kept';
comment on column callback.state is 'waiting for an evaluation of the contact; ready to be completed; done: answered or completed, kept to know it again';
comment on column callback.try_at is 'not to be completed before: HubSpot did not know it yet';
comment on column callback.outputs is 'the answer, once it is known';

create table turn (
  portal_id bigint not null,
  key text not null,
  taken bigint not null,
  primary key (portal_id, key)
);
comment on column turn.key is 'the owners who take turns';
`)
    .execute(db);
}
