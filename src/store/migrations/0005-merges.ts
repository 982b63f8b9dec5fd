import { type Kysely, sql } from 'kysely';

/**
 * What was counted before a merge, contacts that may be gone, contacts that were erased, and when
 * HubSpot was last heard of.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table contact
  add column apart jsonb,
  add column merged boolean not null default false,
  add column missing_since bigint,
  add column missing_by text check (missing_by in ('told', 'privacy', 'read', 'write', 'sweep'));
comment on column contact.apart is 'counters whose occurrences are counted though the contact does not show them: of merged ones, or before they fell';
comment on column contact.merged is 'contacts became one since the last evaluation';
comment on column contact.missing_since is 'when HubSpot first seemed to have it no more; a later look of another kind must say the same before it is erased';
comment on column contact.missing_by is 'what seemed so: an event, a read, a write that was refused, or a list of all contacts';

create table erased (
  portal_id bigint not null,
  contact_id bigint not null,
  at bigint not null,
  primary key (portal_id, contact_id)
);
create index erased_at on erased (at);
comment on table erased is 'contacts erased lately: what was read of them before must not bring them back';

alter table portal add column heard_at bigint;
comment on column portal.heard_at is 'when a delivery of HubSpot was last accepted';
insert into job (portal_id, kind, key, run_at, payload)
  select portal_id, 'sweep', '', floor(extract(epoch from clock_timestamp()) * 1000)::bigint,
    '{"startedAt": null, "lastAt": null, "after": null, "lastId": 0, "read": 0, "differing": 0, "absent": 0}'
  from portal where status = 'active';
`)
    .execute(db);
}
