import { sql } from 'kysely';
import { madeDue } from '../make-due.ts';
import { type Db, retried } from '../transaction.ts';

/** Contacts of a portal that a version has not judged yet, after one of them. */
export async function notJudgedBy(
  db: Db,
  { portalId, version, after, limit }: { portalId: number; version: number; after: number; limit: number },
): Promise<{ readonly contactIds: readonly number[]; readonly last: number | null }> {
  const { rows } = await sql<{ id: number; isJudged: boolean }>`
    select contact_id as id, model_version is not distinct from ${version} as "isJudged" from contact
    where portal_id = ${portalId} and contact_id > ${after} order by contact_id limit ${limit}`.execute(db);
  return {
    contactIds: rows.filter(({ isJudged }) => !isJudged).map(({ id }) => id),
    last: rows.length < limit ? null : rows.at(-1)!.id,
  };
}

/**
 * Stops a roll-out where it is, or lets it go on. False: none is under way, or not of this version.
 */
export async function pauseRollout(
  db: Db,
  {
    portalId,
    paused,
    now,
    by = null,
    version = null,
  }: {
    readonly portalId: number;
    readonly paused: boolean;
    readonly now: number;
    /** who wants it, by name; absent: not known */
    readonly by?: string | null;
    /** absent: whichever is under way */
    readonly version?: number | null;
  },
): Promise<boolean> {
  const told = { paused, pausedBy: paused && by !== null ? { name: by, at: now } : null };
  const { rows } = await retried(() =>
    sql`
      update job k set payload = k.payload || ${JSON.stringify(told)}::jsonb || ${
        paused
          ? sql`'{}'::jsonb`
          : sql`jsonb_build_object('resumed', jsonb_build_object('at', ${now}::bigint, 'done', k.payload -> 'done'))`
      }, ${paused ? sql`seq = k.seq + 1, run_at = null` : madeDue(now)}
      where portal_id = ${portalId} and kind = 'rollout'
        and (${version}::int is null or (k.payload ->> 'version')::int = ${version}) returning key`.execute(db),
  );
  return rows.length === 1;
}

/**
 * Forgets a publication that waits for its instant, or was refused then. False: there is none, or
 * not of this plan.
 */
export async function dropPublication(db: Db, portalId: number, fingerprint: string | null = null): Promise<boolean> {
  const { rows } = await sql`
    delete from job where portal_id = ${portalId} and kind = 'publish'
      and (${fingerprint}::text is null or payload ->> 'fingerprint' = ${fingerprint}) returning key`.execute(db);
  return rows.length > 0;
}

/** How many contacts a version has judged last, of how many. */
export async function countJudgedBy(
  db: Db,
  { portalId, version }: { readonly portalId: number; readonly version: number },
): Promise<{ readonly done: number; readonly of: number }> {
  const { rows } = await sql<{ done: number; of: number }>`
    select count(*) filter (where model_version = ${version}) as done, count(*) as of
    from contact where portal_id = ${portalId} and missing_since is null`.execute(db);
  return rows[0]!;
}
