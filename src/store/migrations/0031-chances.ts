import { type Kysely, sql } from 'kysely';

/**
 * What chances are learnt from: each lead as it stood at its landmark, and when it bought; and what
 * was learnt last. Every portal that works learns from now on.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table landmark (
  portal_id bigint not null references portal on delete cascade,
  contact_id bigint not null,
  at bigint not null,
  version int not null,
  score smallint,
  explicit smallint,
  implicit smallint,
  size text,
  won_at bigint,
  primary key (portal_id, contact_id),
  foreign key (portal_id, contact_id) references contact on delete cascade
);
create index landmark_open on landmark (portal_id, at) where won_at is null and score is not null;
comment on table landmark is 'a lead as it stood a week after Ripen first saw it, and when it bought';
comment on column landmark.score is 'null: it was no lead then';
comment on column landmark.size is 'of its company, such as 10-49; null: unknown';

create table chance (
  portal_id bigint primary key references portal on delete cascade,
  at bigint not null,
  learnt jsonb not null
);
comment on table chance is 'how leads of each score and kind buy, learnt from landmarks';

-- Leads counted by their grade alone: chances take their place.
drop table cohort;
alter table contact drop column cohort, drop column converted;

insert into job (portal_id, kind, key, payload, run_at)
select portal_id, 'chances', '', 'null', 0 from portal where status = 'active'
on conflict do nothing;
`)
    .execute(db);
}
