import { type Kysely, sql } from 'kysely';

/** A call that changes lists says so before it begins: nobody may learn what became of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table contact add column lists_in_doubt text[];
comment on column contact.lists_in_doubt is 'lists that a call was about to change whose outcome is not known; null: none';
drop index contact_unlisted;
create index contact_unlisted on contact (portal_id, contact_id)
  where lists is distinct from listed or lists_in_doubt is not null;
`)
    .execute(db);
}
