import { type Kysely, sql } from 'kysely';

/**
 * A call that changes lists says so before it begins: nobody may learn what became of it. Whether
 * a contact is pending is a column: PostgreSQL keeps statistics of a column, and so finds the few
 * by index. It believes that a comparison holds for nearly all rows, and reads the whole table.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table contact add column lists_in_doubt text[];
comment on column contact.lists_in_doubt is 'lists that a call was about to change whose outcome is not known; null: none';
alter table contact add column unlisted boolean not null
  generated always as (lists is distinct from listed or lists_in_doubt is not null) stored;
comment on column contact.unlisted is 'its lists in HubSpot are, or may be, others than it should be on';
drop index contact_unlisted;
create index contact_unlisted on contact (portal_id, contact_id) where unlisted;
`)
    .execute(db);
}
