import { sql } from 'kysely';
import { anyOf } from '../contacts/erase-contacts.ts';
import { type Db, json } from '../transaction.ts';
import { type PointColumns, pointColumns, pointOf, pointsIn, type ScorePoint } from './score-history.ts';

/** The history of a contact keeps only so many points, the newest. */
export const POINTS_KEPT = 200;

/** Fewer new points wait in rows, since a history is written anew as a whole. */
export const WORTH_WRITING = 8;

/** The newest points first. */
export async function pointsOf(
  db: Db,
  { portalId, contactId, limit = POINTS_KEPT }: { portalId: number; contactId: number; limit?: number },
): Promise<ScorePoint[]> {
  const { rows } = await sql<ScorePoint>`
    select * from ${pointOf(sql`${portalId}`, sql`${contactId}`)} p order by at desc limit ${limit}`.execute(db);
  return rows;
}

export type PointsOf = { readonly contactId: number; readonly points: readonly ScorePoint[] };

/**
 * Adds points to contacts; one at the same instant replaces the earlier one. The caller has locked
 * the contacts.
 */
export async function recordPoints(trx: Db, portalId: number, told: readonly PointsOf[]): Promise<void> {
  const [many = [], few = []] = [true, false].map((isMany) =>
    told.filter(({ points }) => points.length >= WORTH_WRITING === isMany),
  );
  const full = await addRows(trx, portalId, few);
  await writeHistories(trx, portalId, [...many, ...full.map((contactId) => ({ contactId, points: [] }))]);
}

/** Returns those who have enough of them for their histories. */
async function addRows(trx: Db, portalId: number, told: readonly PointsOf[]): Promise<readonly number[]> {
  const rows = told.flatMap(({ contactId, points }) => points.map((point) => ({ contact_id: contactId, ...point })));
  if (rows.length === 0) return [];
  await sql`
    insert into score_point (portal_id, contact_id, at, explicit, implicit, score, qualification, segment, cause)
    select ${portalId}, t.* from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, at bigint, explicit smallint,
      implicit smallint, score smallint, qualification text, segment text, cause text)
    order by contact_id, at
    on conflict (portal_id, contact_id, at) do update set explicit = excluded.explicit, implicit = excluded.implicit,
      score = excluded.score, qualification = excluded.qualification, segment = excluded.segment, cause = excluded.cause`.execute(
    trx,
  );
  const { rows: full } = await sql<{ contactId: number }>`
    select k.contact_id as "contactId" from unnest(${told.map(({ contactId }) => contactId)}::bigint[]) as k(contact_id)
    where exists (
      select from score_point s where s.portal_id = ${portalId} and s.contact_id = k.contact_id offset ${WORTH_WRITING - 1})`.execute(
    trx,
  );
  return full.map(({ contactId }) => contactId);
}

/**
 * Puts points, and those that are in rows, into the histories of contacts, and drops the oldest.
 * The caller has locked the contacts.
 */
export async function writeHistories(trx: Db, portalId: number, told: readonly PointsOf[]): Promise<void> {
  if (told.length === 0) return;
  const stored = await storedOf(
    trx,
    portalId,
    told.map(({ contactId }) => contactId),
  );
  const changed = told.flatMap(({ contactId, points }) => {
    const [history = null, rows = null] = stored.get(contactId) ?? [];
    if (points.length === 0 && rows === null) return [];
    const all = [...(history === null ? [] : pointsIn(history)), ...(rows ?? []), ...points];
    const newest = [...new Map(all.map((point) => [point.at, point])).values()].sort((a, b) => a.at - b.at);
    return [{ contact_id: contactId, ...pointColumns(newest.slice(-POINTS_KEPT)) }];
  });
  if (changed.length === 0) return;
  const emptied = changed.map(({ contact_id }) => contact_id).filter((id) => stored.get(id)?.[1] != null);
  if (emptied.length > 0)
    await sql`delete from score_point where portal_id = ${portalId} and contact_id = ${anyOf(emptied)}`.execute(trx);
  await sql`
    insert into score_history (portal_id, contact_id, at, what, kinds)
    select ${portalId}, t.* from jsonb_to_recordset(${json(changed)}) as t(contact_id bigint, at bigint[], what int[], kinds text[])
    order by contact_id
    on conflict (portal_id, contact_id) do update set at = excluded.at, what = excluded.what, kinds = excluded.kinds`.execute(
    trx,
  );
}

/** The history of a contact, and the points that are in rows. */
type StoredPoints = readonly [history: PointColumns | null, rows: readonly ScorePoint[] | null];

async function storedOf(
  trx: Db,
  portalId: number,
  contactIds: readonly number[],
): Promise<ReadonlyMap<number, StoredPoints>> {
  const { rows } = await sql<{ contactId: number; stored: StoredPoints }>`
    select k.contact_id as "contactId", json_build_array(
        (select row_to_json(h) from score_history h where h.portal_id = ${portalId} and h.contact_id = k.contact_id),
        (select json_agg(row_to_json(s)) from score_point s where s.portal_id = ${portalId} and s.contact_id = k.contact_id)
      ) as stored
    from unnest(${contactIds}::bigint[]) as k(contact_id)`.execute(trx);
  return new Map(rows.map(({ contactId, stored }) => [contactId, stored]));
}

/** Gives the points of a contact to another one, whose own stay where both have one. */
export async function carryPoints(
  trx: Db,
  portalId: number,
  { from, into }: { readonly from: number; readonly into: number },
): Promise<void> {
  const [carried, own] = [
    await pointsOf(trx, { portalId, contactId: from }),
    await pointsOf(trx, { portalId, contactId: into }),
  ];
  await writeHistories(trx, portalId, [{ contactId: into, points: [...carried, ...own] }]);
}
