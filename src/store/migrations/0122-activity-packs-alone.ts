import { type Kysely, sql } from 'kysely';

/**
 * The activities of a contact become one value, when it is completed next or at the weekly look for
 * activities that no score needs. An older version would not see them: it may not run beside.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table activity_pack (
  portal_id bigint not null,
  contact_id bigint not null,
  since bigint not null,
  kinds json not null,
  primary key (portal_id, contact_id)
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);
comment on table activity_pack is 'what a contact did, each occurrence once: those that are not in activity';
comment on column activity_pack.since is 'an instant at or before the first of them';
comment on column activity_pack.kinds is 'by what is alike: source, signal, detail, mark, and the list of ms after since, quantity (left out: 1), mark (left out: that of the kind); an id is source:signal:mark@instant, or without a mark of the kind in its place';
comment on table activity is 'what a contact did, each occurrence once: those that are not in activity_pack';`)
    .execute(db);
}
