import type { SummaryBody, SummaryView } from '../../../cards/pages/contracts/summary-contract.ts';
import { oneThing, type Week, weekAround } from '../../domain/figures/week.ts';
import { weekInWords } from '../../domain/figures/week-words.ts';
import type { Account } from '../../domain/sync/account.ts';
import { DAY } from '../../domain/time/time.ts';
import { isBehind, stagesReached } from '../../store/figures/week.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';
import { readyContacts } from '../../store/portals/settings.ts';
import { type Db, inTransaction } from '../../store/transaction.ts';
import { addJobs, type ClaimedJob, completeJob, dropJob, findJob, releaseJob } from '../../store/work/jobs.ts';
import { closeTasks, type OpenTask, putTasks, SUMMARY } from '../../store/work/tasks.ts';
import { workList } from '../../store/work/work-list.ts';
import { modelInForce } from '../portals/score-check.ts';
import type { Session } from '../session.ts';
import { zoneOf } from './prepare-figures.ts';

/** A summary links to at most so many contacts. */
const PEOPLE = 3;

export type SummaryWish =
  | { readonly name: 'on'; readonly body: SummaryBody<'on'> }
  | { readonly name: 'off'; readonly body: SummaryBody<'off'> };

type Context = { readonly db: Db; readonly clock: { now(): number } };

/** Whether a user gets the weekly summary, and when. */
export async function readSummary(
  { db, clock }: Context,
  portalId: number,
  user: CardUser | null,
): Promise<SummaryView> {
  const known = await modelInForce(db, portalId);
  if (known === null || user === null) return { state: 'not_set_up' };
  const timeZone = zoneOf(known.portal, known.model);
  const job = await findJob(db, portalId, SUMMARY, `${user.id}`);
  return {
    state: 'ok',
    timeZone,
    isOwner: ownerOf(known.portal.account, user.id) !== null,
    on:
      job === null
        ? null
        : {
            weekday: job.payload.weekday,
            hour: job.payload.hour,
            whose: job.payload.whose,
            next: weekAround(timeZone, job.payload, clock.now()).next,
          },
  };
}

/** Switches the weekly summary of a user on or off. Only this user can. */
export async function actOnSummary(
  { db, clock }: Context,
  portalId: number,
  user: CardUser | null,
  wish: SummaryWish,
): Promise<{ readonly outcome: 'done' }> {
  const known = await modelInForce(db, portalId);
  if (known === null || user === null) return { outcome: 'done' };
  const key = `${user.id}`;
  if (wish.name === 'off') {
    await dropJob(db, portalId, SUMMARY, key);
    return { outcome: 'done' };
  }
  const { next } = weekAround(zoneOf(known.portal, known.model), wish.body, clock.now());
  const last = (await findJob(db, portalId, SUMMARY, key))?.payload.last ?? null;
  await addJobs(db, {
    portalId,
    jobs: [{ kind: SUMMARY, key, payload: { ...wish.body, last }, runAt: next }],
    ifPresent: 'replace',
  });
  return { outcome: 'done' };
}

/**
 * Writes the summary of a reader as a task, and closes the last one. The task and the day of the
 * next summary are stored together, so that a process that ends neither loses nor repeats it.
 */
export async function writeSummary(session: Session, job: ClaimedJob<'summary'>): Promise<void> {
  const { db, portalId, portal, settings, clock } = session;
  const now = clock.now();
  const week = weekAround(zoneOf(portal, settings.compiled.model), job.payload, now);
  // After an outage: what was due before is judged first, or the summary tells of a time long past.
  if (await isBehind(db, portalId, week.until)) return void (await releaseJob(db, job, now));
  const task = await summaryOf(session, job, week);
  const last = task === null ? job.payload.last : { contactId: task.contactId, key: task.key };
  await inTransaction(db, async (trx) => {
    // False: its reader has switched it off meanwhile.
    if (!(await completeJob(trx, job, { runAt: week.next, payload: { ...job.payload, last } }))) return;
    if (task === null) return;
    if (job.payload.last !== null) await closeTasks(trx, portalId, [{ ...job.payload.last, as: 'COMPLETED' }]);
    await putTasks(trx, portalId, [task], now);
  });
}

/** Null: nobody waits for anything, or its reader is no owner: HubSpot would refuse the task. */
async function summaryOf(
  { db, portalId, portal, clock }: Session,
  { key, payload: { whose, language } }: ClaimedJob<'summary'>,
  week: Week,
): Promise<OpenTask | null> {
  const now = clock.now();
  const reader = ownerOf(portal.account, Number(key));
  if (reader === null) return null;
  const ownerId = whose === 'own' ? reader : null;
  const owners = portal.account.owners.map(({ id }) => id);
  const list = await workList(db, { portalId, owners, now, limit: PEOPLE, ownerId });
  const ready = await readyContacts(db, portalId, { shown: PEOPLE, ownerId });
  const waiting = { withoutOwner: list.withoutOwner, late: list.late, waiting: list.count, ready: ready.count };
  const thing = oneThing(waiting);
  const [first, ...also] = (list.count > 0 ? list.items : ready.contacts).map(({ contactId }) => contactId);
  if (thing === null || first === undefined) return null;
  const { subject, lines } = weekInWords(language, {
    reached: await stagesReached(db, { portalId, from: week.from, until: week.until, ownerId }),
    before: await stagesReached(db, { portalId, from: week.before, until: week.from, ownerId }),
    waiting,
    thing,
  });
  return {
    contactId: first,
    key: `${SUMMARY}-${key}-${week.name}`,
    kind: SUMMARY,
    dueAt: now + DAY,
    body: { subject, ownerId: reader, lines, also, onlyFor: 'owner' },
  };
}

const ownerOf = ({ owners }: Pick<Account, 'owners'>, userId: number): string | null =>
  owners.find((owner) => owner.userId === userId)?.id ?? null;
