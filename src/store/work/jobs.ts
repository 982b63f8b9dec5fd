import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { JOB_KINDS, type Job, type JobKind, type JobOf, jobCodec, type PayloadOf } from '../../domain/sync/jobs.ts';
import { cleanText } from '../../domain/text/text.ts';
import { boundedKey } from '../bounded-key.ts';
import { madeDue } from '../make-due.ts';
import { type Db, holdPortal, inTransaction, json, retried } from '../transaction.ts';
import { jitter, retryAt } from './backoff.ts';
import { deadLetterOf, insertDeadLetters } from './insert-dead-letters.ts';
import { jobIsDue } from './pending-work.ts';

/** A job to add. `runAt`: ms since 1970. A key may have any length; the store bounds it. */
export type NewJob = Job & { readonly runAt: number };

/** A claim on a job, and who has it. */
export type HeldJob<Kind extends string = string> = {
  readonly portalId: number;
  readonly kind: Kind;
  readonly key: string;
  /** grows when the job is added again, so that its completion sees it */
  readonly seq: number;
  readonly lease: string;
};

type Claim<Kind extends string> = HeldJob<Kind> & {
  /** attempts so far, with this one */
  readonly attempts: number;
};

/** A job that a worker has claimed. */
export type ClaimedJob<Kind extends JobKind = JobKind> = { [K in Kind]: JobOf<K> & Claim<K> }[Kind];

/** A claimed job that this program cannot read: another version has written it. */
export type UnreadableJob = Claim<string> & {
  /** what is wrong with the job, in a sentence without its values */
  readonly problem: string;
};

/**
 * Adds jobs, or makes present ones due earlier; a job in a worker's hands runs again. `ifPresent`:
 * whether the present payload stays. A dead letter gets all its attempts again. Returns how many; 0
 * for a portal that is gone.
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
      insert into job as k (portal_id, kind, key, payload, run_at)
      select ${portalId}, kind, key, coalesce(payload, 'null'), run_at
      from jsonb_to_recordset(${json(rows)}) as t(kind text, key text, payload jsonb, run_at bigint)
      order by kind, key
      on conflict (portal_id, kind, key) do update set
        ${madeDue(sql`excluded.run_at`)},
        payload = case when ${ifPresent} = 'keep' then k.payload else excluded.payload end`.execute(trx);
    return rows.length;
  });
}

/** A job, whether it waits or is being worked on; null: there is none, or it cannot be read. */
export async function findJob<Kind extends JobKind>(
  db: Db,
  portalId: number,
  kind: Kind,
  key: string,
): Promise<{ readonly payload: PayloadOf<Kind> } | null> {
  const row = await db
    .selectFrom('job')
    .select('payload')
    .where('portal_id', '=', portalId)
    .where('kind', '=', kind)
    .where('key', '=', boundedKey(key))
    .executeTakeFirst();
  const { data } = jobCodec.safeParse({ kind, key, payload: row?.payload });
  return data === undefined ? null : { payload: data.payload as PayloadOf<Kind> };
}

/** Claims due jobs of these kinds, kind by kind in the order of `JOB_KINDS`. */
export async function claimJobs(
  db: Db,
  claim: {
    readonly portalId: number;
    readonly lease: string;
    readonly now: number;
    readonly limit: number;
    readonly kinds?: readonly JobKind[];
  },
): Promise<{ readonly jobs: readonly ClaimedJob[]; readonly unreadable: readonly UnreadableJob[] }> {
  const { portalId, lease, kinds = JOB_KINDS } = claim;
  const { rows } = await sql<Omit<Claim<string>, 'portalId' | 'lease'> & { readonly payload: unknown }>`
    with due as materialized (
      select kind, key, array_position(${JOB_KINDS}::text[], kind) as rank, run_at from job w
      where portal_id = ${portalId} and ${jobIsDue(claim.now)}
        and kind = any(${kinds}::text[])
      order by rank, run_at, key limit ${claim.limit} for update skip locked
    ), claimed as (
      update job j set lease = ${lease}, attempts = j.attempts + 1
      from due where j.portal_id = ${portalId} and j.kind = due.kind and j.key = due.key
      returning j.kind, j.key, j.seq, j.attempts, j.payload, due.rank, due.run_at
    )
    select kind, key, seq, attempts, payload from claimed order by rank, run_at, key`.execute(db);
  const jobs: ClaimedJob[] = [];
  const unreadable: UnreadableJob[] = [];
  for (const { payload, ...row } of rows) {
    const held = { ...row, portalId, lease };
    const { data, error } = jobCodec.safeParse({ kind: row.kind, key: row.key, payload });
    if (data !== undefined) jobs.push({ ...held, ...data } as ClaimedJob);
    else unreadable.push({ ...held, problem: problemOf(error) });
  }
  return { jobs, unreadable };
}

const problemOf = ({ issues }: z.ZodError): string =>
  `This version of the program cannot read the job: ${issues.map(({ path, code }) => `${path.join('.')} (${code})`).join(', ')}.`;

/**
 * Stores the progress of a job, which we go on to hold. False: we do not hold it any more, or it
 * was added again meanwhile. Then the work since must not count: call this in the transaction of
 * that work, and throw.
 */
export async function saveProgress<Kind extends JobKind>(
  db: Db,
  job: HeldJob<Kind>,
  payload: PayloadOf<Kind>,
): Promise<boolean> {
  const { rows } = await sql`
    update job set payload = ${json(payload)} where ${held(job)} and seq = ${job.seq} returning key`.execute(db);
  return rows.length === 1;
}

/**
 * Ends a job, or with `next` puts it back for later. A job that was added again meanwhile stays as
 * it was added. False: we did not hold it.
 */
export async function completeJob<Kind extends JobKind>(
  db: Db,
  job: HeldJob<Kind>,
  next?: { readonly runAt: number; readonly payload: PayloadOf<Kind> },
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
    ), over as (
      delete from dead_letter using held where portal_id = ${job.portalId} and what = ${job.kind} and key = ${job.key}
    )
    select unchanged from held`.execute(db);
  return rows.length === 1;
}

/** Removes a job, also while it is worked on: whoever does that finds it gone. */
export async function dropJob(db: Db, portalId: number, kind: JobKind, key: string): Promise<void> {
  await sql`
    with dropped as (
      delete from job where portal_id = ${portalId} and kind = ${kind} and key = ${boundedKey(key)} returning kind, key
    )
    delete from dead_letter d using dropped where d.portal_id = ${portalId} and d.what = dropped.kind and d.key = dropped.key`.execute(
    db,
  );
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
 * Puts a failed job back with a growing pause. After `maxAttempts` it becomes a dead letter, unless
 * somebody added the job again meanwhile.
 */
export async function failJob(db: Db, job: HeldJob, failure: Failure): Promise<'retried' | 'dead_letter' | 'refused'> {
  const { now, maxAttempts, random } = failure;
  const error = cleanText(failure.error);
  const { cause, rest_ms } = deadLetterOf(job.kind, error, random);
  const pause = retryAt(sql<number>`job.attempts`, now, sql<number>`${jitter(random)}::float8`);
  const { rows } = await retried(() =>
    sql<{ deadLetter: boolean }>`
      with failed as (
        update job set
          lease = null,
          last_error = ${error},
          run_at = case when attempts >= ${maxAttempts} and seq = ${job.seq} then null else ${pause} end
        where ${held(job)}
        returning kind, key, run_at is null as "deadLetter"
      ), letter as (
        ${insertDeadLetters(
          sql`(select kind as what, key, ${error}::text as error, ${cause}::text as cause, ${rest_ms}::bigint as rest_ms
            from failed where "deadLetter") f`,
          job.portalId,
          now,
        )}
      )
      select "deadLetter" from failed`.execute(db),
  );
  if (rows[0] === undefined) return 'refused';
  return rows[0].deadLetter ? 'dead_letter' : 'retried';
}

/** SQL: the row of a job, if we still hold it. */
function held(job: HeldJob): RawBuilder<boolean> {
  return sql<boolean>`job.portal_id = ${job.portalId} and job.kind = ${job.kind} and job.key = ${job.key}
    and job.lease = ${job.lease}`;
}
