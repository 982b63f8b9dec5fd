import { type Kysely, sql } from 'kysely';

/** What a portal brings along to another database is as it was. */
const UNLESS_MOVED = `
  if current_setting('ripen.mover', true) = 'on' then
    return null;
  end if;`;

/**
 * Counts of the months of a large account, and the days whose rows have changed since. Triggers
 * note the days, so that no statement can forget to: a merge, an erasure and an older version of
 * Ripen neither. Days of UTC, since the time zone of an account may change.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table kept_month (
  portal_id bigint not null references portal on delete cascade,
  what text not null,
  since bigint not null,
  until bigint not null,
  at bigint not null,
  changes_at bigint,
  weight bigint not null,
  stale boolean not null default false,
  cells jsonb not null,
  primary key (portal_id, what, since)
);
comment on table kept_month is 'what was counted of a month, so that a page adds up months';
comment on column kept_month.changes_at is 'when time alone changes it';
comment on column kept_month.weight is 'rows of the ledger that were counted';

create table stale_day (
  portal_id bigint not null references portal on delete cascade,
  seq bigint generated always as identity,
  ledger text not null,
  day int not null,
  primary key (portal_id, seq)
);
comment on table stale_day is 'days of a ledger, since 1970 in UTC, of which something has changed since months were counted';

create index passage_by_captured on passage (portal_id, captured);
create index answer_by_occasion on answer (portal_id, occasion);
create index stay_by_since on stay (portal_id, since);
create index stay_by_until on stay (portal_id, until) where until is not null;
create index touch_by_due on touch (portal_id, due_at);
create index mailing_by_at on mailing (portal_id, at);

insert into job (portal_id, kind, key, payload, run_at)
select portal_id, 'figures', '', 'null', 0 from portal where status = 'active'
on conflict do nothing;
`)
    .execute(db);
  const noted = (ledger: string, instant: string, from: string) => `
  insert into stale_day (portal_id, ledger, day)
  select distinct c.portal_id, '${ledger}', (${instant} / 86400000)::int from ${from}
  where ${instant} is not null and exists (select from portal p where p.portal_id = c.portal_id);`;
  const cohortOf = 'changed c join passage k on k.portal_id = c.portal_id and k.contact_id = c.contact_id';
  const marks = {
    passage: noted('cohort', 'c.captured', 'changed c'),
    answer: noted('answer', 'c.occasion', 'changed c'),
    stay: noted('stay', 'c.since', 'changed c') + noted('stay', 'c.until', 'changed c'),
    touch: noted('touch', 'c.due_at', 'changed c'),
    mailing: noted('mailing', 'c.at', 'changed c') + noted('cohort', 'k.captured', cohortOf),
    encounter: noted('cohort', 'k.captured', cohortOf),
  };
  for (const [table, statements] of Object.entries(marks))
    await sql
      .raw(`
create function note_${table}_days() returns trigger language plpgsql as $$
begin${UNLESS_MOVED}${statements}
  return null;
end $$;
create trigger ${table}_inserted after insert on ${table} referencing new table as changed
  for each statement execute function note_${table}_days();
create trigger ${table}_was after update on ${table} referencing old table as changed
  for each statement execute function note_${table}_days();
create trigger ${table}_became after update on ${table} referencing new table as changed
  for each statement execute function note_${table}_days();
create trigger ${table}_deleted after delete on ${table} referencing old table as changed
  for each statement execute function note_${table}_days();
`)
      .execute(db);
  // Who is hidden counts nowhere.
  const ofContact = (ledger: string, instant: string, table: string) => `
  insert into stale_day (portal_id, ledger, day)
  select distinct new.portal_id, '${ledger}', (${instant} / 86400000)::int from ${table}
  where portal_id = new.portal_id and contact_id = new.contact_id and ${instant} is not null;`;
  await sql
    .raw(`
create function note_hidden_days() returns trigger language plpgsql as $$
begin${UNLESS_MOVED}${[
      ofContact('cohort', 'captured', 'passage'),
      ofContact('answer', 'occasion', 'answer'),
      ofContact('stay', 'since', 'stay'),
      ofContact('stay', 'until', 'stay'),
      ofContact('touch', 'due_at', 'touch'),
      ofContact('mailing', 'at', 'mailing'),
    ].join('')}
  return null;
end $$;
create trigger contact_hidden after update on contact for each row
  when ((old.missing_since is null) <> (new.missing_since is null)) execute function note_hidden_days();
`)
    .execute(db);
}
