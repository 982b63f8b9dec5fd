import { type RawBuilder, sql } from 'kysely';
import { cleanText } from '../../domain/text/text.ts';
import { boundedKey } from '../bounded-key.ts';
import { type Db, holdPortal, inTransaction, json, retried } from '../transaction.ts';
import { jitter, retryAt } from './backoff.ts';
import { parkAll, parkingOf } from './park.ts';

/**
 * Work of a portal that is not one contact: a backfill, a reconcile, a deal to look at. At most one
 * per kind and key.
 */
export type NewJob = {
  /** the caller's word, except `contact` */
  readonly kind: string;
  /**
   * '' when the portal has only one of the kind; any length, but a claimed job has it bounded: what
   * the job needs is in the payload
   */
  readonly key: string;
  readonly payload: unknown;
  readonly runAt: number;
};

/** A job in a worker's hands. */
export type ClaimedJob = {
  readonly kind: string;
  readonly key: string;
  /** grows when the job is added again, so that its completion sees it */
  readonly seq: number;
  /** this one included */
  readonly attempts: number;
  readonly payload: unknown;
};

/** Which job, in whose hands: what a claim gave. */
export type HeldJob = Pick<ClaimedJob, 'kind' | 'key' | 'seq'> & { readonly portalId: number; readonly lease: string };

/**
 * Adds jobs, or makes present ones due earlier; a job that is being worked on runs again.
 * `ifPresent` says whose payload stays. A parked job gets all its attempts again. For a portal that
 * is gone nothing is added, and 0 returned.
 */
export async function addJobs(
  db: Db,
  batch: { readonly portalId: number; readonly jobs: readonly NewJob[]; readonly ifPresent: 'keep' | 'replace' },
): Promise<number> {
  const { portalId, ifPresent } = batch;
  if (batch.jobs.length === 0) return 0;
  const jobs = batch.jobs.map((job) => ({ ...job, key: boundedKey(job.key) }));
  const distinct = new Map(jobs.map((job) => [`${job.kind} ${job.key}`, job]));
  const rows = [...distinct.values()].map((job) => ({ ...job, run_at: job.runAt }));
  return inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return 0;
    await sql`
      insert into job as j (portal_id, kind, key, payload, run_at)
      select ${portalId}, kind, key, coalesce(payload, 'null'), run_at
      from jsonb_to_recordset(${json(rows)}) as t(kind text, key text, payload jsonb, run_at bigint)
      order by kind, key
      on conflict (portal_id, kind, key) do update set
        seq = j.seq + 1,
        run_at = least(j.run_at, excluded.run_at),
        payload = case when ${ifPresent} = 'keep' then j.payload else excluded.payload end,
        attempts = case when j.run_at is null then 0 else j.attempts end`.execute(trx);
    return rows.length;
  });
}

/** The payload of a job, whether it waits or is being worked on; null: there is none. */
export async function findJob(
  db: Db,
  portalId: number,
  kind: string,
  key: string,
): Promise<{ readonly payload: unknown } | null> {
  const row = await db
    .selectFrom('job')
    .select('payload')
    .where('portal_id', '=', portalId)
    .where('kind', '=', kind)
    .where('key', '=', boundedKey(key))
    .executeTakeFirst();
  return row ?? null;
}

/** Takes due jobs, all of an earlier kind in `kinds` before any of a later one. */
export async function claimJobs(
  db: Db,
  claim: {
    readonly portalId: number;
    readonly kinds: readonly string[];
    readonly lease: string;
    readonly now: number;
    readonly limit: number;
  },
): Promise<ClaimedJob[]> {
  const { rows } = await sql<ClaimedJob & { rank: number }>`
    with due as materialized (
      select kind, key, array_position(${claim.kinds}::text[], kind) as rank, run_at from job
      where portal_id = ${claim.portalId} and lease is null and run_at <= ${claim.now} and kind = any(${claim.kinds}::text[])
      order by rank, run_at, key limit ${claim.limit} for update skip locked
    ), claimed as (
      update job j set lease = ${claim.lease}, attempts = j.attempts + 1
      from due where j.portal_id = ${claim.portalId} and j.kind = due.kind and j.key = due.key
      returning j.kind, j.key, j.seq, j.attempts, j.payload, due.rank, due.run_at
    )
    select kind, key, seq, attempts, payload from claimed order by rank, run_at, key`.execute(db);
  return rows;
}

/**
 * Stores how far a job has come and keeps it in our hands. False when it is not in our hands any
 * more or was added again meanwhile: then what was done since must not count (call it in the
 * transaction that does it, and throw).
 */
export async function saveProgress(db: Db, job: HeldJob, payload: unknown): Promise<boolean> {
  const { rows } = await sql`
    update job set payload = ${json(payload)} where ${held(job)} and seq = ${job.seq} returning key`.execute(db);
  return rows.length === 1;
}

/**
 * Ends a job, or with `next` puts it back for later. A job that was added again meanwhile stays as
 * it was added. False when it was not in our hands.
 */
export async function completeJob(
  db: Db,
  job: HeldJob,
  next?: { readonly runAt: number; readonly payload: unknown },
): Promise<boolean> {
  const { rows } = await sql`
    with held as materialized (
      select seq = ${job.seq} as unchanged from job where ${held(job)} for update
    ), ended as (
      delete from job using held where ${held(job)} and unchanged and ${next === undefined}
    ), put_back as (
      update job set
        lease = null,
        attempts = 0,
        last_error = null,
        run_at = case when unchanged then ${next?.runAt ?? null}::bigint else run_at end,
        payload = case when unchanged then ${json(next?.payload ?? null)} else payload end
      from held where ${held(job)} and not (unchanged and ${next === undefined})
    ), revived as (
      delete from dead_letter using held where portal_id = ${job.portalId} and what = ${job.kind} and key = ${job.key}
    )
    select unchanged from held`.execute(db);
  return rows.length === 1;
}

/**
 * Gives a job back without counting the attempt: we were told to stop, or HubSpot is not to be
 * called before `runAt`.
 */
export async function releaseJob(db: Db, job: HeldJob, runAt?: number): Promise<boolean> {
  const { rows } = await sql`
    update job set lease = null, attempts = greatest(attempts - 1, 0), run_at = coalesce(${runAt ?? null}::bigint, run_at)
    where ${held(job)} returning key`.execute(db);
  return rows.length === 1;
}

export type Failure = {
  /** a code, never personal data */
  readonly error: string;
  readonly now: number;
  readonly maxAttempts: number;
  readonly random: () => number;
};

/**
 * Puts a failed job back with a growing pause; after `maxAttempts`, unless it was added again
 * meanwhile, parks it.
 */
export async function failJob(db: Db, job: HeldJob, failure: Failure): Promise<'retried' | 'parked' | 'refused'> {
  const { now, maxAttempts, random } = failure;
  const error = cleanText(failure.error);
  const { cause, rest_ms } = parkingOf(job.kind, error, random);
  const pause = retryAt(sql<number>`job.attempts`, now, sql<number>`${jitter(random)}::float8`);
  const { rows } = await retried(() =>
    sql<{ parked: boolean }>`
      with failed as (
        update job set
          lease = null,
          last_error = ${error},
          run_at = case when attempts >= ${maxAttempts} and seq = ${job.seq} then null else ${pause} end
        where ${held(job)}
        returning kind, key, run_at is null as parked
      ), letter as (
        ${parkAll(
          sql`(select kind as what, key, ${error}::text as error, ${cause}::text as cause, ${rest_ms}::bigint as rest_ms
            from failed where parked) f`,
          job.portalId,
          now,
        )}
      )
      select parked from failed`.execute(db),
  );
  if (rows[0] === undefined) return 'refused';
  return rows[0].parked ? 'parked' : 'retried';
}

/** The row of a job, only while the lease is ours. */
function held(job: HeldJob): RawBuilder<boolean> {
  return sql<boolean>`job.portal_id = ${job.portalId} and job.kind = ${job.kind} and job.key = ${job.key}
    and job.lease = ${job.lease}`;
}
