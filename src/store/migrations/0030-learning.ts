import { type Kysely, sql } from 'kysely';

/** Learning from the past: who asked for it, how far it is, what came of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table learning (
  portal_id bigint not null references portal on delete cascade,
  learning_id text not null,
  state text not null check (state in ('running', 'done', 'failed', 'cancelled')),
  wishes jsonb not null,
  progress jsonb not null,
  report jsonb,
  draft_id text,
  user_id bigint,
  author text not null,
  begun_at bigint not null,
  ended_at bigint,
  primary key (portal_id, learning_id)
);
create unique index learning_running on learning (portal_id) where state = 'running';
comment on table learning is 'points learnt from won and lost leads: one run at a time';
comment on column learning.draft_id is 'the draft that it made; null: it made none';
`)
    .execute(db);
}
