import { isDeepStrictEqual } from 'node:util';
import type { LinkedFacts } from '../../../domain/contact.ts';
import { isFirstSightOnly } from '../../../domain/model/reads.ts';
import type { JobOf, SweepProgress } from '../../../domain/sync/jobs.ts';
import { countDue } from '../../../store/contacts/contacts.ts';
import { markContactsStale } from '../../../store/contacts/mark-stale.ts';
import { noteMissing } from '../../../store/contacts/note-missing.ts';
import { storedBetween, storeReadContacts } from '../../../store/contacts/store-read-contacts.ts';
import { inTransaction } from '../../../store/transaction.ts';
import { addJobs, type ClaimedJob, completeJob, findJob, type NewJob, releaseJob } from '../../../store/work/jobs.ts';
import { CONFIRM_AFTER_MS } from '../../contacts/read/confirm-missing.ts';
import { lessFirstSight } from '../../contacts/read/hubspot-facts.ts';
import type { Session } from '../../session.ts';
import { AHEAD, readPages, type Stretch, withLinks } from './read-stretch.ts';

/*
 * Webhooks may get lost: HubSpot gives up a delivery after a day. So Ripen compares all contacts of
 * the account with the stored ones, every week, and at once when webhooks may be lost. Only
 * differences make work.
 */

/** A sweep begins at least this often. */
const SWEEP_EVERY_MS = 7 * 24 * 3_600_000;
/**
 * HubSpot repeats a delivery for 24 hours, the last time some hours before they end. After a longer
 * break of our work, deliveries may be lost.
 */
const BREAK_MS = 20 * 3_600_000;
/** When no webhook of an account came for so long, it is quiet, or its webhooks are lost. */
const SILENCE_MS = 24 * 3_600_000;

export const newSweep = (lastAt: number | null = null): SweepProgress => ({
  startedAt: null,
  lastAt,
  after: null,
  lastId: 0,
  read: 0,
  differing: 0,
  absent: 0,
});

export const firstSweep = (now: number): JobOf<'sweep'> & Pick<NewJob, 'runAt'> => ({
  kind: 'sweep',
  key: '',
  payload: newSweep(now),
  runAt: now + SWEEP_EVERY_MS,
});

/** Does the next stretch of a sweep, if scoring keeps up; releases the job until the last one. */
export async function sweepContacts(session: Session, job: ClaimedJob<'sweep'>): Promise<void> {
  const { db, portalId, clock, log } = session;
  if ((await countDue(db, portalId, clock.now(), AHEAD)) >= AHEAD) {
    await releaseJob(db, job, clock.now());
    return;
  }
  const at = clock.now();
  const progress = await sweepStretch(session, job, at);
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

/** Compares the next contacts with the stored ones. After the last ones, `startedAt` is null. */
async function sweepStretch(session: Session, job: ClaimedJob<'sweep'>, now: number): Promise<SweepProgress> {
  const { db, portalId, hubspot, settings } = session;
  const before = job.payload;
  const { properties } = settings.read;
  const contact = properties.contact.filter((name) => !isFirstSightOnly(name));
  const plan = { ...settings.read, properties: { ...properties, contact } };
  const stretch = await withLinks(hubspot, plan, await readPages(hubspot, plan, before), now);
  const marks = (ids: readonly number[]) => ids.map((contactId) => ({ contactId, relink: true }));
  await markContactsStale(db, { portalId, marks: marks(stretch.unread), dueAt: now });

  const ids = stretch.contacts.map(({ contactId }) => contactId);
  const upTo = stretch.after === null ? null : Math.max(before.lastId, ...ids);
  const stored = await storedBetween(db, portalId, { after: before.lastId, upTo });
  const { differing, unknown, absent } = compared(stretch, stored, before.lastId);
  const isLast = stretch.after === null;
  const startedAt = before.startedAt ?? now;
  const progress: SweepProgress = {
    startedAt: isLast ? null : startedAt,
    lastAt: isLast ? startedAt : before.lastAt,
    after: stretch.after,
    trail: stretch.trail,
    lastId: upTo ?? 0,
    read: before.read + ids.length,
    differing: before.differing + differing.length + unknown.length,
    absent: before.absent + absent.length,
  };
  await inTransaction(db, async (trx) => {
    const contacts = differing.map((read) => ({ ...read, at: now }));
    const outcome = await storeReadContacts(trx, { portalId, contacts, now, progress: { job, payload: progress } });
    if (outcome.outcome === 'job_lost') throw new Error('The sweep was started anew meanwhile.');
    await noteMissing(trx, {
      portalId,
      contacts: absent.map((contactId) => ({ contactId, by: 'sweep', since: now, confirmAt: now + CONFIRM_AFTER_MS })),
    });
    await markContactsStale(trx, { portalId, marks: marks(unknown), dueAt: now });
  });
  return progress;
}

type Stored = ReadonlyMap<number, { readonly facts: LinkedFacts | null }>;

/** Contacts that differ, that are not stored, and that are stored but not in HubSpot's list. */
function compared({ contacts, unread }: Stretch, stored: Stored, lastId: number) {
  const ids = contacts.map(({ contactId }) => contactId);
  const listed = new Set([...ids, ...unread]);
  // HubSpot lists contacts by ascending id. A page in another order does not tell who is absent.
  const isOrdered = ids.every((id, i) => id > (ids[i - 1] ?? lastId));
  return {
    differing: contacts.filter(({ contactId, facts }) => {
      const known = stored.get(contactId)?.facts ?? null;
      return known !== null && !isDeepStrictEqual(comparable(known), comparable(facts));
    }),
    unknown: ids.filter((id) => !stored.has(id)),
    absent: isOrdered ? [...stored.keys()].filter((id) => !listed.has(id)) : [],
  };
}

function comparable(facts: LinkedFacts): LinkedFacts {
  const { contact, company, deals, companyId, dealIds } = lessFirstSight(facts);
  return { contact, company, deals, companyId, dealIds: dealIds.toSorted() };
}

/**
 * Begins a sweep at once when webhooks may be lost: after a break of our own work (`since`: the
 * last instant without one), and once a day while no webhooks come.
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
