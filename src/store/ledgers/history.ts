import { sql } from 'kysely';
import type { DormantSegment, Qualification } from '../../domain/words.ts';
import { type Db, json } from '../transaction.ts';

/** One change in the history of a contact's scores. */
export type ScorePoint = {
  /** ms since 1970 */
  readonly at: number;
  readonly explicit: number;
  readonly implicit: number;
  readonly score: number;
  readonly qualification: Qualification;
  readonly segment: DormantSegment | null;
  /** why the contact was evaluated, in a word for people */
  readonly cause: string;
};

/** A contact keeps only so many points, the newest. */
export const POINTS_KEPT = 200;

/** The newest points first. */
export async function pointsOf(
  db: Db,
  { portalId, contactId, limit = POINTS_KEPT }: { portalId: number; contactId: number; limit?: number },
): Promise<ScorePoint[]> {
  return db
    .selectFrom('score_point')
    .select(['at', 'explicit', 'implicit', 'score', 'qualification', 'segment', 'cause'])
    .where('portal_id', '=', portalId)
    .where('contact_id', '=', contactId)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
}

/** Adds points; one at the same instant replaces the earlier one. Then it drops the oldest. */
export async function recordPoints(
  trx: Db,
  portalId: number,
  points: readonly (ScorePoint & { readonly contactId: number })[],
): Promise<void> {
  if (points.length === 0) return;
  const rows = points.map(({ contactId, ...point }) => ({ contact_id: contactId, ...point }));
  await sql`
    insert into score_point (portal_id, contact_id, at, explicit, implicit, score, qualification, segment, cause)
    select ${portalId}, t.* from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, at bigint, explicit smallint,
      implicit smallint, score smallint, qualification text, segment text, cause text)
    order by contact_id, at
    on conflict (portal_id, contact_id, at) do update set explicit = excluded.explicit, implicit = excluded.implicit,
      score = excluded.score, qualification = excluded.qualification, segment = excluded.segment, cause = excluded.cause`.execute(
    trx,
  );
  await prunePoints(trx, portalId, [...new Set(points.map(({ contactId }) => contactId))]);
}

export async function prunePoints(trx: Db, portalId: number, contactIds: readonly number[]): Promise<void> {
  // Materialized: else a plan without statistics looks for it again for every point.
  await sql`
    with newest_dropped as materialized (
      select t.contact_id, dropped.at from unnest(${contactIds}::bigint[]) as t(contact_id)
      cross join lateral (
        select at from score_point where portal_id = ${portalId} and contact_id = t.contact_id
        order by at desc offset ${POINTS_KEPT} limit 1
      ) dropped
    )
    delete from score_point p using newest_dropped d
    where p.portal_id = ${portalId} and p.contact_id = d.contact_id and p.at <= d.at`.execute(trx);
}
