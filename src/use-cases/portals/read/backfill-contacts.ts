import type { BackfillProgress } from '../../../domain/sync/jobs.ts';
import { countDue } from '../../../store/contacts/contacts.ts';
import { markContactsStale } from '../../../store/contacts/mark-stale.ts';
import { storeReadContacts } from '../../../store/contacts/store-read-contacts.ts';
import { updatePortal } from '../../../store/portals/portals.ts';
import { type ClaimedJob, completeJob, releaseJob } from '../../../store/work/jobs.ts';
import type { Session } from '../../session.ts';
import { AHEAD, readStretch } from './read-stretch.ts';

export const newBackfill = (now: number): BackfillProgress => ({
  after: null,
  read: 0,
  total: null,
  startedAt: now,
  finishedAt: null,
});

/**
 * Reads the next stretch of all contacts of a portal, if scoring keeps up; releases the job until
 * the last stretch. The usual work then scores and writes the contacts.
 */
export async function backfillContacts(session: Session, job: ClaimedJob<'backfill'>): Promise<void> {
  const { db, portalId, clock, log } = session;
  let progress = job.payload;
  const waiting = await countDue(db, portalId, clock.now(), AHEAD);
  if (progress.finishedAt === null && waiting < AHEAD) {
    progress = await backfillStretch(session, job);
    log.info(
      { portalId, ...estimateOf(progress, waiting, clock.now()), calls: session.calls() },
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

/** Reads the next contacts, and stores them with the progress. */
async function backfillStretch(
  { db, portalId, hubspot, settings, clock }: Session,
  job: ClaimedJob<'backfill'>,
): Promise<BackfillProgress> {
  const at = clock.now();
  const before = job.payload;
  // Count once, after the first stretch: HubSpot counts by its search, which lags behind.
  const total = before.total ?? (before.read > 0 ? await hubspot.countContacts() : null);
  const { contacts, unread, after, trail } = await readStretch(hubspot, settings.read, before, at);
  const marks = unread.map((contactId) => ({ contactId, relink: true }));
  await markContactsStale(db, { portalId, marks, dueAt: clock.now() });
  const payload = {
    ...before,
    total,
    after,
    trail,
    read: before.read + contacts.length,
    finishedAt: after === null ? at : null,
  };
  const stored = await storeReadContacts(db, {
    portalId,
    contacts: contacts.map((contact) => ({ ...contact, at })),
    now: clock.now(),
    progress: { job, payload },
  });
  if (stored.outcome === 'job_lost') throw new Error('The backfill was started anew meanwhile.');
  return payload;
}

/** Estimates how long the rest takes. Contacts that were read and are not due count as scored. */
function estimateOf({ read, total, startedAt }: BackfillProgress, waiting: number, now: number) {
  const scored = Math.max(0, read - waiting);
  const secondsLeft =
    scored === 0 || total === null ? null : Math.round(((total - scored) * (now - startedAt)) / scored / 1000);
  return { read, scored, total, secondsLeft };
}
