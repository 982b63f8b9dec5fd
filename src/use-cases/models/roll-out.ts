import type { RolloutProgress } from '../../domain/sync/jobs.ts';
import { countDue, makeDue } from '../../store/contacts/contacts.ts';
import { moversOf } from '../../store/models/plans.ts';
import { notJudgedBy } from '../../store/models/rollouts.ts';
import { inTransaction } from '../../store/transaction.ts';
import { type ClaimedJob, completeJob, releaseJob, saveProgress } from '../../store/work/jobs.ts';
import { AHEAD } from '../portals/read-stretch.ts';
import type { Session } from '../session.ts';

/*
 * A new version of the model reaches the contacts a few hundred at a time, the movers first, so
 * that news of other contacts need not wait behind all of them. Each is judged and written by the
 * same work as ever, which writes only what changes.
 */

/** Makes the next contacts due, if scoring keeps up; gives the job back until the last ones. */
export async function rollOut(session: Session, job: ClaimedJob<'rollout'>): Promise<void> {
  const { db, portalId, clock, log, settings } = session;
  // The work goes by an older version: it begins anew with the one that is in force now.
  if (settings.compiled.model.version !== job.payload.version) return void (await releaseJob(db, job, clock.now()));
  if ((await countDue(db, portalId, clock.now(), AHEAD)) >= AHEAD) return void (await releaseJob(db, job, clock.now()));
  const next = await nextOf(session, job.payload);
  const stored = await inTransaction(db, async (trx) => {
    if (!(await saveProgress(trx, job, next.progress))) return false;
    await makeDue(trx, { portalId, contactIds: next.contactIds, now: clock.now() });
    return true;
  });
  // It was paused, or a newer version is to be rolled out.
  if (!stored) return void (await releaseJob(db, job));
  if (!next.isLast) return void (await releaseJob(db, job, clock.now()));
  await completeJob(db, job);
  const { version, done, startedAt } = next.progress;
  log.info(
    { portalId, version, contacts: done, ms: clock.now() - startedAt },
    'A new version of the model is rolled out',
  );
}

async function nextOf(
  { db, portalId }: Session,
  progress: RolloutProgress,
): Promise<{ readonly contactIds: readonly number[]; readonly progress: RolloutProgress; readonly isLast: boolean }> {
  const { version, planId, mover, after, done } = progress;
  if (after === null) {
    const movers =
      planId === null ? [] : await moversOf(db, { portalId, planId }, { after: mover ?? undefined, limit: AHEAD });
    const last = movers.at(-1);
    const contactIds = movers.map(({ contactId }) => contactId);
    const isAll = movers.length < AHEAD;
    const reached = last === undefined ? mover : { rank: last.rank, contactId: last.contactId };
    return {
      contactIds,
      progress: { ...progress, mover: reached, after: isAll ? 0 : null, done: done + contactIds.length },
      isLast: false,
    };
  }
  const { contactIds, last } = await notJudgedBy(db, { portalId, version, after, limit: AHEAD });
  return {
    contactIds,
    progress: { ...progress, after: last ?? after, done: done + contactIds.length },
    isLast: last === null,
  };
}
