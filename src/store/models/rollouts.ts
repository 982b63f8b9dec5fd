import { sql } from 'kysely';
import type { Evaluation } from '../../domain/evaluation/evaluate.ts';
import { withFormer } from '../contacts/complete-contacts.ts';
import { heldOfT, IS_HELD } from '../contacts/held.ts';
import { madeDue } from '../make-due.ts';
import { type Db, json, retried } from '../transaction.ts';

/** A page of a portal's contacts: those that a version has not judged yet. */
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
 * When the reading of all contacts goes on that began at the instant or later; null: there is none.
 */
export async function readAgainAt(db: Db, portalId: number, since: number): Promise<number | null> {
  const { rows } = await sql<{ runAt: number }>`
    select run_at as "runAt" from job where portal_id = ${portalId} and kind = 'backfill' and run_at is not null
      and (payload ->> 'startedAt')::bigint >= ${since}`.execute(db);
  return rows[0]?.runAt ?? null;
}

/**
 * Marks contacts as judged by a version that judges them as the version before did. A contact to
 * which something has come meanwhile (`seq`), or that a worker holds, is left out. Returns the ids
 * of the others.
 */
export async function takeOver(
  db: Db,
  {
    portalId,
    version,
    contacts,
  }: {
    readonly portalId: number;
    readonly version: number;
    readonly contacts: readonly { readonly contactId: number; readonly seq: number }[];
  },
): Promise<readonly number[]> {
  if (contacts.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    with t as (
      select * from unnest(${contacts.map(({ contactId }) => contactId)}::bigint[], ${contacts.map(({ seq }) => seq)}::bigint[])
        as t(contact_id, seq)
    ), ${heldOfT(portalId, sql`k.seq = t.seq and k.lease is null and k.model_version = ${version - 1}`)}
    update contact k set model_version = ${version}, former = case when k.memory is null then k.former else ${withFormer} end
    from held where k.portal_id = ${portalId} and k.contact_id = held.contact_id and ${IS_HELD}
    returning k.contact_id as id`.execute(db);
  return rows.map(({ id }) => id);
}

/** A contact of which a version finds what is stored. */
export type SettledContact = {
  readonly contactId: number;
  readonly seq: number;
  readonly evaluation: Pick<Evaluation, 'at' | 'memory' | 'nextChangeAt'>;
  readonly evaluated: string | null;
  readonly gist: string;
};

/**
 * Stores that a version has judged contacts and found what is stored. A contact to which something
 * has come meanwhile (`seq`), or that a worker holds, is left out. Returns the ids of the others.
 */
export async function settle(
  db: Db,
  {
    portalId,
    version,
    contacts,
  }: { readonly portalId: number; readonly version: number; readonly contacts: readonly SettledContact[] },
): Promise<readonly number[]> {
  if (contacts.length === 0) return [];
  const settled = contacts.map(({ contactId, seq, evaluation: { at, memory, nextChangeAt }, evaluated, gist }) => ({
    contact_id: contactId,
    seq,
    scored_at: at,
    memory,
    next_at: nextChangeAt,
    evaluated: `${at} ${evaluated}`,
    gist,
  }));
  const { rows } = await sql<{ id: number }>`
    with t as materialized (
      select * from jsonb_to_recordset(${json(settled)}) as t(contact_id bigint, seq bigint, scored_at bigint, memory jsonb,
        next_at bigint, evaluated text, gist text)
    ), ${heldOfT(portalId, sql`k.seq = t.seq and k.lease is null`)}
    update contact k set model_version = ${version}, memory = t.memory, scored_at = t.scored_at, next_at = t.next_at,
      run_at = t.next_at, evaluated = t.evaluated, gist = t.gist,
      former = case when k.model_version = ${version} or k.model_version is null then k.former else ${withFormer} end
    from held t where k.portal_id = ${portalId} and k.contact_id = t.contact_id and ${IS_HELD}
    returning k.contact_id as id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Pauses a roll-out or resumes it. False: none is under way, or not of this version. */
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
    /** the name of the person; absent: unknown */
    readonly by?: string | null;
    /** absent: of whichever version it is */
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

/** Deletes a planned publication. False: there is none, or not of this plan. */
export async function dropPublication(db: Db, portalId: number, fingerprint: string | null = null): Promise<boolean> {
  const { rows } = await sql`
    delete from job where portal_id = ${portalId} and kind = 'publish'
      and (${fingerprint}::text is null or payload ->> 'fingerprint' = ${fingerprint}) returning key`.execute(db);
  return rows.length > 0;
}

/** How many contacts this version was the last to judge, of how many contacts. */
export async function countJudgedBy(
  db: Db,
  { portalId, version }: { readonly portalId: number; readonly version: number },
): Promise<{ readonly done: number; readonly of: number }> {
  const { rows } = await sql<{ done: number; of: number }>`
    select count(*) filter (where model_version = ${version}) as done, count(*) as of
    from contact where portal_id = ${portalId} and missing_since is null`.execute(db);
  return rows[0]!;
}
