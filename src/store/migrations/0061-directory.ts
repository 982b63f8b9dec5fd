import { type Kysely, sql } from 'kysely';

/** Portals on several databases, and a fence around one that moves to another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table elsewhere (
  portal_id bigint primary key,
  place text not null
);
comment on table elsewhere is 'portals that are in another database: the directory in the first one, a forwarding address in others';
comment on column elsewhere.place is 'the name of that database in DATABASES, or home';

alter table portal add column moving_to text;
comment on column portal.moving_to is 'the portal moves to that database: whatever would write to its rows here fails';

create function portal_is_moving() returns trigger language plpgsql as $$
begin
  if current_setting('ripen.mover', true) = 'on' then
    return coalesce(new, old);
  end if;
  raise exception 'portal % moves to another database', (coalesce(new, old)).portal_id using errcode = 'RP001';
end $$;
`)
    .execute(db);
}
