import { type Kysely, sql } from 'kysely';

/** What sales owed and gave, and where contacts stayed, from now on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table answer (
  portal_id bigint not null references portal on delete cascade,
  contact_id bigint not null,
  since bigint not null,
  occasion bigint not null,
  why text not null,
  due bigint not null,
  escalate bigint not null,
  answered bigint,
  hours double precision,
  dropped bigint,
  owner_id text,
  territory text,
  primary key (portal_id, contact_id, since),
  foreign key (portal_id, contact_id) references contact on delete cascade
);
comment on table answer is 'each answer that sales owed, since when, by when, and the working hours after which it came';

create table stay (
  portal_id bigint not null references portal on delete cascade,
  contact_id bigint not null,
  kind text not null check (kind in ('track', 'segment')),
  since bigint not null,
  value text not null,
  until bigint,
  next text,
  primary key (portal_id, contact_id, kind, since),
  foreign key (portal_id, contact_id) references contact on delete cascade
);
comment on table stay is 'since when, and until when, a contact was in a nurture track or a dormant segment, and what came next';

insert into stay (portal_id, contact_id, kind, since, value)
select portal_id, contact_id, 'track', scored_at, track from contact
where track <> 'none' and scored_at is not null
union all
select portal_id, contact_id, 'segment', coalesce((evaluation ->> 'segmentSince')::bigint, scored_at), memory ->> 'segment'
from contact where memory ->> 'segment' is not null and scored_at is not null;
`)
    .execute(db);
}
