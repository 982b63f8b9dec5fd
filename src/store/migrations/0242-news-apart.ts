import { type Kysely, sql } from 'kysely';

/** News that cannot be carried out waits by itself, and no longer holds up all of its portal. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table news add column tries integer not null default 0, add column try_at bigint not null default 0;
comment on column news.tries is 'how often it could not be carried out, alone or with others; then it is tried alone';
comment on column news.try_at is 'when it is tried again';`)
    .execute(db);
}
