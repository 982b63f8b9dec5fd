import { type Kysely, sql } from 'kysely';

/** Portals that are there look for activities that no score needs any more, as new ones do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
insert into job (portal_id, kind, key, payload, run_at)
select portal_id, 'forget_activities', '', '{"after": 0}', 0 from portal where status = 'active'
on conflict do nothing;`)
    .execute(db);
}
