import { createHash } from 'node:crypto';
import { type PastReads, pastReads } from '../../../domain/learning/past/past-fields.ts';
import type { LearningProgress } from '../../../domain/sync/jobs.ts';
import { countDecided, type DecidedKey } from '../../../store/contacts/past.ts';
import { findProperties } from '../../../store/portals/account-properties.ts';
import type { Session } from '../../session.ts';
import { type LeadStatus, leadStatusesIn } from './lead-statuses.ts';
import type { LearningStep, LearningWishes } from './learnings.ts';

/** A past that was read longer ago than this is read again. */
const FRESH_MS = 7 * 86_400_000;

/** Of which contacts a learning reads the past, and which properties of it. */
export type LearningPlan = PastReads & DecidedKey & { readonly leadStatuses: readonly LeadStatus[] };

export async function learningPlan(
  { db, portalId, settings }: Session,
  begunAt: number,
  { lostStatuses }: LearningWishes,
): Promise<LearningPlan> {
  const { model } = settings.compiled;
  const account = await findProperties(db, portalId);
  const reads = pastReads(model, account);
  const leadStatuses = leadStatusesIn(account, lostStatuses);
  const digest = createHash('sha256')
    .update(JSON.stringify([reads.contact, reads.company]))
    .digest('hex');
  return {
    ...reads,
    reads: digest,
    since: begunAt - FRESH_MS,
    customerStages: model.lifecycle.customer,
    leadStatuses,
    lostStatuses: leadStatuses.flatMap(({ value, isLost }) => (isLost ? [value] : [])),
  };
}

/** How far a learning is: contacts whose past is read, all that are decided, calls made. */
export async function progressOfLearning(
  { db, portalId }: Session,
  plan: LearningPlan,
  { calls }: LearningProgress,
  step: LearningStep,
): Promise<{ readonly step: LearningStep; readonly read: number; readonly all: number; readonly calls: number }> {
  const { all, known } = await countDecided(db, portalId, plan);
  return { step, read: known, all, calls };
}
