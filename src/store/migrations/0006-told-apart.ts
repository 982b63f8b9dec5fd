import { type Kysely, sql } from 'kysely';

/** What failed is tried again by itself; what the account's own rules refuse is remembered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table dead_letter
  add column cause text not null default 'unknown',
  add column retries integer not null default 0,
  add column retry_at bigint,
  add column app_version text,
  add column model_version integer;
update dead_letter set retry_at = at;
create index dead_letter_retry on dead_letter (portal_id, retry_at) where retry_at is not null;
comment on column dead_letter.cause is 'the kind of its cause: what may mend it';
comment on column dead_letter.retries is 'how often it was parked again after it had been parked';
comment on column dead_letter.retry_at is 'when it is tried again by itself; null: it is being tried, or never is';
comment on column dead_letter.app_version is 'the version of the program that parked it';
comment on column dead_letter.model_version is 'the model that held when it was parked';

alter table task
  add column attempts integer not null default 0,
  add column try_at bigint not null default 0;
comment on column task.try_at is 'not to be sent before: HubSpot refused it';

alter table contact
  add column waits jsonb,
  add column list_tries integer not null default 0,
  add column list_try_at bigint not null default 0;
comment on column contact.list_try_at is 'its lists are not to be changed before: HubSpot refused it';
comment on column contact.waits is 'what a rule of the account refused to take, by part (stage, owner); null: nothing';
create index contact_waits on contact (portal_id, contact_id) where waits is not null;

create table write_rule (
  portal_id bigint not null,
  part text not null check (part in ('stage', 'owner', 'task')),
  value text not null,
  code text not null,
  properties text[] not null,
  since bigint not null,
  try_at bigint not null,
  primary key (portal_id, part, value)
);
comment on table write_rule is 'rules of the account by which HubSpot refuses what Ripen writes';
comment on column write_rule.value is 'the stage that is refused; empty for owners and tasks';
comment on column write_rule.properties is 'what must be filled in, as HubSpot named it; empty: it named none';
comment on column write_rule.try_at is 'when one record tries whether the rule is still there';
`)
    .execute(db);
}
