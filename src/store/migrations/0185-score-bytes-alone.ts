import { type Kysely, sql } from 'kysely';

/**
 * What a point tells becomes one number, and pages are filled: a tenth left free had no room for
 * another copy of a history. An older version would ask for the columns.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create function bytes_of(explicit smallint[], implicit smallint[], score smallint[], kind smallint[])
returns int[] language sql immutable as $$
  select array_agg((p.kind << 24) | ((p.explicit & 255) << 16) | ((p.implicit & 255) << 8) | (p.score & 255) order by n)
  from unnest(explicit::int[], implicit::int[], score::int[], kind::int[]) with ordinality as p(explicit, implicit, score, kind, n)
$$;
alter table score_history reset (fillfactor);
alter table score_history rename column kind to what;
alter table score_history alter column what type int[] using bytes_of(explicit, implicit, score, what);
alter table score_history drop column explicit, drop column implicit, drop column score;
drop function bytes_of;
comment on column score_history.what is 'a byte each: the place in kinds, explicit, implicit and score, from -128 to 127';`)
    .execute(db);
}
