import type { BackfillProgress } from '../../domain/sync/jobs.ts';
import { countDue } from '../../store/contacts/contacts.ts';
import { lookAtContacts } from '../../store/contacts/mark-stale.ts';
import { storeReadContacts } from '../../store/contacts/store-read-contacts.ts';
import { updatePortal } from '../../store/portals/portals.ts';
import { type ClaimedJob, completeJob, releaseJob } from '../../store/work/jobs.ts';
import type { Session } from '../session.ts';
import { type BackfillPorts, backfillStretch } from './backfill-contacts.ts';

/**
 * While so many contacts wait to be scored and written, none are read: what is written rests on
 * facts of the last seconds.
 */
const AHEAD = 300;

/**
 * Reads a stretch of the first reading of a portal, if scoring keeps up; gives the job back until
 * the last one.
 */
export async function workBackfill(session: Session, job: ClaimedJob<'backfill'>): Promise<void> {
  const { db, portalId, hubspot, settings, clock, log } = session;
  let progress = job.payload;
  const waiting = await countDue(db, portalId, clock.now(), AHEAD);
  if (progress.finishedAt === null && waiting < AHEAD) {
    const at = clock.now();
    const store: BackfillPorts['store'] = async (contacts, payload) => {
      const readings = contacts.map((c) => ({ ...c, at }));
      const stored = await storeReadContacts(db, {
        portalId,
        contacts: readings,
        now: clock.now(),
        progress: { job, payload },
      });
      if (stored.outcome === 'job_lost') throw new Error('The backfill was started anew meanwhile.');
    };
    const lookAgain: BackfillPorts['lookAgain'] = async (ids) => {
      const looks = ids.map((contactId) => ({ contactId, relink: true }));
      await lookAtContacts(db, { portalId, looks, dueAt: clock.now() });
    };
    // Asked for once, after the first stretch: the search index, by which HubSpot counts, lags
    // behind.
    const total = progress.total ?? (progress.read > 0 ? await hubspot.countContacts() : null);
    progress = await backfillStretch({ hubspot, lookAgain, store }, settings.read, { ...progress, total }, at);
    log.info(
      { portalId, ...progressOf(progress, waiting, clock.now()), calls: session.calls() },
      'Reading and scoring all contacts',
    );
  }
  if (progress.finishedAt === null) {
    await releaseJob(db, job, clock.now());
    return;
  }
  await updatePortal(db, portalId, { backfill: progress });
  await completeJob(db, job);
  log.info({ portalId, read: progress.read, ms: progress.finishedAt - progress.startedAt }, 'All contacts are read');
}

/** Scored and written is what was read and does not wait any more. */
function progressOf({ read, total, startedAt }: BackfillProgress, waiting: number, now: number) {
  const scored = Math.max(0, read - waiting);
  const secondsLeft =
    scored === 0 || total === null ? null : Math.round(((total - scored) * (now - startedAt)) / scored / 1000);
  return { read, scored, total, secondsLeft };
}
