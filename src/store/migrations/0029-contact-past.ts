import { type Kysely, sql } from 'kysely';

/** Past values of leads that were won or lost, so that learning again asks HubSpot nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table contact_past (
  portal_id bigint not null references portal on delete cascade,
  contact_id bigint not null,
  history jsonb not null,
  company jsonb not null,
  deals jsonb not null,
  reads text not null,
  read_at bigint not null,
  primary key (portal_id, contact_id)
);
comment on table contact_past is 'past values of a lead that was won or lost, and of its company, as HubSpot told them';
comment on column contact_past.deals is 'what became of its deals, and when';
comment on column contact_past.reads is 'names the properties that were asked for';
create index contact_past_read_at on contact_past (read_at);
`)
    .execute(db);
}
