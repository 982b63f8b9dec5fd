import { type RawBuilder, sql } from 'kysely';
import { type ChosenTraits, isChosen, ofChosen, presentOnes } from '../figures/present.ts';
import { pointOf } from '../ledgers/score-history.ts';
import type { ChosenPeriod } from '../ledgers/touches.ts';
import type { Db } from '../transaction.ts';

/** How often something was found. */
export type Counted = { what: string; count: number };

/** The page shows at most so many causes or reasons, the most frequent. */
const TOLD = 10;

/** The causes of missed touches that were due since an instant, the most frequent first. */
export async function missedCauses(db: Db, { portalId, since, only = {} }: ChosenPeriod): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select coalesce(cause, 'Unknown') as what, count(*) as count from touch p
    where portal_id = ${portalId} and state = 'missed' and due_at >= ${since} ${ofChosen(portalId, only)}
    group by 1 order by 2 desc, 1 limit ${TOLD}`.execute(db);
  return rows;
}

export type ReadyContacts = {
  readonly count: number;
  readonly reasons: Counted[];
  /** some of them, those with the highest score first */
  readonly contacts: readonly {
    readonly contactId: number;
    readonly why: string;
    /** when its score changed last; ms since 1970 */
    readonly since: number | null;
  }[];
};

/** SQL: contacts that are ready for sales though they are no SQL. */
export const readyOnes = (portalId: number, only: ChosenTraits = {}) => sql`
  select p.contact_id, p.ready as why, p.points, p.owner_id from at_hand p
  where ${presentOnes(portalId, {})} and p.ready is not null ${ofChosen(portalId, only)}`;

/** `ownerId`: only those that this one owns. */
export async function readyContacts(
  db: Db,
  portalId: number,
  {
    shown,
    ownerId = null,
    only = {},
  }: { readonly shown: number; readonly ownerId?: string | null; readonly only?: ChosenTraits },
): Promise<ReadyContacts> {
  const { rows } = await sql<ReadyContacts>`
    with ready as materialized (
      select * from (${readyOnes(portalId, only)}) k where ${ownerId}::text is null or owner_id = ${ownerId}
    )
    select (select count(*) from ready) as count,
      (select coalesce(jsonb_agg(jsonb_build_object('what', why, 'count', n) order by n desc, why), '[]')
        from (select why, count(*) as n from ready group by why order by n desc, why limit ${TOLD}) r) as reasons,
      (select coalesce(jsonb_agg(jsonb_build_object('contactId', contact_id, 'why', why, 'since', (
          select max(at) from ${pointOf(sql`${portalId}`, sql`c.contact_id`)} s)) order by points desc, contact_id), '[]')
        from (select * from ready order by points desc, contact_id limit ${shown}) c) as contacts`.execute(db);
  return rows[0]!;
}

export type DataQuality = {
  readonly valid: number;
  readonly suspect: number;
  readonly invalid: number;
  /** known, not evaluated yet */
  readonly unjudged: number;
  readonly reasons: Counted[];
};

/** How many contacts have valid data, and what is wrong with the others. */
export async function dataQuality(db: Db, portalId: number, only: ChosenTraits = {}): Promise<DataQuality> {
  // Who was never evaluated has no trait to choose by. Whoever is known is counted by an index.
  const hidden = sql`select count(*) from contact k join passage p using (portal_id, contact_id)
    where k.portal_id = ${portalId} and k.missing_since is not null`;
  const known = isChosen(only)
    ? sql`select count(*) as judged, 0 as unjudged from passage p where ${presentOnes(portalId, only)}`
    : sql`select judged, (${countOf(portalId, sql`true`)}) - judged as unjudged from (
        select count(*) - (${hidden}) as judged from passage where portal_id = ${portalId}) j`;
  const { rows } = await sql<DataQuality>`
    with doubted as materialized (
      select p.doubted, p.doubts from at_hand p
      where ${presentOnes(portalId, {})} and p.doubted is not null ${ofChosen(portalId, only)}
    ), reasons as (
      -- Which contact it is that another one is like is nothing to count by.
      select regexp_replace(reason, ' \\(\\d+\\)', '') as what, sum(n)::bigint as n
      from (select reason, count(*) as n from doubted, jsonb_array_elements_text(doubts) as reason group by 1) told
      group by 1 order by 2 desc, 1 limit ${TOLD}
    )
    select judged - suspect - invalid as valid, suspect, invalid, unjudged,
      (select coalesce(jsonb_agg(jsonb_build_object('what', what, 'count', n) order by n desc, what), '[]') from reasons) as reasons
    from (${known}) k, (select count(*) filter (where doubted = 'suspect') as suspect,
      count(*) filter (where doubted = 'invalid') as invalid from doubted) d`.execute(db);
  return rows[0]!;
}

/** How many contacts must not be written to now. */
export async function countExcluded(db: Db, portalId: number, only: ChosenTraits = {}): Promise<number> {
  const such = sql`excluded is not null ${ofChosen(portalId, only, 'k')}`;
  const { rows } = await sql<{ excluded: number }>`${countOf(portalId, such)}`.execute(db);
  return rows[0]!.excluded;
}

/**
 * SQL: how many contacts of the account are such. The hidden ones are few: to look at each row for
 * them would read all of the table instead of an index.
 */
const countOf = (portalId: number, such: RawBuilder<unknown>) => sql`
  select (select count(*) from contact k where portal_id = ${portalId} and ${such})
    - (select count(*) from contact k where portal_id = ${portalId} and ${such} and missing_since is not null) as excluded`;
