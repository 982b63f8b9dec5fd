import { type Kysely, sql } from 'kysely';

/** Hold-outs of nurture tracks, and what was drawn for whom. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table hold_out (
  portal_id bigint not null references portal on delete cascade,
  track text not null,
  since bigint not null,
  share int not null,
  secret uuid not null default gen_random_uuid(),
  until bigint,
  ended text check (ended in ('changed', 'harm')),
  primary key (portal_id, track, since)
);
create unique index hold_out_lasting on hold_out (portal_id, track) where until is null;
comment on table hold_out is 'since when, and until when, a share of those who enter a track is left out of it';

create table draw (
  portal_id bigint not null references portal on delete cascade,
  contact_id bigint not null,
  track text not null,
  since bigint not null,
  at bigint not null,
  is_out boolean not null,
  primary key (portal_id, contact_id, track, since),
  foreign key (portal_id, contact_id) references contact on delete cascade,
  foreign key (portal_id, track, since) references hold_out on delete cascade
);
create index draw_by_hold_out on draw (portal_id, track, since);
comment on table draw is 'whether a contact that entered a track was left out of it, once for each hold-out';
`)
    .execute(db);
}
