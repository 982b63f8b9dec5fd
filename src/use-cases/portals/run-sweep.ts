import type { JobOf } from '../../domain/sync/jobs.ts';
import { countDue } from '../../store/contacts/contacts.ts';
import { lookAtContacts } from '../../store/contacts/mark-stale.ts';
import { noteMissing } from '../../store/contacts/missing.ts';
import { storedBetween, storeReadContacts } from '../../store/contacts/store-read-contacts.ts';
import { inTransaction } from '../../store/transaction.ts';
import { addJobs, type ClaimedJob, completeJob, findJob, type NewJob, releaseJob } from '../../store/work/jobs.ts';
import { CONFIRM_AFTER_MS } from '../contacts/confirm-missing.ts';
import type { Session } from '../session.ts';
import { newSweep, type SweepPorts, sweepStretch } from './sweep-contacts.ts';

/** While so many contacts wait to be scored and written, none are read. */
const AHEAD = 300;
/** How often all contacts are held against what is stored, whatever happened. */
const SWEEP_EVERY_MS = 7 * 24 * 3_600_000;
/**
 * HubSpot repeats a delivery for 24 hours, the last time some hours before they are over: a longer
 * break may have lost some.
 */
const BREAK_MS = 20 * 3_600_000;
/** An account of which nothing was heard for so long is quiet, or its webhooks are lost. */
const SILENCE_MS = 24 * 3_600_000;

export const firstSweep = (now: number): JobOf<'sweep'> & Pick<NewJob, 'runAt'> => ({
  kind: 'sweep',
  key: '',
  payload: newSweep(now),
  runAt: now + SWEEP_EVERY_MS,
});

/** Works on a stretch of a sweep, if scoring keeps up; gives the job back until the last one. */
export async function workSweep(session: Session, job: ClaimedJob<'sweep'>): Promise<void> {
  const { db, portalId, hubspot, settings, clock, log } = session;
  if ((await countDue(db, portalId, clock.now(), AHEAD)) >= AHEAD) {
    await releaseJob(db, job, clock.now());
    return;
  }
  const at = clock.now();
  const looks = (ids: readonly number[]) => ids.map((contactId) => ({ contactId, relink: true }));
  const store: SweepPorts['store'] = async ({ differing, unknown, absent }, payload) => {
    const readings = differing.map((read) => ({ ...read, at }));
    await inTransaction(db, async (trx) => {
      const stored = await storeReadContacts(trx, {
        portalId,
        contacts: readings,
        now: at,
        progress: { job, payload },
      });
      if (stored.outcome === 'job_lost') throw new Error('The sweep was started anew meanwhile.');
      await noteMissing(trx, {
        portalId,
        contacts: absent.map((contactId) => ({ contactId, by: 'sweep', since: at, lookAt: at + CONFIRM_AFTER_MS })),
      });
      await lookAtContacts(trx, { portalId, looks: looks(unknown), dueAt: at });
    });
  };
  const progress = await sweepStretch(
    {
      hubspot,
      lookAgain: async (ids) => {
        await lookAtContacts(db, { portalId, looks: looks(ids), dueAt: at });
      },
      storedBetween: (after, upTo) => storedBetween(db, portalId, { after, upTo }),
      store,
    },
    settings.read,
    job.payload,
    at,
  );
  if (progress.startedAt !== null) {
    await releaseJob(db, job, clock.now());
    return;
  }
  const { read, differing, absent } = progress;
  log.info(
    { portalId, read, differing, absent, calls: session.calls() },
    'All contacts were held against what is stored',
  );
  const again = { runAt: (progress.lastAt ?? at) + SWEEP_EVERY_MS, payload: newSweep(progress.lastAt) };
  await completeJob(db, job, again);
}

/**
 * Begins a sweep at once when webhooks may be lost: after a break of the work itself (`since`: when
 * all was well last), and while nothing is heard of the account, once a day.
 */
export async function sweepIfLost({ db, portalId, portal, clock, log }: Session, since: number): Promise<void> {
  const now = clock.now();
  const heardAt = portal.heardAt ?? portal.installedAt;
  const isBreak = now - since > BREAK_MS;
  if (!isBreak && now - heardAt <= SILENCE_MS) return;
  const job = await findJob(db, portalId, 'sweep', '');
  const { startedAt, lastAt } = job?.payload ?? newSweep();
  if (startedAt !== null || (!isBreak && lastAt !== null && now - lastAt <= SILENCE_MS)) return;
  log.info({ portalId, cause: isBreak ? 'break' : 'silence' }, 'Webhooks may be lost: all contacts are looked at');
  await addJobs(db, {
    portalId,
    jobs: [{ ...firstSweep(now), payload: newSweep(lastAt), runAt: now }],
    ifPresent: 'keep',
  });
}
