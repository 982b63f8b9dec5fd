import { type Kysely, sql } from 'kysely';

/** A touch belongs to a track by the track's own name; some said `programme`, and `closed_lost`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table touch rename column programme to track;
update touch set track = 'closed_lost_review', key = 'closed_lost_review' || substr(key, length('closed_lost') + 1)
  where track = 'closed_lost';

create function pg_temp.in_words_of_today(touch jsonb) returns jsonb language sql as $$
  select case when touch ? 'programme'
    then touch - 'programme' || jsonb_build_object('track', case touch ->> 'programme'
      when 'closed_lost' then 'closed_lost_review' else touch ->> 'programme' end)
    else touch end
$$;
update contact set memory = memory || jsonb_build_object(
  'nextTouch', pg_temp.in_words_of_today(memory -> 'nextTouch'),
  'open', (select coalesce(jsonb_agg(pg_temp.in_words_of_today(touch) order by place), '[]')
    from jsonb_array_elements(memory -> 'open') with ordinality as t(touch, place)))
  where memory -> 'nextTouch' ? 'programme' or memory -> 'open' <> '[]';
drop function pg_temp.in_words_of_today(jsonb);
`)
    .execute(db);
}
