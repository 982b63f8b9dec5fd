import { inChainOrder } from '../domain/merged.ts';
import { JOB_KINDS, type JobKind, type PayloadOf, SET_UP } from '../domain/sync/jobs.ts';
import { HubspotError } from '../hubspot/transport/errors.ts';
import { troubleOf } from '../postgres/trouble.ts';
import { type ClaimedJob, claimJobs, completeJob, failJob, type HeldJob, releaseJob } from '../store/work/jobs.ts';
import { dataErrorOf } from '../store/work/store-by-halves.ts';
import { failureCode, isAboutRecords } from '../use-cases/blame.ts';
import { forgetNeedlessActivities } from '../use-cases/contacts/forget-activities.ts';
import { carryOver } from '../use-cases/contacts/merge-contacts.ts';
import { readWantedHistories } from '../use-cases/contacts/read/read-wanted-histories.ts';
import { reconcilePortal } from '../use-cases/contacts/reconcile-behaviour.ts';
import { watchTasks } from '../use-cases/contacts/write/watch-tasks.ts';
import { keepFigures } from '../use-cases/figures/keep-figures.ts';
import { readMailStatistics } from '../use-cases/figures/mail-statistics.ts';
import { writeSummary } from '../use-cases/figures/weekly-summary.ts';
import { learnFromPast } from '../use-cases/models/learn/learn-from-past.ts';
import { rollOut } from '../use-cases/models/publish/roll-out.ts';
import { publishDue } from '../use-cases/models/publish/schedule-plan.ts';
import { endHarmfulHoldOuts } from '../use-cases/portals/hold-outs.ts';
import { provisionPortal } from '../use-cases/portals/install/provision-portal.ts';
import { type BackfillPorts, backfillContacts } from '../use-cases/portals/read/backfill-contacts.ts';
import { learnFromLandmarks } from '../use-cases/portals/read/learn-from-landmarks.ts';
import { sweepContacts } from '../use-cases/portals/read/sweep-contacts.ts';
import { makeSegmentLists } from '../use-cases/portals/settings/make-segment-lists.ts';
import { LeaseLost, MAX_ATTEMPTS, type Session } from '../use-cases/session.ts';
import { tellApart } from '../use-cases/tell-apart.ts';
import { followRecords } from '../use-cases/webhooks/follow-records.ts';
import { takeThrough } from './work-contacts.ts';

const JOBS_AT_ONCE = 100;

/** A job of this kind goes on beside the rounds, since all else would wait for what it reads. */
const BESIDE = 'backfill' satisfies JobKind;
const OF_ROUNDS = JOB_KINDS.filter((kind) => kind !== BESIDE);

/** How such a job lets others have their turn. */
export type JobTurns = Pick<BackfillPorts, 'mayGoOn' | 'apart'>;

/**
 * Does all claimed jobs of one kind. `again`: when each comes again, and with which payload; null:
 * never. `released`: the handler has stored the jobs itself.
 */
type Handler<Kind extends JobKind> = (
  session: Session,
  jobs: readonly ClaimedJob<Kind>[],
  turns: JobTurns,
) => Promise<{ readonly again: { readonly runAt: number; readonly payload: PayloadOf<Kind> } | null } | 'released'>;

const DONE = { again: null };

const HANDLERS: { readonly [Kind in JobKind]: Handler<Kind> } = {
  provision: async (session, jobs) => ({ again: await provisionPortal(session, jobs[0]!) }),
  merge: async (session, jobs) => {
    for (const merge of inChainOrder(jobs.map(({ payload }) => payload))) await carryOver(session, merge);
    return DONE;
  },
  deal: (session, jobs) => follow(session, 'deal', jobs),
  company: (session, jobs) => follow(session, 'company', jobs),
  publish: async (session, jobs) => ({ again: await publishDue(session, jobs[0]!) }),
  rollout: async (session, jobs) => {
    await takeThrough(session, await rollOut(session, jobs[0]!));
    return 'released';
  },
  backfill: async (session, jobs, turns) => {
    await backfillContacts(session, jobs[0]!, {
      ...turns,
      takeThrough: (claimed) => takeThrough(session, claimed, turns.mayGoOn),
    });
    return 'released';
  },
  sweep: async (session, jobs) => {
    await sweepContacts(session, jobs[0]!);
    return 'released';
  },
  reconcile: async (session, jobs) => ({ again: await reconcilePortal(session, jobs[0]!.payload) }),
  tasks: async (session) => {
    await watchTasks(session);
    return { again: { runAt: session.clock.now() + TASKS_EVERY_MS, payload: null } };
  },
  histories: async (session, jobs) => {
    await readWantedHistories(session, jobs[0]!);
    return 'released';
  },
  segment_lists: async (session, jobs) => ({ again: await makeSegmentLists(session, jobs[0]!.payload) }),
  chances: async (session) => {
    await endHarmfulHoldOuts(session);
    return { again: { runAt: await learnFromLandmarks(session), payload: null } };
  },
  figures: async (session) => ({ again: { runAt: await keepFigures(session), payload: null } }),
  forget_activities: async (session, jobs) => ({ again: await forgetNeedlessActivities(session, jobs[0]!.payload) }),
  mail_statistics: async (session) => ({ again: await readMailStatistics(session) }),
  summary: async (session, jobs) => {
    for (const job of jobs) await writeSummary(session, job);
    return 'released';
  },
  learn: async (session, jobs) => {
    await learnFromPast(session, jobs[0]!);
    return 'released';
  },
};

/** How often Ripen asks HubSpot which tasks are done: one call for a hundred tasks. */
const TASKS_EVERY_MS = 3_600_000;

export type DueJobs = Awaited<ReturnType<typeof claimJobs>> & {
  /** with them the session knows an old state of the account */
  readonly changeAccount: boolean;
};

export const NO_JOBS: DueJobs = { jobs: [], unreadable: [], changeAccount: false };

/** Claims jobs for a round. Before the portal is active, only those that set it up are done. */
export async function claimDueJobs(session: Session): Promise<DueJobs> {
  const claimed = await claimOf(session, session.portal.status === 'active' ? OF_ROUNDS : [SET_UP]);
  return {
    ...claimed,
    changeAccount: claimed.jobs.some((job) => job.kind === SET_UP || isOfOther(session, job)),
  };
}

const claimOf = ({ db, portalId, lease, clock }: Session, kinds: readonly JobKind[]) =>
  claimJobs(db, { portalId, lease, now: clock.now(), limit: JOBS_AT_ONCE, kinds });

/** Does the job that goes on beside the rounds, if it is due. Returns how many jobs it did. */
export const workBeside = async (session: Session, turns: JobTurns): Promise<number> =>
  workJobs(session, await claimOf(session, [BESIDE]), turns);

/** Does claimed jobs, kind by kind in order. Returns how many. */
export async function workJobs(
  session: Session,
  { jobs, unreadable }: Omit<DueJobs, 'changeAccount'>,
  turns: JobTurns,
): Promise<number> {
  for (const job of unreadable) await fail(session, job, { code: 'job_unreadable', error: job.problem });
  for (const kind of JOB_KINDS) {
    const ofKind = jobs.filter((job) => job.kind === kind);
    if (ofKind.length > 0) await work(session, kind, ofKind, turns);
  }
  return jobs.length + unreadable.length;
}

/** Whether another version of the model is in force than the session knows. */
const isOfOther = ({ settings }: Session, job: ClaimedJob): boolean =>
  job.kind === 'rollout' && job.payload.version !== settings.compiled.model.version;

/** Works on all claimed jobs of a kind. A bad one fails alone. */
async function work<Kind extends JobKind>(
  session: Session,
  kind: Kind,
  jobs: readonly ClaimedJob<Kind>[],
  turns: JobTurns,
): Promise<void> {
  const { db } = session;
  const settled = new Set<ClaimedJob>();
  try {
    // A job that failed before goes alone.
    const groups = [
      jobs.filter(({ attempts }) => attempts <= 1),
      ...jobs.filter(({ attempts }) => attempts > 1).map((job) => [job]),
    ];
    for (const group of groups.filter(({ length }) => length > 0))
      await tellApart(group, {
        costly: true,
        isAboutRecords: (error) => !mustStop(session) && troubleOf(error) === null && !isOthersFault(error, group),
        work: async (part) => {
          const result = await HANDLERS[kind](session, part, turns);
          for (const job of part) settled.add(job);
          if (result === 'released') return;
          for (const job of part) await completeJob(db, job, result.again ?? undefined);
        },
        failed: async (job, error) => {
          settled.add(job);
          const code =
            error instanceof HubspotError || dataErrorOf(error) !== null
              ? failureCode(kind, error)
              : error instanceof Error
                ? error.name
                : 'unknown';
          await fail(session, job, { code, error });
        },
      });
  } catch (error) {
    // The cause lies outside the jobs (HubSpot out of reach, the process stops): no attempt counts.
    for (const job of jobs) if (!settled.has(job)) await releaseJob(db, job);
    throw error;
  }
}

async function fail(
  { db, clock, log, portalId }: Session,
  job: HeldJob,
  { code, error }: { readonly code: string; readonly error: unknown },
): Promise<void> {
  // Ripen never gives up provisioning, since nothing can be written without it.
  const maxAttempts = job.kind === SET_UP ? 2 ** 31 - 1 : MAX_ATTEMPTS;
  const outcome = await failJob(db, job, { error: code, now: clock.now(), maxAttempts, random: Math.random });
  log.error({ portalId, kind: job.kind, error, outcome }, 'A job failed');
}

/** Whether the lease is lost, or the process is to end: then any call may be cut off. */
function mustStop({ goOn }: Session): boolean {
  try {
    goOn();
    return false;
  } catch {
    return true;
  }
}

/**
 * Whether the cause of an error lies outside the jobs. A job of which a portal has only one (such
 * as a backfill) also waits until HubSpot works again.
 */
const isOthersFault = (error: unknown, [first]: readonly ClaimedJob[]): boolean =>
  error instanceof LeaseLost ||
  (error instanceof HubspotError && (!isAboutRecords(error) || (first?.key === '' && error.code === 'unavailable')));

async function follow(session: Session, kind: 'deal' | 'company', jobs: readonly ClaimedJob[]) {
  await followRecords(
    session,
    kind,
    jobs.map(({ key }) => key),
  );
  return DONE;
}
