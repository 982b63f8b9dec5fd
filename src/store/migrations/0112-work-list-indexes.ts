import { type Kysely, sql } from 'kysely';

/** The few contacts of each work list are found without reading all contacts of an account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create index contact_with_sales on contact (portal_id, contact_id) where track = 'sales_ready';
create index contact_ready on contact (portal_id, contact_id) where 'ready' = any(lists);
create index contact_excluded on contact (portal_id, contact_id) where excluded is not null;
create index passage_doubted on passage (portal_id, validity, contact_id) where validity in ('suspect', 'invalid');`)
    .execute(db);
}
