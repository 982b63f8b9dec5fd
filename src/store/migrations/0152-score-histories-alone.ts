import { type Kysely, sql } from 'kysely';

/**
 * The points of a contact become one row, when another one comes or at the weekly look.
 * An older version would not see them: it may not run beside.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table score_history (
  portal_id bigint not null,
  contact_id bigint not null,
  at bigint[] not null,
  explicit smallint[] not null,
  implicit smallint[] not null,
  score smallint[] not null,
  kind smallint[] not null,
  kinds text[] not null,
  primary key (portal_id, contact_id)
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);
comment on table score_history is 'the history of the scores of a contact, the newest points, the oldest first';
comment on column score_history.kind is 'the place in kinds';
comment on column score_history.kinds is 'what is alike among points: qualification, segment, cause';
comment on table score_point is 'the newest points of contacts, until they go into score_history';`)
    .execute(db);
}
