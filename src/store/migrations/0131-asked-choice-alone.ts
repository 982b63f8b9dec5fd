import { type Kysely, sql } from 'kysely';

/**
 * Choices of several values that somebody asks for, whose months are kept, too. An older version
 * would forget the days that are noted, and leave these months as they are: it may not run beside.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table asked_choice (
  portal_id bigint not null references portal on delete cascade,
  key text not null,
  traits jsonb not null,
  at bigint not null,
  primary key (portal_id, key)
);
comment on table asked_choice is 'choices of several values that many contacts share, and that somebody asked for lately';
comment on column asked_choice.at is 'when it was noted last, at most once a day';`)
    .execute(db);
}
