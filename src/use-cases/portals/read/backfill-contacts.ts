import type { BackfillProgress } from '../../../domain/sync/jobs.ts';
import { type ClaimedContact, returnContacts } from '../../../store/contacts/claim-contacts.ts';
import { countDue } from '../../../store/contacts/contacts.ts';
import { markContactsStale } from '../../../store/contacts/mark-stale.ts';
import { storeReadContacts } from '../../../store/contacts/store-read-contacts.ts';
import { updatePortal } from '../../../store/portals/portals.ts';
import { type ClaimedJob, completeJob, releaseJob } from '../../../store/work/jobs.ts';
import { allOf } from '../../all-of.ts';
import { isHurried } from '../../contacts/judge/take-turns.ts';
import type { Session } from '../../session.ts';
import { AHEAD, type Pages, readPages, withLinks } from './read-stretch.ts';

export const newBackfill = (now: number): BackfillProgress => ({
  after: null,
  read: 0,
  total: null,
  startedAt: now,
  finishedAt: null,
});

/** What a backfill leaves to its caller. */
export type BackfillPorts = {
  /** takes contacts that were read and claimed through evaluation and writing */
  readonly takeThrough: (claimed: readonly ClaimedContact[]) => Promise<void>;
  /** false: others wait for their turn */
  readonly mayGoOn: () => boolean;
  /** does work while no other job goes on */
  readonly apart: <T>(work: () => Promise<T>) => Promise<T>;
};

type NextPages = Pages & {
  /** when they were asked for */
  readonly at: number;
  /** contacts that were due then */
  readonly waiting: number;
  /** with these pages */
  readonly progress: BackfillProgress;
};

/**
 * Reads, scores and writes the next contacts of a portal, while scoring keeps up; releases the job
 * until the last of them. HubSpot's pages come one after another, so at any time the next pages are
 * asked for, the last ones are stored, and the contacts of those before are taken through.
 */
export async function backfillContacts(
  session: Session,
  job: ClaimedJob<'backfill'>,
  { takeThrough, mayGoOn, apart }: BackfillPorts,
): Promise<void> {
  const { db, portalId, lease, clock, log } = session;
  let progress = job.payload;
  let next = await nextPages(session, progress);
  let claimed: readonly ClaimedContact[] = [];
  try {
    while (next !== null || claimed.length > 0) {
      const [pages, stored] = [next, claimed];
      progress = pages?.progress ?? progress;
      claimed = [];
      [next] = await allOf([
        pages !== null && mayGoOn() && !isHurried() ? nextPages(session, progress) : null,
        // A job that looks for whoever has a deal that is gone must find those that were read
        // before.
        pages !== null &&
          apart(async () => {
            claimed = await storePages(session, job, pages, mayGoOn());
          }),
        takeThrough(stored),
      ]);
      if (pages === null) continue;
      log.info(
        { portalId, ...estimateOf(progress, pages.waiting, clock.now()), calls: session.calls() },
        'Reading and scoring all contacts',
      );
    }
  } catch (error) {
    await returnContacts(db, { portalId, lease, contactIds: claimed.map(({ contactId }) => contactId) });
    throw error;
  }
  if (progress.finishedAt === null) {
    await releaseJob(db, job, clock.now());
    return;
  }
  await updatePortal(db, portalId, { backfill: progress });
  await completeJob(db, job);
  log.info({ portalId, read: progress.read, ms: progress.finishedAt - progress.startedAt }, 'All contacts are read');
}

/** Null: all are read, or scoring is behind. */
async function nextPages(
  { db, portalId, hubspot, settings, clock }: Session,
  before: BackfillProgress,
): Promise<NextPages | null> {
  if (before.finishedAt !== null) return null;
  const at = clock.now();
  const waiting = await countDue(db, portalId, at, AHEAD);
  if (waiting >= AHEAD) return null;
  // Count once, after the first pages: HubSpot counts by its search, which lags behind.
  const total = before.total ?? (before.read > 0 ? await hubspot.countContacts() : null);
  const pages = await readPages(hubspot, settings.read, before);
  const { contacts, after, trail } = pages;
  const read = before.read + contacts.length;
  return {
    ...pages,
    at,
    waiting,
    progress: { ...before, total, after, trail, read, finishedAt: after === null ? at : null },
  };
}

/** Stores the contacts with their links, and the progress. Returns those that it claimed. */
async function storePages(
  { db, portalId, lease, hubspot, settings, clock }: Session,
  job: ClaimedJob<'backfill'>,
  { at, progress, ...pages }: NextPages,
  claims: boolean,
): Promise<readonly ClaimedContact[]> {
  const { contacts, unread } = await withLinks(hubspot, settings.read, pages, at);
  const marks = unread.map((contactId) => ({ contactId, relink: true }));
  await markContactsStale(db, { portalId, marks, dueAt: clock.now() });
  const stored = await storeReadContacts(db, {
    portalId,
    contacts: contacts.map((contact) => ({ ...contact, at })),
    now: clock.now(),
    progress: { job, payload: progress },
    ...(claims && { lease }),
  });
  if (stored.outcome === 'job_lost') throw new Error('The backfill was started anew meanwhile.');
  return stored.claimed;
}

/** Estimates how long the rest takes. Contacts that were read and are not due count as scored. */
function estimateOf({ read, total, startedAt }: BackfillProgress, waiting: number, now: number) {
  const scored = Math.max(0, read - waiting);
  const secondsLeft =
    scored === 0 || total === null ? null : Math.round(((total - scored) * (now - startedAt)) / scored / 1000);
  return { read, scored, total, secondsLeft };
}
