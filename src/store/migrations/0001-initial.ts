import { type Kysely, sql } from 'kysely';

/**
 * Every table begins its key with portal_id. Instants of the business are bigint: ms since 1970 UTC
 * on the app's clock. Leases are timestamptz on the database's own clock, since real processes race
 * for them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table portal (
  portal_id bigint primary key,
  status text not null check (status in ('installing', 'active', 'disconnected')),
  hub_domain text,
  ui_domain text,
  time_zone text,
  scopes text[] not null default '{}',
  installed_at bigint not null,
  disconnected_at bigint,
  access_token bytea,
  refresh_token bytea,
  token_expires_at bigint,
  account jsonb not null default '{}',
  lists jsonb not null default '{}',
  model_version integer,
  lease_holder uuid,
  lease_until timestamptz,
  quiet_until timestamptz,
  last_served_at timestamptz
);

create table model (
  portal_id bigint not null,
  version integer not null,
  document jsonb not null,
  created_at bigint not null,
  primary key (portal_id, version)
);

create table event (
  portal_id bigint not null,
  type text not null,
  object_id bigint not null,
  property text not null,
  occurred_at bigint not null,
  event_id bigint not null,
  received_at bigint not null,
  primary key (portal_id, type, object_id, property, occurred_at, event_id)
);
create index event_received on event using brin (received_at);

create table contact (
  portal_id bigint not null,
  contact_id bigint not null,
  seq bigint not null default 0,
  run_at bigint,
  next_at bigint,
  lease uuid,
  attempts integer not null default 0,
  last_error text,
  stale boolean not null default true,
  relink boolean not null default false,
  facts jsonb,
  facts_at bigint,
  reading jsonb,
  reading_at bigint,
  decisions jsonb,
  inputs jsonb,
  memory jsonb,
  standing jsonb,
  track text not null default 'none',
  listed text default 'none',
  lifecycle text,
  lifecycle_intent text,
  evaluation jsonb,
  scored_at bigint,
  primary key (portal_id, contact_id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);
create index contact_due on contact (portal_id, stale, run_at) where lease is null and run_at is not null;
create index contact_leased on contact (portal_id) where lease is not null;
create index contact_unlisted on contact (portal_id, contact_id) where track is distinct from listed;
create index contact_company on contact (portal_id, (facts ->> 'companyId')) where facts ->> 'companyId' is not null;
create index contact_deals on contact using gin ((facts -> 'dealIds')) where facts -> 'dealIds' <> '[]';
comment on column contact.seq is 'grows with everything that arrives, so that a completion sees what it has missed';
comment on column contact.run_at is 'when it is due; null: never, as things are, or parked';
comment on column contact.next_at is 'when the last evaluation wanted to be looked at again; run_at may be earlier';
comment on column contact.stale is 'must be read from HubSpot before it is evaluated';
comment on column contact.relink is 'which company and deals it has must be read as well';
comment on column contact.facts is 'what the last evaluation saw';
comment on column contact.reading is 'newer facts read in passing (backfill, search) that no evaluation has seen yet';
comment on column contact.decisions is 'what people and workflows decided, beyond what the model finds';
comment on column contact.inputs is 'property values that people and workflows gave, still to be written to HubSpot';
comment on column contact.track is 'the track whose list the contact should be on';
comment on column contact.listed is 'the track whose list HubSpot has confirmed; null: unknown, it may be on any';
comment on column contact.lifecycle is 'the lifecycle stage in HubSpot as far as we know';
comment on column contact.lifecycle_intent is 'the stage that we are about to write, to recognise our own echo';
comment on column contact.last_error is 'a code, never personal data';

create table activity (
  portal_id bigint not null,
  contact_id bigint not null,
  id text not null,
  signal text not null,
  at bigint not null,
  quantity integer not null,
  source text not null,
  detail text,
  primary key (portal_id, contact_id, id)
);

create table score_point (
  portal_id bigint not null,
  contact_id bigint not null,
  at bigint not null,
  explicit smallint not null,
  implicit smallint not null,
  score smallint not null,
  qualification text not null,
  segment text,
  cause text not null,
  primary key (portal_id, contact_id, at)
);

create table task (
  portal_id bigint not null,
  contact_id bigint not null,
  key text not null,
  kind text not null,
  due_at bigint not null,
  body jsonb not null,
  state text not null default 'pending' check (state in ('pending', 'sending', 'created', 'failed')),
  hubspot_id bigint,
  error text,
  created_at bigint not null,
  primary key (portal_id, contact_id, key)
);
create index task_open on task (portal_id, state) where state in ('pending', 'sending');

create table job (
  portal_id bigint not null,
  kind text not null check (kind <> 'contact'),
  key text not null,
  seq bigint not null default 0,
  run_at bigint,
  lease uuid,
  attempts integer not null default 0,
  last_error text,
  payload jsonb not null,
  primary key (portal_id, kind, key)
);
create index job_due on job (portal_id, run_at) where lease is null and run_at is not null;

create table dead_letter (
  portal_id bigint not null,
  what text not null,
  key text not null,
  error text not null,
  at bigint not null,
  primary key (portal_id, what, key)
);
comment on column dead_letter.what is '''contact'', or the kind of a job; the row itself stays in its table with run_at null';
`)
    .execute(db);
}
