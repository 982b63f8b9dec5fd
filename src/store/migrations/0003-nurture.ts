import { type Kysely, sql } from 'kysely';

/**
 * Touches, correspondence, who is like whom, who got which owner, and lists beside those of the
 * tracks.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table touch (
  portal_id bigint not null,
  contact_id bigint not null,
  key text not null,
  programme text not null,
  kind text not null check (kind in ('email', 'manual')),
  due_at bigint not null,
  state text not null check (state in ('open', 'late', 'done', 'missed', 'cancelled')),
  closed_at bigint,
  cause text,
  primary key (portal_id, contact_id, key)
);
create index touch_state on touch (portal_id, state, due_at);
comment on column touch.state is 'open: due, not seen done yet; late: by hand and overdue; missed: an e-mail that nobody sent in time; cancelled: its reason went away';
comment on column touch.cause is 'why it was missed or cancelled';

create table correspondence (
  portal_id bigint not null,
  contact_id bigint not null,
  at bigint not null,
  kind text not null check (kind in ('excluded', 'admitted', 'send')),
  detail jsonb,
  seq bigint generated always as identity,
  primary key (portal_id, contact_id, at, kind)
);
create index correspondence_sends on correspondence (portal_id, at) where kind = 'send';
comment on table correspondence is 'append-only: when a contact must not be written to, by which rules, and what HubSpot says was sent';
comment on column correspondence.detail is 'the rules of an exclusion; the campaign of a send';
create function correspondence_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'correspondence is append-only';
end $$;
create trigger correspondence_append_only before update on correspondence
  for each row execute function correspondence_is_append_only();

create table trait (
  portal_id bigint not null,
  contact_id bigint not null,
  kind text not null check (kind in ('email', 'phone', 'form')),
  key text not null,
  primary key (portal_id, contact_id, kind, key)
);
create index trait_key on trait (portal_id, kind, key);
comment on table trait is 'by what contacts of one portal are recognised as each other, or as one burst';

create table cohort (
  portal_id bigint not null,
  key text not null,
  seen bigint not null,
  won bigint not null,
  primary key (portal_id, key)
);
comment on table cohort is 'leads of one type: how many were seen, how many of them became customers';

create table assignment (
  portal_id bigint not null,
  contact_id bigint not null,
  occasion text not null,
  territory text not null,
  owner_id text,
  by text not null,
  at bigint not null,
  open boolean not null default true,
  primary key (portal_id, contact_id, occasion)
);
create index assignment_open on assignment (portal_id, owner_id) where open;
comment on table assignment is 'who was given which contact, once per occasion';
comment on column assignment.open is 'counts towards the owner''s capacity';

alter table turn drop column taken, add column state jsonb not null;

alter table task add column close_as text;
alter table task drop constraint task_state_check;
alter table task add constraint task_state_check check (state in ('pending', 'sending', 'created', 'closed', 'failed'));
create index task_to_close on task (portal_id) where close_as is not null and state <> 'closed' and state <> 'failed';
create index task_watched on task (portal_id, contact_id) where state = 'created';
comment on column task.close_as is 'the status that it is to get in HubSpot, since what it asked for is done or not wanted any more';

alter table contact
  add column created_at bigint,
  add column peers jsonb,
  add column cohort text[],
  add column converted boolean not null default false,
  add column excluded jsonb,
  add column lists text[] not null default '{}';
drop index contact_unlisted;
alter table contact alter column listed drop default;
alter table contact alter column listed type text[] using case
  when listed is null then null when listed = 'none' then '{}'::text[] else array[listed] end;
alter table contact alter column listed set default '{}';
update contact set lists = case when track = 'none' then '{}'::text[] else array[track] end;
create index contact_unlisted on contact (portal_id, contact_id) where lists is distinct from listed;
comment on column contact.created_at is 'when HubSpot created it';
comment on column contact.peers is 'what the last evaluation knew of its peers: a contact that it is a duplicate of, a burst of forms';
comment on column contact.cohort is 'the types of lead it is counted under';
comment on column contact.converted is 'it is counted as a customer';
comment on column contact.excluded is 'the rules of the last exclusion, while it lasts';
comment on column contact.lists is 'the lists that the contact should be on, sorted: that of its track, and others';
comment on column contact.listed is 'the lists that HubSpot has confirmed, sorted; null: unknown, it may be on any';
`)
    .execute(db);
}
