import { countDue } from '../store/contacts.ts';
import { type ClaimedJob, completeJob, type HeldJob, releaseJob } from '../store/jobs.ts';
import { updatePortal } from '../store/portals.ts';
import { storeReadContacts } from '../store/readings.ts';
import { type BackfillProgress, backfillPage } from '../use-cases/backfill-contacts.ts';
import type { Session } from './session.ts';

/** Reading runs at most this far ahead of scoring and writing, so that what is written rests on facts of the last seconds. */
const AHEAD = 400;
const PAGES_AT_ONCE = 4;

/** Reads some pages of the first reading of a portal, while scoring keeps up; gives the job back until the last page. */
export async function workBackfill(session: Session, job: ClaimedJob & HeldJob): Promise<void> {
  const { db, portalId, hubspot, settings, clock, log } = session;
  let progress = job.payload as BackfillProgress;
  for (let page = 0; page < PAGES_AT_ONCE && progress.finishedAt === null; page++) {
    if ((await countDue(db, portalId, clock.now(), AHEAD)) >= AHEAD) break;
    const at = clock.now();
    progress = await backfillPage(
      {
        hubspot,
        store: async (contacts, payload) => {
          const readings = contacts.map((c) => ({ ...c, at }));
          const stored = await storeReadContacts(db, {
            portalId,
            readings,
            now: clock.now(),
            progress: { job, payload },
          });
          if (stored.outcome === 'job_lost') throw new Error('The backfill was started anew meanwhile.');
        },
      },
      settings.read,
      progress,
      at,
    );
  }
  if (progress.finishedAt === null) {
    await releaseJob(db, job, clock.now());
    return;
  }
  const account = { ...(session.portal.account as object), backfill: progress };
  await updatePortal(db, portalId, { account });
  await completeJob(db, job);
  log.info({ portalId, read: progress.read, ms: progress.finishedAt - progress.startedAt }, 'All contacts are read');
}
