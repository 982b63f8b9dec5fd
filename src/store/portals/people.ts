import { sql } from 'kysely';
import { type ChosenTraits, presentOnes } from '../figures/present.ts';
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
  return rows;
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
    select k.contact_id as "contactId", coalesce(k.evaluation #> '{validity,reasons}', '[]') as reasons, k.facts_at as since
    from passage p join contact k on k.portal_id = ${portalId} and k.contact_id = p.contact_id
    where ${presentOnes(portalId, only)} and p.validity = ${validity}
    order by k.facts_at desc nulls last, k.contact_id limit ${limit}`.execute(db);
  return rows;
}

export type ExcludedContact = {
  readonly contactId: number;
  readonly rules: readonly string[];
  /** ms since 1970 */
  readonly since: number | null;
};

/** Contacts that must not be written to now, those that were excluded last first. */
export async function excludedContacts(db: Db, portalId: number, limit: number): Promise<ExcludedContact[]> {
  const { rows } = await sql<ExcludedContact>`
    select k.contact_id as "contactId", k.excluded as rules, begun.since
    from contact k
    cross join lateral (
      select min(e.at) as since from correspondence e
      where e.portal_id = ${portalId} and e.contact_id = k.contact_id and e.kind = 'excluded'
        and e.at >= coalesce((select max(a.at) from correspondence a where a.portal_id = ${portalId}
          and a.contact_id = k.contact_id and a.kind = 'admitted'), 0)
    ) begun
    where k.portal_id = ${portalId} and k.excluded is not null and k.missing_since is null
    order by begun.since desc nulls last, k.contact_id limit ${limit}`.execute(db);
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
