import { type Kysely, sql } from 'kysely';

/**
 * When each contact was first in each stage of the funnel, and what contacts are told apart by.
 * Contacts that are known already begin with what Ripen remembers of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table passage (
  portal_id bigint not null references portal on delete cascade,
  contact_id bigint not null,
  captured bigint not null,
  mql bigint,
  sql bigint,
  opportunity bigint,
  customer bigint,
  lost bigint,
  silent_lead bigint,
  silent_mql bigint,
  silent_sql bigint,
  source text,
  campaign text,
  first_form text,
  validity text,
  persona text,
  country text,
  industry text,
  company_size text,
  product text,
  territory text,
  owner_id text,
  primary key (portal_id, contact_id),
  foreign key (portal_id, contact_id) references contact on delete cascade
);
comment on table passage is 'when a contact was first in each stage of the funnel, the earliest instant that was ever told, and how it went out of it';
create index contact_missing on contact (portal_id, contact_id) where missing_since is not null;

insert into passage (portal_id, contact_id, captured, mql, sql, customer, lost, source, first_form, validity, persona,
  country, industry, company_size, product, owner_id)
select portal_id, contact_id, captured, greatest(captured, (memory ->> 'mqlAt')::bigint),
  greatest(captured, (memory ->> 'sqlAt')::bigint),
  case when coalesce((facts #>> '{deals,won}')::int, 0) > 0
    then greatest(captured, coalesce((facts #>> '{deals,lastWonAt}')::bigint, facts_at)) end,
  case when coalesce((facts #>> '{deals,lost}')::int, 0) > 0 then (facts #>> '{deals,lastLostAt}')::bigint end,
  nullif(facts #>> '{contact,hs_analytics_source}', ''), nullif(facts #>> '{contact,first_conversion_event_name}', ''),
  nullif(evaluation #>> '{written,ripen_lead_validity}', ''), nullif(evaluation #>> '{written,ripen_persona}', ''),
  nullif(evaluation #>> '{written,ripen_country}', ''), nullif(evaluation #>> '{written,ripen_industry}', ''),
  nullif(evaluation #>> '{written,ripen_company_size}', ''), nullif(evaluation #>> '{written,ripen_product_interest}', ''),
  nullif(facts #>> '{contact,hubspot_owner_id}', '')
from (select *, coalesce(created_at, (memory ->> 'firstSeenAt')::bigint, scored_at) as captured from contact
  where memory is not null and facts is not null) k
where captured is not null;
`)
    .execute(db);
}
