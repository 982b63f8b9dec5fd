import { type Kysely, sql } from 'kysely';

/**
 * Sends to contacts that must not be written to, found as the ledger grows: a page that looked at
 * every send of a year passed the deadline of a statement in a large account. An older version
 * would not find them: it may not run beside.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table violation (
  portal_id bigint not null references portal on delete cascade,
  contact_id bigint not null,
  at bigint not null,
  campaign text,
  since bigint not null,
  rules jsonb,
  primary key (portal_id, contact_id, at)
);
comment on table violation is 'a send to a contact that was excluded from correspondence at that instant';
comment on column violation.since is 'when the exclusion began';
insert into violation
select s.portal_id, s.contact_id, s.at, s.detail ->> 'campaign', coalesce((s.detail #>> '{judged,since}')::bigint, begun.since),
  coalesce(s.detail #> '{judged,rules}', held.detail -> 'rules')
from correspondence s
left join lateral (
  select e.at, e.kind, e.detail from correspondence e
  where e.portal_id = s.portal_id and e.contact_id = s.contact_id and e.kind <> 'send'
    and (e.at < s.at or e.at = s.at and e.kind = 'admitted')
  order by e.at desc, e.seq desc limit 1
) held on held.kind = 'excluded' and not s.detail ? 'judged'
left join lateral (
  select min(e.at) as since from correspondence e
  where e.portal_id = s.portal_id and e.contact_id = s.contact_id and e.kind = 'excluded' and e.at <= held.at
    and e.at >= coalesce((select max(a.at) from correspondence a where a.portal_id = s.portal_id
      and a.contact_id = s.contact_id and a.kind = 'admitted' and a.at <= held.at), 0)
) begun on held.kind is not null
where s.kind = 'send' and coalesce((s.detail #>> '{judged,since}')::bigint, begun.since) is not null;
drop index correspondence_excluded;
create index correspondence_turns on correspondence (portal_id, kind, at desc, contact_id) where kind <> 'send';`)
    .execute(db);
}
