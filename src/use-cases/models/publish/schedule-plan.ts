import type { Publication } from '../../../domain/sync/jobs.ts';
import { findPlanByFingerprint } from '../../../store/models/plans.ts';
import { dropPublication } from '../../../store/models/rollouts.ts';
import { inTransaction } from '../../../store/transaction.ts';
import { addJobs, type ClaimedJob, findJob } from '../../../store/work/jobs.ts';
import type { Session } from '../../session.ts';
import type { ModelContext } from '../model-context.ts';
import { type PublishOutcome, type PublishWish, publishPlan } from './publish-plan.ts';

/*
 * Publishes a plan at a later instant. Things may change until then, so the plan is made again at
 * that instant. It is published if hardly any contact moves otherwise than was shown; otherwise it
 * waits for a person.
 */

export type ScheduleOutcome =
  | { readonly outcome: 'scheduled' }
  | { readonly outcome: 'past' }
  | { readonly outcome: 'no_note' }
  | { readonly outcome: 'no_plan' }
  | { readonly outcome: 'not_installed' }
  | { readonly outcome: 'done_before'; readonly version: number };

/** Per cent of the movers that may move otherwise by default. */
const USUAL_TOLERANCE = 10;

/** Schedules a plan for an instant. It replaces another plan of the portal that waits. */
export async function schedulePlan(
  { db, clock }: Pick<ModelContext, 'db' | 'clock'>,
  portalId: number,
  { fingerprint, by, note, tolerance = USUAL_TOLERANCE, at }: PublishWish & { readonly at: number },
): Promise<ScheduleOutcome> {
  if (note.trim() === '') return { outcome: 'no_note' };
  if (at <= clock.now()) return { outcome: 'past' };
  const plan = await findPlanByFingerprint(db, portalId, fingerprint);
  if (plan === null) return { outcome: 'no_plan' };
  if (plan.publishedAs !== null) return { outcome: 'done_before', version: plan.publishedAs };
  const payload: Publication = { fingerprint, by, note: note.trim(), at, tolerance, refused: null };
  const added = await inTransaction(db, async (trx) => {
    await dropPublication(trx, portalId);
    return addJobs(trx, { portalId, jobs: [{ kind: 'publish', key: '', payload, runAt: at }], ifPresent: 'replace' });
  });
  return { outcome: added === 1 ? 'scheduled' : 'not_installed' };
}

/** The publication that waits for its instant, or was refused at it; null: there is none. */
export const readPublication = async (
  { db }: Pick<ModelContext, 'db'>,
  portalId: number,
): Promise<Publication | null> => (await findJob(db, portalId, 'publish', ''))?.payload ?? null;

/** The latest possible instant: a refused publication waits for a person. */
const NEVER = 8_640_000_000_000_000;

/** Publishes a due publication. Null: it is over; else what the job waits with. */
export async function publishDue(
  { db, clock, portalId, settings, log, goOn }: Session,
  { payload }: ClaimedJob<'publish'>,
): Promise<{ readonly runAt: number; readonly payload: Publication } | null> {
  const { fingerprint, by, note, tolerance } = payload;
  const controller = new AbortController();
  const onStep = () => {
    try {
      goOn();
    } catch {
      controller.abort();
    }
  };
  const context = { db, clock, referenceData: settings.referenceData, log };
  const wish = { fingerprint, by, note, tolerance };
  const done = await publishPlan(context, portalId, wish, { signal: controller.signal, onStep });
  // If the lease was lost, this throws, and the process that holds the portal now publishes.
  if (done.outcome === 'cancelled') goOn();
  if (done.outcome === 'published' || done.outcome === 'done_before') return null;
  const sentences = sentencesOf(done);
  log.warn({ portalId, outcome: done.outcome }, 'A model was not published at its instant');
  const planId = done.outcome === 'moved' ? done.planId : null;
  return { runAt: NEVER, payload: { ...payload, refused: { sentences, planId, at: clock.now() } } };
}

function sentencesOf(done: Exclude<PublishOutcome, { outcome: 'published' | 'done_before' }>): readonly string[] {
  switch (done.outcome) {
    case 'moved':
      return done.sentences;
    case 'not_signed':
      return [`It was not signed by: ${done.missing.join(', ')}.`];
    case 'invalid':
      return done.problems;
    default:
      return ['The plan is not there any more: make a new one.'];
  }
}
