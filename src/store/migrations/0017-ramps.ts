import { type Kysely, sql } from 'kysely';

/**
 * For whom a version holds while it is tried on a part of the contacts; and when a comparison was
 * last heard of, so that one whose process ended is not waited for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table model add column ramp jsonb;
comment on column model.ramp is 'for whom it holds, and which version judges everybody else; null: it holds for all';
alter table model_plan add column ramp jsonb;
alter table model_plan add column heard_at bigint not null default 0;
comment on column model_plan.ramp is 'for whom the draft is to hold; null: for all';
comment on column model_plan.heard_at is 'when it last said how far it is: a process that was killed says nothing any more';
`)
    .execute(db);
}
