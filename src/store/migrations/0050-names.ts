import { type Kysely, sql } from 'kysely';

/**
 * The words by which people look for a contact, kept beside it: an index on the contact itself
 * would be written anew each time a contact is claimed or becomes due. A trigger keeps them, so
 * that a process of an older version that still runs keeps them too. Where a portal moves to
 * another database its rows come with it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(String.raw`
create function words_in(said text) returns text language sql immutable as $$
  select btrim(regexp_replace(lower(left(said, 300)), '[][\s@.,;:_%+*()<>"''/\\-]+', ' ', 'g'))
$$;

create function words_of(portal_id bigint, facts jsonb) returns tsvector language sql immutable as $$
  select array_to_tsvector(string_to_array(regexp_replace(words_in(concat_ws(' ', facts #>> '{contact,firstname}',
    facts #>> '{contact,lastname}', facts #>> '{contact,email}')), '(^| )', '\1' || portal_id || ':', 'g'), ' '))
$$;

create table contact_name (
  portal_id bigint not null references portal on delete cascade,
  contact_id bigint not null,
  words tsvector not null,
  primary key (portal_id, contact_id),
  foreign key (portal_id, contact_id) references contact on delete cascade
);
create index contact_name_words on contact_name using gin (words);
comment on table contact_name is 'the words of a contact''s name and address, each after its portal, so that an index over all portals finds those of one';

insert into contact_name (portal_id, contact_id, words)
select portal_id, contact_id, words_of(portal_id, facts) from contact where facts is not null;

create function keep_name() returns trigger language plpgsql as $$
begin
  if current_setting('ripen.mover', true) = 'on' then
    return null;
  end if;
  insert into contact_name as n (portal_id, contact_id, words)
  values (new.portal_id, new.contact_id, words_of(new.portal_id, new.facts))
  on conflict (portal_id, contact_id) do update set words = excluded.words where n.words <> excluded.words;
  return null;
end $$;
create trigger contact_name_new after insert on contact
  for each row when (new.facts is not null) execute function keep_name();
create trigger contact_name_kept after update of facts on contact
  for each row when (new.facts is not null and (
    (new.facts #>> '{contact,firstname}') is distinct from (old.facts #>> '{contact,firstname}')
    or (new.facts #>> '{contact,lastname}') is distinct from (old.facts #>> '{contact,lastname}')
    or (new.facts #>> '{contact,email}') is distinct from (old.facts #>> '{contact,email}')
    or old.facts is null)) execute function keep_name();
`)
    .execute(db);
}
