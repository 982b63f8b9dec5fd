import { type Untouched, untouchedBy } from '../../../domain/changes/untouched/untouched.ts';
import { readModel } from '../../../domain/model/model.ts';
import { compileModel } from '../../../domain/rules/compile.ts';
import type { RolloutProgress } from '../../../domain/sync/jobs.ts';
import { type ClaimedContact, claimThese } from '../../../store/contacts/claim-contacts.ts';
import { countDue } from '../../../store/contacts/contacts.ts';
import { readStanding, type StandingContact } from '../../../store/models/base.ts';
import { moversOf } from '../../../store/models/plans.ts';
import { notJudgedBy, readAgainAt, takeOver } from '../../../store/models/rollouts.ts';
import { rampOf } from '../../../store/models/versions.ts';
import { findModel } from '../../../store/portals/models.ts';
import { inTransaction } from '../../../store/transaction.ts';
import { type ClaimedJob, completeJob, releaseJob, saveProgress } from '../../../store/work/jobs.ts';
import { takeTurns } from '../../contacts/judge/take-turns.ts';
import type { Session } from '../../session.ts';
import { compareStanding, type Sides, standingWish } from '../what-if/compare-contact.ts';
import { settleAlike } from './settle-alike.ts';

/*
 * Rolls out a new version of the model to a few hundred contacts at a time, the movers first, so
 * that news of other contacts need not wait for all of them. The usual work judges and writes each
 * contact, and writes only what changes. Contacts that the edit surely leaves alone are not judged.
 */

/** So many contacts are judged together, and only while fewer others are due. */
const AT_ONCE = 300;
/** Where few contacts are to be made due, it goes on for so long before others get a turn. */
const GO_ON_MS = 1_000;

/**
 * Claims the next contacts, if scoring keeps up; releases the job until all are judged. The caller
 * works on them: to make them due for the next claim would write each row once more.
 */
export async function rollOut(session: Session, job: ClaimedJob<'rollout'>): Promise<readonly ClaimedContact[]> {
  const { db, portalId, lease, clock, log, settings } = session;
  const wait = async (at?: number) => {
    await releaseJob(db, job, at);
    return [];
  };
  // This session still works by an older version: wait for a session with the one in force.
  if (settings.compiled.model.version !== job.payload.version) return wait(clock.now());
  // The version reads what was not read before: judged by what is stored, contacts would get points
  // that are wrong until they are read. They get the right ones as they are read.
  const readingAt = await readAgainAt(db, portalId, job.payload.startedAt);
  if (readingAt !== null) return wait(Math.max(readingAt, clock.now()));
  if ((await countDue(db, portalId, clock.now(), AT_ONCE)) >= AT_ONCE) return wait(clock.now());
  const next = await nextOf(session, job.payload);
  const claimed = await inTransaction(db, async (trx) => {
    if (!(await saveProgress(trx, job, next.progress))) return null;
    return claimThese(trx, { portalId, lease, contactIds: next.contactIds, now: clock.now() });
  });
  // Somebody paused it, or a newer version is to be rolled out.
  if (claimed === null) return wait();
  if (!next.isLast) {
    await releaseJob(db, job, clock.now());
    return claimed;
  }
  await completeJob(db, job);
  const { version, done, startedAt } = next.progress;
  log.info(
    { portalId, version, contacts: done, ms: clock.now() - startedAt },
    'A new version of the model is rolled out',
  );
  return claimed;
}

async function nextOf(
  session: Session,
  progress: RolloutProgress,
): Promise<{ readonly contactIds: readonly number[]; readonly progress: RolloutProgress; readonly isLast: boolean }> {
  const { db, portalId } = session;
  const { version, planId, mover, after, done } = progress;
  if (after === null) {
    const movers =
      planId === null ? [] : await moversOf(db, { portalId, planId }, { after: mover ?? undefined, limit: AT_ONCE });
    const last = movers.at(-1);
    const contactIds = movers.map(({ contactId }) => contactId);
    const isAll = movers.length < AT_ONCE;
    const reached = last === undefined ? mover : { rank: last.rank, contactId: last.contactId };
    return {
      contactIds,
      progress: { ...progress, mover: reached, after: isAll ? 0 : null, done: done + contactIds.length },
      isLast: false,
    };
  }
  const until = performance.now() + GO_ON_MS;
  const sides = await sidesOf(session);
  const isTrial = session.settings.ramp !== undefined;
  const due: number[] = [];
  for (let [reached, seen] = [after, done]; ; ) {
    const { contactIds, last } = await notJudgedBy(db, { portalId, version, after: reached, limit: AT_ONCE });
    const left = without(contactIds, await takeOverAlike(session, sides, contactIds));
    due.push(...without(left, isTrial ? [] : await settleAlike(session, left)));
    [reached, seen] = [last ?? reached, seen + contactIds.length];
    if (last === null || due.length >= AT_ONCE || performance.now() >= until)
      return { contactIds: due, progress: { ...progress, after: reached, done: seen }, isLast: last === null };
  }
}

const without = (all: readonly number[], some: readonly number[]): readonly number[] => {
  const gone = new Set(some);
  return all.filter((one) => !gone.has(one));
};

/**
 * Takes over contacts that this version surely leaves alone: their stored evaluations now count as
 * its own. Returns these contacts.
 */
async function takeOverAlike(
  session: Session,
  sides: (Sides & { readonly untouched: Untouched }) | null,
  contactIds: readonly number[],
): Promise<readonly number[]> {
  const { db, portalId, settings, clock } = session;
  if (sides === null || contactIds.length === 0) return [];
  const now = clock.now();
  const standing = await readStanding(db, portalId, { contactIds, ...standingWish(sides.untouched, sides.draft) });
  const alike: StandingContact[] = [];
  const sort = function* (): Generator<undefined, void> {
    for (const base of standing) {
      if (compareStanding(sides, base, now)?.alike === true) alike.push(base);
      yield;
    }
  };
  await takeTurns(sort(), session.goOn);
  return takeOver(db, { portalId, version: settings.compiled.model.version, contacts: alike });
}

/** The version that is rolled out and the one before it; null: it may touch everybody. */
async function sidesOf({
  db,
  portalId,
  settings,
}: Session): Promise<(Sides & { readonly untouched: Untouched }) | null> {
  const before = settings.compiled.model.version - 1;
  // On trial, two models judge contacts: too many to compare.
  if (settings.ramp !== undefined) return null;
  const read = readModel(await findModel(db, portalId, before));
  if (read.outcome === 'invalid' || (await rampOf(db, portalId, before)) !== null) return null;
  const compiled = compileModel({ ...read.model, version: before });
  const untouched = untouchedBy(compiled.model, settings.compiled.model);
  return untouched === null ? null : { current: { ...settings, compiled }, draft: settings, untouched };
}
