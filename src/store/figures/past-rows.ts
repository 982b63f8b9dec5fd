import { sql } from 'kysely';
import { pointOf } from '../ledgers/score-history.ts';
import type { Db } from '../transaction.ts';
import { PRESENT } from './present.ts';

/** A contact came into a stage of the funnel, a nurture track or a dormant segment. */
export type EntryRow = {
  readonly contactId: number;
  readonly kind: 'stage' | 'track' | 'segment';
  readonly value: string;
  readonly since: number;
  /** when it went out; null: it has not, or it is a stage, of which only the first time is known */
  readonly until: number | null;
};

/** All entries of the next contacts after one, in the order of their ids. */
export async function entriesAfter(
  db: Db,
  portalId: number,
  { after, contacts }: { readonly after: number; readonly contacts: number },
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    with chosen as materialized (
      select p.* from passage p where p.portal_id = ${portalId} and p.contact_id > ${after} and ${PRESENT}
      order by p.contact_id limit ${contacts}
    )
    select c.contact_id as "contactId", 'stage' as kind, s.value, s.at as since, null::bigint as until
    from chosen c cross join lateral (values ('captured', c.captured), ('mql', c.mql), ('sql', c.sql),
      ('opportunity', c.opportunity), ('customer', c.customer), ('lost', c.lost)) as s(value, at)
    where s.at is not null
    union all
    select t.contact_id, t.kind, t.value, t.since, t.until from chosen c
    join stay t on t.portal_id = ${portalId} and t.contact_id = c.contact_id
    order by "contactId", since, kind, value`.execute(db);
  return rows;
}

/** A change of a contact's scores. */
export type ScoreRow = {
  readonly contactId: number;
  readonly at: number;
  readonly score: number;
  readonly explicit: number;
  readonly implicit: number;
  readonly qualification: string;
  readonly segment: string | null;
};

/** All changes of scores of the next contacts after one, by contact and instant. */
export async function scoresAfter(
  db: Db,
  portalId: number,
  { after, contacts }: { readonly after: number; readonly contacts: number },
): Promise<ScoreRow[]> {
  const { rows } = await sql<ScoreRow>`
    with chosen as materialized (
      (select p.contact_id from score_history p
        where p.portal_id = ${portalId} and p.contact_id > ${after} and ${PRESENT} order by 1 limit ${contacts})
      union
      (select distinct p.contact_id from score_point p
        where p.portal_id = ${portalId} and p.contact_id > ${after} and ${PRESENT} order by 1 limit ${contacts})
      order by 1 limit ${contacts}
    )
    select c.contact_id as "contactId", p.at, p.score, p.explicit, p.implicit, p.qualification, p.segment
    from chosen c cross join lateral ${pointOf(sql`${portalId}`, sql`c.contact_id`)} p
    order by c.contact_id, p.at`.execute(db);
  return rows;
}
