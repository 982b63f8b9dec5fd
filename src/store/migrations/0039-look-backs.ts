import { type Kysely, sql } from 'kysely';

/** "Had this plan been in force since that day": who asks, how far it is, what came of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table look_back (
  portal_id bigint not null references portal on delete cascade,
  plan_id text not null,
  run_id text not null,
  state text not null check (state in ('choosing', 'reading', 'judging', 'done', 'failed', 'cancelled')),
  since bigint not null,
  progress jsonb not null,
  result jsonb,
  author text not null,
  heard_at bigint not null,
  primary key (portal_id, plan_id),
  foreign key (portal_id, plan_id) references model_plan on delete cascade
);
comment on table look_back is 'what the model of a plan would have done since a past day: the last one of each plan';
comment on column look_back.state is 'choosing whose past is read, reading it from HubSpot, judging everybody, or how it ended';
`)
    .execute(db);
}
