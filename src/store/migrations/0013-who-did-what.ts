import { type Kysely, sql } from 'kysely';

/** Who did what on a score card, and when each user last had it open. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table audit (
  portal_id bigint not null,
  contact_id bigint not null,
  at bigint not null,
  place integer not null,
  user_id bigint,
  user_email text,
  action text not null,
  detail jsonb not null,
  primary key (portal_id, contact_id, at, place)
);
create index audit_newest on audit (portal_id, at desc);
comment on table audit is 'who did what to a contact on its score card; nothing of it ever changes';
comment on column audit.place is 'of what was done at the same instant';
comment on column audit.user_id is 'of the HubSpot user; null: HubSpot did not say who';

create table visit (
  portal_id bigint not null,
  contact_id bigint not null,
  user_id bigint not null,
  at bigint not null,
  before_at bigint,
  primary key (portal_id, contact_id, user_id)
);
comment on table visit is 'when each user looked at the score card of a contact';
comment on column visit.at is 'the last look of the last visit';
comment on column visit.before_at is 'the last look of the visit before; null: there was none';
`)
    .execute(db);
}
