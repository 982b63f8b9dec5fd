import { type Kysely, sql } from 'kysely';

/** A delivery no longer writes the wide row of each contact that it tells of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table news (
  portal_id bigint not null references portal on delete cascade,
  id bigint generated always as identity,
  due_at bigint not null,
  contact_ids bigint[] not null,
  relinks boolean[] not null,
  properties text[] not null,
  value_numbers bigint[] not null,
  set_at bigint[] not null,
  primary key (portal_id, id)
);
comment on table news is 'which contacts deliveries told of, until a worker has marked their rows; a list has a place for each mark';
comment on column news.due_at is 'when the contacts become due';
comment on column news.relinks is 'which company and deals the contact has may have changed too';
comment on column news.properties is 'what changed; null: it may be anything';
comment on column news.value_numbers is 'what stands for its new value, by src/store/text-number.ts';
comment on column news.set_at is 'when it got that value';`)
    .execute(db);
}
