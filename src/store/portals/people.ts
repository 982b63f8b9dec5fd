import { sql } from 'kysely';
import { asLine } from '../../domain/text/text.ts';
import { type ChosenTraits, ofChosen, presentOnes } from '../figures/present.ts';
import type { Db } from '../transaction.ts';

/** The name and key figures of a contact, for lists. */
export type Person = {
  readonly contactId: number;
  /** empty: HubSpot shows none */
  readonly name: string;
  readonly email: string;
  /** empty: not known */
  readonly company: string;
  /** null: not scored yet */
  readonly score: number | null;
  readonly grade: string | null;
  readonly ownerId: string | null;
};

export async function findPeople(db: Db, portalId: number, contactIds: readonly number[]): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select contact_id as "contactId", coalesce(facts #>> '{contact,email}', '') as email,
      coalesce(nullif(facts #>> '{company,name}', ''), facts #>> '{contact,company}', '') as company,
      trim(concat_ws(' ', facts #>> '{contact,firstname}', facts #>> '{contact,lastname}')) as name,
      (evaluation #>> '{scores,combined,points}')::int as score, evaluation ->> 'grade' as grade,
      nullif(facts #>> '{contact,hubspot_owner_id}', '') as "ownerId"
    from contact where portal_id = ${portalId} and contact_id = any(${contactIds}::bigint[])`.execute(db);
  return rows.map((person) => ({
    ...person,
    name: asLine(person.name),
    email: asLine(person.email),
    company: asLine(person.company),
  }));
}

export type DoubtfulContact = {
  readonly contactId: number;
  readonly reasons: readonly string[];
  /** when these data were read; ms since 1970 */
  readonly since: number | null;
};

/** Contacts whose data are suspect, or invalid; those that changed last first. */
export async function doubtfulContacts(
  db: Db,
  portalId: number,
  {
    validity,
    limit,
    only = {},
  }: { readonly validity: 'suspect' | 'invalid'; readonly limit: number; readonly only?: ChosenTraits },
): Promise<DoubtfulContact[]> {
  const { rows } = await sql<DoubtfulContact>`
    select p.contact_id as "contactId", p.doubts as reasons, p.read_at as since from at_hand p
    where ${presentOnes(portalId, {})} and p.doubted = ${validity} ${ofChosen(portalId, only)}
    order by p.read_at desc nulls last, p.contact_id limit ${limit}`.execute(db);
  return rows;
}

export type ExcludedContact = {
  readonly contactId: number;
  readonly rules: readonly string[];
  /** ms since 1970 */
  readonly since: number | null;
};

/** SQL: an exclusion that no admission has ended. */
const holds = (of: 'e' | 'o') => sql`${sql.ref(`${of}.kind`)} = 'excluded' and not exists (
  select from correspondence a where a.portal_id = ${sql.ref(`${of}.portal_id`)} and a.contact_id = ${sql.ref(`${of}.contact_id`)}
    and a.kind = 'admitted' and a.at > ${sql.ref(`${of}.at`)})`;

/**
 * Contacts that must not be written to now, those that were excluded last first. From the newest
 * exclusion on, only as many are read as the list shows.
 */
export async function excludedContacts(
  db: Db,
  portalId: number,
  limit: number,
  only: ChosenTraits = {},
): Promise<ExcludedContact[]> {
  const such = sql`k.excluded is not null and k.missing_since is null ${ofChosen(portalId, only, 'k')}`;
  const { rows } = await sql<ExcludedContact>`
    with begun as materialized (
      select e.contact_id, e.at as since, k.excluded as rules
      from correspondence e join contact k on k.portal_id = ${portalId} and k.contact_id = e.contact_id
      where e.portal_id = ${portalId} and ${holds('e')} and ${such}
        and not exists (select from correspondence o
          where o.portal_id = ${portalId} and o.contact_id = e.contact_id and ${holds('o')} and o.at < e.at)
      order by e.at desc, e.contact_id limit ${limit}
    )
    select contact_id as "contactId", rules, since from begun
    union all (
      select k.contact_id, k.excluded, null from contact k
      where k.portal_id = ${portalId} and ${such}
        and not exists (select from correspondence o
          where o.portal_id = ${portalId} and o.contact_id = k.contact_id and ${holds('o')})
      order by k.contact_id limit ${limit} - (select count(*) from begun)
    )
    order by since desc nulls last, "contactId"`.execute(db);
  return rows;
}

/** Some databases know no small letter but of the 26: there names differ as they are written. */
const waysToWrite = (text: string): readonly string[] => {
  const small = text.toLowerCase();
  return [
    ...new Set([text, small, text.toUpperCase(), small.replace(/(?<!\p{L})\p{L}/gu, (one) => one.toUpperCase())]),
  ];
};

/**
 * Contacts in whose name or address words begin with all of these, in any order; those that changed
 * last first.
 */
export async function peopleLike(
  db: Db,
  portalId: number,
  { text, limit }: { readonly text: string; readonly limit: number },
): Promise<number[]> {
  const asked = await sql<{ words: string }>`
    select distinct words_in(said) as words from unnest(${waysToWrite(text)}::text[]) as said`.execute(db);
  const query = asked.rows
    .filter(({ words }) => words !== '')
    .map(({ words }) => words.split(' ').map((word) => `'${portalId}:${word}':*`))
    .map((words) => `(${words.join(' & ')})`)
    .join(' | ');
  if (query === '') return [];
  const { rows } = await sql<{ id: number }>`
    select k.contact_id as id from contact_name n join contact k using (portal_id, contact_id)
    where n.portal_id = ${portalId} and n.words @@ ${query}::tsquery and k.missing_since is null
    order by k.facts_at desc nulls last, k.contact_id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
