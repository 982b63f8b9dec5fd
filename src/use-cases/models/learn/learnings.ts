import { randomUUID } from 'node:crypto';
import type { TaughtReport, TeachStep, TeachWishes } from '../../../domain/learning/teach.ts';
import { endLearning, lastLearning, putLearning, type StoredLearning } from '../../../store/models/learnings.ts';
import type { Author } from '../../../store/models/versions.ts';
import { findPortal } from '../../../store/portals/portals.ts';
import { type Db, inTransaction } from '../../../store/transaction.ts';
import { addJobs } from '../../../store/work/jobs.ts';
import { lastLostStatuses } from './lead-statuses.ts';

export type LearningWishes = TeachWishes & {
  /** calls of HubSpot that may be spent on reading the past */
  readonly calls: number;
  /** lead statuses that mean lost; absent: those of the last learning, or whose labels say so */
  readonly lostStatuses?: readonly string[] | undefined;
};

export type LearningStep = TeachStep | 'waiting' | 'reading' | 'collecting';

export type LearningReport = TaughtReport & {
  /** how long after they came leads are compared, in words */
  readonly landmark: string;
  /** when the first and the last of the leads came */
  readonly from: number | null;
  readonly to: number | null;
  /** what the lead statuses say; absent: the learning is of an earlier version */
  readonly statuses?: {
    /** labels of those that mean lost, and of the others */
    readonly lost: readonly string[];
    readonly open: readonly string[];
    /** lost leads that have one of them */
    readonly leads: number;
  };
  /** calls of HubSpot that it took */
  readonly calls: number;
  /** leads that do not teach, and why */
  readonly missing: {
    /** their past was not read */
    readonly unread: number;
    /** nobody knows when they came, or when they were won or lost */
    readonly undated: number;
    readonly open: number;
    /** they were decided before they could be compared */
    readonly tooEarly: number;
    /** properties that were left out, because the account has too many */
    readonly properties: number;
  };
};

export type Learning = Omit<StoredLearning, 'wishes' | 'progress' | 'report'> & {
  readonly progress: {
    readonly step: LearningStep;
    readonly read: number;
    readonly all: number;
    readonly calls: number;
  };
  readonly report: LearningReport | null;
};

type Context = { readonly db: Db; readonly clock: { now(): number } };

export const MOST_RULES = 40;
export const MOST_CALLS = 20_000;

export const USUAL_WISHES: LearningWishes = {
  rules: 15,
  step: 1,
  without: [],
  keep: [],
  rising: [],
  falling: [],
  calls: 1_000,
};

type BegunLearning =
  | { readonly outcome: 'begun'; readonly learningId: string }
  | { readonly outcome: 'running' }
  | { readonly outcome: 'not_installed' };

/** Begins a learning: the worker then reads the past and learns points. */
export async function beginLearning(
  { db, clock }: Context,
  portalId: number,
  { wishes, by }: { readonly wishes: LearningWishes; readonly by: Author },
): Promise<BegunLearning> {
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null)
    return { outcome: 'not_installed' };
  const learningId = randomUUID();
  const lostStatuses = wishes.lostStatuses ?? (await lastLostStatuses(db, portalId));
  const progress = { step: 'waiting', read: 0, all: 0, calls: 0 };
  return inTransaction(db, async (trx) => {
    if (
      !(await putLearning(
        trx,
        { portalId, learningId },
        { wishes: { ...wishes, lostStatuses }, progress, by, now: clock.now() },
      ))
    )
      return { outcome: 'running' };
    const payload = { learningId, below: null, calls: 0, isRead: false };
    await addJobs(trx, {
      portalId,
      jobs: [{ kind: 'learn', key: '', payload, runAt: clock.now() }],
      ifPresent: 'replace',
    });
    return { outcome: 'begun', learningId };
  });
}

/** The last learning of a portal; null: there was none. */
export const readLearning = async ({ db }: Pick<Context, 'db'>, portalId: number): Promise<Learning | null> =>
  (await lastLearning(db, portalId)) as Learning | null;

/** Cancels the learning that runs; false: none does. */
export async function cancelLearning({ db, clock }: Context, portalId: number): Promise<boolean> {
  const learning = await lastLearning(db, portalId);
  if (learning === null) return false;
  const { learningId } = learning;
  return endLearning(
    db,
    { portalId, learningId },
    { state: 'cancelled', report: null, draftId: null, now: clock.now() },
  );
}
