import { type Kysely, sql } from 'kysely';

/**
 * Who published which model, why, and what it moved; drafts with every edit of them and their
 * signatures; what a draft would change, contact by contact; and by which version a contact was
 * evaluated, with what it remembered before, so that a version can be taken back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table model add column user_id bigint;
alter table model add column author text;
alter table model add column note text not null default '';
alter table model add column back_to integer;
alter table model add column plan_id text;
comment on column model.user_id is 'of the HubSpot user who published it; null: it came another way';
comment on column model.author is 'who published it, by name or mail address; null: it came with the installation';
comment on column model.back_to is 'the version whose document it takes up again; null: it is no roll-back';
comment on column model.plan_id is 'the plan that was carried out; null: there was none';

create table model_plan (
  portal_id bigint not null references portal on delete cascade,
  plan_id text not null,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
  version integer not null,
  back_to integer,
  document jsonb not null,
  fingerprint text,
  at bigint not null,
  progress jsonb not null,
  result jsonb,
  primary key (portal_id, plan_id)
);
comment on table model_plan is 'what a draft would change, compared with the version that was in force';
comment on column model_plan.at is 'the instant for which contacts are compared';

create table mover (
  portal_id bigint not null references portal on delete cascade,
  contact_id bigint not null,
  plan_id text not null,
  rank smallint not null,
  change jsonb not null,
  primary key (portal_id, contact_id, plan_id),
  foreign key (portal_id, plan_id) references model_plan on delete cascade
);
create index mover_of_plan on mover (portal_id, plan_id, rank, contact_id);
comment on table mover is 'a contact that a plan changes; those with the lowest rank come first';

create table draft (
  portal_id bigint not null references portal on delete cascade,
  draft_id text not null,
  version integer not null,
  edit integer not null,
  state text not null check (state in ('draft', 'reviewed', 'published', 'discarded')),
  primary key (portal_id, draft_id)
);
comment on column draft.version is 'the version that it was drawn from';
comment on column draft.edit is 'the last of its edits';

create table draft_edit (
  portal_id bigint not null,
  draft_id text not null,
  edit integer not null,
  document jsonb not null,
  hash text not null,
  user_id bigint,
  author text not null,
  note text not null,
  at bigint not null,
  primary key (portal_id, draft_id, edit),
  foreign key (portal_id, draft_id) references draft on delete cascade
);
comment on table draft_edit is 'a draft after each of its edits; nothing of it ever changes';

create table signature (
  portal_id bigint not null,
  draft_id text not null,
  side text not null check (side in ('marketing', 'sales')),
  hash text not null,
  user_id bigint,
  author text not null,
  at bigint not null,
  primary key (portal_id, draft_id, side),
  foreign key (portal_id, draft_id) references draft on delete cascade
);
comment on column signature.hash is 'of the document that was signed: it counts for no other';

alter table contact add column model_version integer;
alter table contact add column former jsonb;
update contact set model_version = (evaluation ->> 'modelVersion')::integer where evaluation is not null;
comment on column contact.model_version is 'the version that it was last evaluated by; null: never, or by a version before this was kept';
comment on column contact.former is 'what the last evaluation by the version before remembered, and which one that was';
`)
    .execute(db);
}
