import { type Kysely, sql } from 'kysely';

/** Accounts that are there already read HubSpot's statistics of e-mails from now on, too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into job (portal_id, kind, key, payload, run_at)
    select portal_id, 'mail_statistics', '', 'null', 0 from portal where status = 'active'
    on conflict do nothing`.execute(db);
}
