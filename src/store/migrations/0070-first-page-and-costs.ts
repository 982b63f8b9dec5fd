import { type Kysely, sql } from 'kysely';

/**
 * The page by which a contact first came, and what an account pays for its sources. The first page
 * of known contacts follows with the next sweep, since Ripen has not read it before. The cells of
 * `sources` have another name now.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table passage add column first_page text;
comment on column passage.first_page is 'the page by which the contact first came, without what differs from visit to visit';

create table source_cost (
  portal_id bigint not null references portal on delete cascade,
  source text not null,
  month text not null,
  amount double precision not null,
  primary key (portal_id, source, month)
);
comment on table source_cost is 'what the account paid for a source in a month, as a person typed it in';
comment on column source_cost.month is 'as 2026-11, by the clocks of the account';

delete from kept_month where what = 'sources';`)
    .execute(db);
}
