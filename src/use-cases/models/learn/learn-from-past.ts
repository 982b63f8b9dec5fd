import { countDue } from '../../../store/contacts/contacts.ts';
import { endLearning, lastLearning, noteLearning } from '../../../store/models/learnings.ts';
import { type ClaimedJob, completeJob, releaseJob } from '../../../store/work/jobs.ts';
import { AHEAD } from '../../portals/read/read-stretch.ts';
import { MAX_ATTEMPTS, type Session } from '../../session.ts';
import { learningPlan, progressOfLearning } from './learning-plan.ts';
import type { LearningWishes } from './learnings.ts';
import { lessonOf } from './past-lesson.ts';
import { readPasts } from './read-pasts.ts';
import { storeLearnt } from './store-learnt.ts';

/*
 * Learns a draft from the won and lost leads of an account. The job reads their past from HubSpot,
 * as far as the allowed calls suffice, and stores it; then a thread learns. Scoring goes first.
 * Another process can go on where this one ended.
 */

/** Takes the next step of a learning; after the last attempt the learning has failed. */
export async function learnFromPast(session: Session, job: ClaimedJob<'learn'>): Promise<void> {
  const { db, portalId, clock } = session;
  try {
    await learnOn(session, job);
  } catch (error) {
    const { learningId } = job.payload;
    if (job.attempts >= MAX_ATTEMPTS)
      await endLearning(
        db,
        { portalId, learningId },
        { state: 'failed', report: null, draftId: null, now: clock.now() },
      );
    throw error;
  }
}

/** Reads a stretch, or looks how far the thread is; releases the job until the learning is over. */
async function learnOn(session: Session, job: ClaimedJob<'learn'>): Promise<void> {
  const { db, portalId, clock, learners, log } = session;
  const { learningId } = job.payload;
  const key = { portalId, learningId };
  const learning = await lastLearning(db, portalId);
  const name = `${portalId} ${learningId}`;
  if (learning === null || learning.learningId !== learningId || learning.state !== 'running') {
    learners.stop(name);
    await completeJob(db, job);
    return;
  }
  const wishes = learning.wishes as LearningWishes;
  const plan = await learningPlan(session, learning.begunAt, wishes);
  if (!job.payload.isRead) {
    if ((await countDue(db, portalId, clock.now(), AHEAD)) < AHEAD) await readPasts(session, job, plan, wishes.calls);
    await releaseJob(db, job, clock.now());
    return;
  }
  const state = await learners.proceed(name, (signal) => lessonOf(session, plan, wishes, signal));
  if (state.is === 'running') {
    await noteLearning(db, key, await progressOfLearning(session, plan, job.payload, state.step));
    await releaseJob(db, job, clock.now());
    return;
  }
  if (state.is === 'failed') {
    log.error({ portalId, learningId, error: state.error }, 'Nothing could be learnt from the past');
    await endLearning(db, key, { state: 'failed', report: null, draftId: null, now: clock.now() });
  } else await storeLearnt(session, plan, { ...key, calls: job.payload.calls, ...state.taught });
  learners.stop(name);
  await completeJob(db, job);
}
