import { type Kysely, sql } from 'kysely';

/** By what pages choose contacts. */
export const TRAITS = [
  'source',
  'persona',
  'country',
  'industry',
  'company_size',
  'product',
  'track',
  'territory',
  'owner_id',
];

/**
 * What is kept of a month is also kept of the contacts that a page may choose. So a contact that
 * gets another trait makes the months of all its rows stale, but only for choices. An older version
 * would forget the days that are noted, and leave the choices as they are: it may not run beside.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table kept_choice (
  portal_id bigint not null,
  what text not null,
  since bigint not null,
  filter text not null,
  value text not null,
  cells jsonb not null,
  primary key (portal_id, what, filter, value, since),
  foreign key (portal_id, what, since) references kept_month on delete cascade
);
comment on table kept_choice is 'what was counted of a month of the contacts that have a value in common';
create index kept_choice_by_month on kept_choice (portal_id, what, since);

create function note_first_traits() returns trigger language plpgsql as $$${body('select * from changed')}$$;
create function note_other_traits() returns trigger language plpgsql as $$${noteOther(TRAITS)}$$;
create trigger passage_traits_first after insert on passage referencing new table as changed
  for each statement execute function note_first_traits();
create trigger passage_traits_other after update on passage referencing old table as was new table as became
  for each statement execute function note_other_traits();
`)
    .execute(db);
}

const noted = (ledger: string, instant: string) => `
  insert into stale_day (portal_id, ledger, day)
  select distinct l.portal_id, 'chosen_${ledger}', (l.${instant} / 86400000)::int
  from chosen c join ${ledger} l on l.portal_id = c.portal_id and l.contact_id = c.contact_id
  where l.${instant} is not null and exists (select from portal p where p.portal_id = l.portal_id);`;
const NOTED = [noted('stay', 'since'), noted('stay', 'until'), noted('touch', 'due_at'), noted('mailing', 'at')];

const body = (chosen: string) => `
begin
  if current_setting('ripen.mover', true) = 'on' then
    return null;
  end if;${NOTED.map((statement) => statement.replace('from chosen c', `from (${chosen}) c`)).join('')}
  return null;
end`;

/** The body of `note_other_traits`, for whoever has another of these traits than before. */
export function noteOther(traits: readonly string[]): string {
  const differs = `(${traits.map((trait) => `w.${trait}`).join(', ')}) is distinct from (${traits.map((trait) => `n.${trait}`).join(', ')})`;
  return body(
    `select n.* from was w join became n on n.portal_id = w.portal_id and n.contact_id = w.contact_id where ${differs}`,
  );
}
