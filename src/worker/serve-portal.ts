import PQueue from 'p-queue';
import { HubspotError } from '../hubspot/transport/errors.ts';
import { troubleOf } from '../postgres/trouble.ts';
import { eraseSealed, findPortal, type Portal } from '../store/portals/portals.ts';
import { retryDueDeadLetters } from '../store/work/dead-letters.ts';
import { addJobs } from '../store/work/jobs.ts';
import { type PendingKind, pendingIn } from '../store/work/pending-work.ts';
import { CALLBACKS_AT_ONCE, completeCallbacks } from '../use-cases/actions/complete-callbacks.ts';
import { giveWay } from '../use-cases/contacts/judge/take-turns.ts';
import { closeTasksInHubspot, sendTasks, settleDoubts, TASKS_AT_ONCE } from '../use-cases/contacts/write/send-tasks.ts';
import { syncLists } from '../use-cases/contacts/write/sync-lists.ts';
import { checkGrant, refuseGrant } from '../use-cases/portals/install/check-grant.ts';
import type { GrantContext } from '../use-cases/portals/install/connect-portal.ts';
import { LeaseLost, type Session } from '../use-cases/session.ts';
import { beside } from './beside.ts';
import { inPieces } from './in-pieces.ts';
import type { Lease } from './lease.ts';
import { workAlone, workContacts } from './work-contacts.ts';
import { claimDueJobs, type DueJobs, type JobTurns, NO_JOBS, workBeside, workJobs } from './work-jobs.ts';

export type Turn = {
  /** false: others wait for their turn, or the session knows too old a state of the account */
  readonly mayGoOn: () => boolean;
  readonly signal: AbortSignal;
};

export type ServeContext = GrantContext & {
  /** makes the session for work on a portal; its calls end with the lease or at the signal */
  readonly open: (portal: Portal, lease: Lease, signal: AbortSignal) => Promise<Session>;
};

/** Why work on a portal ended. */
export type ServeOutcome = Exclude<RoundsOutcome, { readonly outcome: 'changed' }>;

/** Works on a portal under its lease; begins again with a new session when the account changed. */
export async function servePortal(
  context: ServeContext,
  portalId: number,
  lease: Lease,
  turn: Turn,
): Promise<ServeOutcome> {
  const { db, clock, log } = context;
  for (;;) {
    const portal = await findPortal(db, portalId);
    if (portal === null) return { outcome: 'idle' };
    if (await eraseSealed(db, portalId, clock.now())) {
      log.info({ portalId }, 'The days of a sealed portal are over: its data are erased');
      return { outcome: 'idle' };
    }
    if (portal.grant !== null && portal.grant.checkAt <= clock.now()) {
      try {
        await checkGrant(context, portal, portal.grant);
        continue;
      } catch (error) {
        return await outcomeOf({ db, clock, log, portalId }, error);
      }
    }
    if (portal.status === 'disconnected' || portal.grant !== null) return { outcome: 'idle' };
    const result = await workRounds(await context.open(portal, lease, turn.signal), lease, turn);
    if (result.outcome === 'grant_dead') await refuseGrant(context, portalId);
    if (result.outcome !== 'changed') return result;
  }
}

/** Why work on a portal ended. */
export type RoundsOutcome =
  | { readonly outcome: 'idle' }
  /** the account changed (provisioned, or a model published): begin again with what is true now */
  | { readonly outcome: 'changed' }
  /** others wait for their turn */
  | { readonly outcome: 'yielded' }
  | { readonly outcome: 'lost' }
  /** HubSpot must not be asked for `ms` */
  | { readonly outcome: 'paused'; readonly ms: number; readonly code: string }
  | { readonly outcome: 'grant_dead' };

/** How soon to look again while work goes on beside the rounds and nothing else is due. */
const LOOK_AGAIN_MS = 250;
const PAUSE_MS = 30_000;
const PAUSE_FOR_CONSENT_MS = 60 * 60_000;

/** Works on one portal until nothing is due, its turn is over, or HubSpot cannot be asked. */
export async function workRounds(session: Session, lease: Lease, { mayGoOn, signal }: Turn): Promise<RoundsOutcome> {
  let pending: ReadonlySet<PendingKind> = new Set();
  let isOver = false;
  let reads: 'going' | 'idle' = 'idle';
  const jobsApart = new PQueue({ concurrency: 1 });
  const turns: JobTurns = {
    mayGoOn: () => !isOver && mayGoOn(),
    apart: (work) => jobsApart.add(work),
  };
  const alone = beside(async () => (pending.has('contactsDue') ? workAlone(session) : 0));
  const reading = beside(async () => (pending.has('jobsDue') ? workBeside(session, turns) : 0));
  try {
    await retryDueDeadLetters(session.db, { portalId: session.portalId, now: session.clock.now() });
    await settleDoubts(session);
    for (;;) {
      if (!lease.isHeld()) return { outcome: 'lost' };
      if (signal.aborted || !mayGoOn()) return { outcome: 'yielded' };
      pending = await pendingIn(session.db, {
        portalId: session.portalId,
        kinds: KINDS_OF_ROUND,
        now: session.clock.now(),
      });
      const began = performance.now();
      const jobs = pending.has('jobsDue') ? await claimDueJobs(session) : NO_JOBS;
      // Before the account is provisioned, there are no properties to write. While it changes, what
      // the session knows of it is old: whoever is read or made due would be judged by that.
      if (session.portal.status !== 'active' || jobs.changeAccount) {
        isOver = true;
        await reading.end();
        return (await workJobs(session, jobs, turns)) > 0 ? { outcome: 'changed' } : { outcome: 'idle' };
      }
      const isLast = reads === 'idle' && !pending.has('jobsDue');
      const round = await workRound(session, pending, { jobs, turns, isLast });
      await giveWay(performance.now() - began, signal);
      const patience = round === 'idle' ? LOOK_AGAIN_MS : 0;
      const [heavy, read] = await Promise.all([alone.proceed(patience), reading.proceed(patience)]);
      reads = read;
      if (round === 'idle' && heavy === 'idle' && reads === 'idle') return { outcome: 'idle' };
    }
  } catch (error) {
    if (signal.aborted) return { outcome: 'yielded' };
    // Await before `finally`, which waits for other work: an unhandled rejection would end the
    // process.
    return await outcomeOf(session, error);
  } finally {
    isOver = true;
    await Promise.all([alone.end(), reading.end()]);
  }
}

/** The kinds of work of a round. A round asks once which are pending, and does only these. */
const KINDS_OF_ROUND = [
  'jobsDue',
  'contactsDue',
  'contactsUnlisted',
  'tasksPending',
  'tasksToClose',
  'callbacksReady',
] as const satisfies readonly PendingKind[];

/** `isLast`: no job goes on that may put more contacts on lists. */
async function workRound(
  session: Session,
  pending: ReadonlySet<PendingKind>,
  { jobs, turns, isLast }: { readonly jobs: DueJobs; readonly turns: JobTurns; readonly isLast: boolean },
): Promise<'worked' | 'idle'> {
  if (pending.size === 0) return 'idle';
  const settled = await Promise.allSettled([
    jobs.jobs.length + jobs.unreadable.length === 0 ? 0 : turns.apart(() => workJobs(session, jobs, turns)),
    pending.has('contactsDue') ? workContacts(session, turns.mayGoOn) : 0,
    pending.has('contactsUnlisted') ? syncLists(session, { onlyFull: true }) : 0,
    pending.has('tasksPending') ? inPieces(() => sendTasks(session), TASKS_AT_ONCE, turns.mayGoOn) : 0,
    pending.has('tasksToClose') ? closeTasksInHubspot(session) : 0,
    pending.has('callbacksReady') ? inPieces(() => completeCallbacks(session), CALLBACKS_AT_ONCE, turns.mayGoOn) : 0,
  ]);
  const failure = settled.find((s) => s.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  const worked = settled.some((s) => s.status === 'fulfilled' && s.value > 0);
  if (worked) return 'worked';
  if (!isLast || !pending.has('contactsUnlisted')) return 'idle';
  return (await syncLists(session, { onlyFull: false })) > 0 ? 'worked' : 'idle';
}

/** What the portal does after an error that no piece of work handled. */
async function outcomeOf(
  { db, clock, log, portalId }: Pick<Session, 'db' | 'clock' | 'log' | 'portalId'>,
  error: unknown,
): Promise<Exclude<RoundsOutcome, { readonly outcome: 'changed' }>> {
  if (error instanceof LeaseLost) return { outcome: 'lost' };
  // `startWorker` handles trouble with the database.
  if (troubleOf(error) !== null) throw error;
  if (!(error instanceof HubspotError)) {
    log.error({ portalId, error }, 'Work on a portal failed');
    return { outcome: 'paused', ms: PAUSE_MS, code: 'internal' };
  }
  const { code, problem } = error;
  switch (problem.code) {
    case 'grant_dead':
      return { outcome: 'grant_dead' };
    case 'missing_properties':
    case 'not_found':
      // Somebody deleted a property or a list that Ripen writes: provision it anew, then go on.
      await addJobs(db, {
        portalId,
        jobs: [{ kind: 'provision', key: '', payload: null, runAt: clock.now() }],
        ifPresent: 'keep',
      });
      return { outcome: 'paused', ms: 1_000, code };
    case 'throttled':
    case 'locked':
    case 'moving':
      log.warn(
        { portalId, code, afterMs: problem.afterMs, correlationId: error.correlationId },
        'HubSpot asks to wait',
      );
      return { outcome: 'paused', ms: problem.afterMs, code };
    case 'unauthorized':
      // HubSpot refuses a token that it has just given. It counts each 401 against an app, so wait
      // long.
      log.warn({ portalId, error }, 'HubSpot refuses a new access token');
      return { outcome: 'paused', ms: PAUSE_FOR_CONSENT_MS, code };
    case 'missing_scopes':
    case 'misconfigured':
      log.error({ portalId, error }, 'HubSpot refuses the app, or a key of this process is another one');
      return { outcome: 'paused', ms: PAUSE_FOR_CONSENT_MS, code };
    default:
      log.warn({ portalId, error }, 'HubSpot could not be used');
      return { outcome: 'paused', ms: PAUSE_MS, code };
  }
}
