import { type Kysely, sql } from 'kysely';

/** How far the set-up assistant has come, so that somebody can go on with it another day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table set_up (
  portal_id bigint not null references portal on delete cascade,
  step text not null,
  state text not null check (state in ('done', 'skipped')),
  user_id bigint,
  author text not null,
  at bigint not null,
  primary key (portal_id, step)
);
comment on table set_up is 'what became of each step of the set-up assistant; absent: nobody has come to it';
`)
    .execute(db);
}
