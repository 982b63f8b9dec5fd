import { type Kysely, sql } from 'kysely';

/**
 * Nobody reads what a closed task said: whoever asks for it again says it again. An older version
 * would send the task without it. A portal that moves to another database takes it along.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
comment on column task.body is 'what to send; null: the task is closed';
update task set body = 'null' where state = 'closed'
  and not exists (select from portal p where p.portal_id = task.portal_id and p.moving_to is not null);`)
    .execute(db);
}
