import { type Kysely, sql } from 'kysely';

/** What webhooks brought and could not be taken in; an index that ids of any length fit into. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table webhook_letter (
  portal_id bigint not null,
  key text not null,
  what text not null check (what in ('event', 'delivery')),
  reason text not null,
  type text not null,
  object_ids bigint[] not null,
  shape text not null,
  times bigint not null,
  first_at bigint not null,
  last_at bigint not null,
  primary key (portal_id, key)
);
comment on table webhook_letter is 'dead letters: what webhooks brought and could not be taken in';
comment on column webhook_letter.key is 'the same again has the same key, and is counted';
comment on column webhook_letter.portal_id is '0: it does not say whose it is';
comment on column webhook_letter.object_ids is 'the records that it names, the latest only';
comment on column webhook_letter.shape is 'kinds and lengths of its fields, never a value';

drop index contact_company;
create index contact_company on contact (portal_id, left(facts ->> 'companyId', 100)) where facts ->> 'companyId' is not null;
`)
    .execute(db);
}
