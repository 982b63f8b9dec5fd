import { type Kysely, sql } from 'kysely';

/**
 * The ids of company and deals stand beside the facts. Indexes took them out of the facts each time
 * that a row of contact was written, which took longer than all the rest of writing it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
drop index contact_company;
drop index contact_deals;
alter table contact
  add column company_id text generated always as (left(facts ->> 'companyId', 100)) stored,
  add column deal_ids jsonb generated always as (nullif(facts -> 'dealIds', '[]')) stored;
create index contact_company on contact (portal_id, company_id) where company_id is not null;
create index contact_deals on contact using gin (deal_ids) where deal_ids is not null;
comment on column contact.company_id is 'the beginning of the one in facts, for an index: to take it out of them at each write is slow';
comment on column contact.deal_ids is 'those in facts, likewise; null: none';`)
    .execute(db);
}
