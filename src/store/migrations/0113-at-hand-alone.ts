import { type Kysely, sql } from 'kysely';

/**
 * What work lists read of the contacts that may be on one, in narrow rows of their own: reading the
 * evaluations of all of them took seconds in a large account. The indexes that found them are not
 * needed any more. An older version would leave the rows as they are: it may not run beside.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table at_hand (
  portal_id bigint not null references portal on delete cascade,
  contact_id bigint not null,
  with_sales boolean not null,
  owner_id text,
  points integer,
  answer_by bigint,
  owed_since bigint,
  woke boolean,
  qualified_since bigint,
  ready text,
  doubted text,
  doubts jsonb,
  read_at bigint,
  primary key (portal_id, contact_id),
  foreign key (portal_id, contact_id) references contact on delete cascade
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);
comment on table at_hand is 'what work lists read of a contact that may be on one: with sales, ready, with doubted data or an open task';
comment on column at_hand.answer_by is 'until when sales owes an answer; null: none, or it is given';
comment on column at_hand.ready is 'why the contact is ready for sales though it is no SQL; null: it is not';
comment on column at_hand.doubted is 'suspect or invalid data; null: neither';
comment on column at_hand.doubts is 'what is wrong with its data';
comment on column at_hand.read_at is 'when doubted data were read';
insert into at_hand
select k.portal_id, k.contact_id, k.track = 'sales_ready', nullif(k.facts #>> '{contact,hubspot_owner_id}', ''),
  (e.one #>> '{scores,combined,points}')::int,
  case when e.one #>> '{response,answeredAt}' is null then (e.one #>> '{response,dueAt}')::bigint end,
  (e.one #>> '{response,since}')::bigint, k.memory #>> '{owed,why}' in ('lost_deal_woke', 'sql_woke', 'mql_woke'),
  (k.memory ->> 'qualifiedSince')::bigint, case when 'ready' = any(k.lists) then e.one ->> 'ready' end,
  d.doubted,
  case when d.doubted is not null then coalesce(e.one #> '{validity,reasons}', '[]') end, case when d.doubted is not null then k.facts_at end
from contact k left join passage p on p.portal_id = k.portal_id and p.contact_id = k.contact_id
cross join lateral (select case when p.validity in ('suspect', 'invalid') then p.validity end as doubted) d
cross join lateral (select k.evaluation || '{}' as one offset 0) e
where k.track = 'sales_ready' or 'ready' = any(k.lists) or d.doubted is not null or exists (
  select from task t where t.portal_id = k.portal_id and t.contact_id = k.contact_id
    and t.close_as is null and t.state in ('pending', 'sending', 'created'));
drop index contact_with_sales;
drop index contact_ready;
drop index passage_doubted;
create index correspondence_excluded on correspondence (portal_id, at desc, contact_id) where kind = 'excluded';`)
    .execute(db);
}
