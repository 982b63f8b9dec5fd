import { sql } from 'kysely';
import type { LearningState } from '../schema.ts';
import { type Db, holdPortal, inTransaction, json } from '../transaction.ts';
import type { Author } from './versions.ts';

export type StoredLearning = {
  readonly learningId: string;
  readonly state: LearningState;
  readonly wishes: unknown;
  readonly progress: unknown;
  /** null: there is none yet */
  readonly report: unknown;
  readonly draftId: string | null;
  readonly by: Author;
  readonly begunAt: number;
  readonly endedAt: number | null;
};

type Key = { readonly portalId: number; readonly learningId: string };

/** So many runs of a portal are kept. */
const LEARNINGS_KEPT = 10;

/** Begins a run. False: the portal is gone, or one is under way. */
export async function putLearning(
  db: Db,
  { portalId, learningId }: Key,
  { wishes, progress, by, now }: Pick<StoredLearning, 'wishes' | 'progress' | 'by'> & { readonly now: number },
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return false;
    const { rows } = await sql`
      insert into learning (portal_id, learning_id, state, wishes, progress, user_id, author, begun_at)
      values (${portalId}, ${learningId}, 'running', ${json(wishes)}, ${json(progress)}, ${by.userId}, ${by.name}, ${now})
      on conflict do nothing returning learning_id`.execute(trx);
    await sql`
      delete from learning where portal_id = ${portalId} and learning_id in (
        select learning_id from learning where portal_id = ${portalId}
        order by begun_at desc, learning_id offset ${LEARNINGS_KEPT})`.execute(trx);
    return rows.length === 1;
  });
}

/** The last run that was begun; null: there was none. */
export async function lastLearning(db: Db, portalId: number): Promise<StoredLearning | null> {
  const { rows } = await sql<StoredLearning>`
    select learning_id as "learningId", state, wishes, progress, report, draft_id as "draftId",
      jsonb_build_object('userId', user_id, 'name', author) as by, begun_at as "begunAt", ended_at as "endedAt"
    from learning where portal_id = ${portalId} order by begun_at desc, learning_id limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Stores the progress of a run. False: the run has ended. */
export async function noteLearning(db: Db, { portalId, learningId }: Key, progress: unknown): Promise<boolean> {
  const { rows } = await sql`
    update learning set progress = ${json(progress)}
    where portal_id = ${portalId} and learning_id = ${learningId} and state = 'running' returning learning_id`.execute(
    db,
  );
  return rows.length === 1;
}

/** Ends a run. False: it had ended before. */
export async function endLearning(
  db: Db,
  { portalId, learningId }: Key,
  end: {
    readonly state: Exclude<LearningState, 'running'>;
    readonly report: unknown;
    readonly draftId: string | null;
    readonly now: number;
  },
): Promise<boolean> {
  const { rows } = await sql`
    update learning set state = ${end.state}, report = nullif(${json(end.report)}, 'null'), draft_id = ${end.draftId},
      ended_at = ${end.now}
    where portal_id = ${portalId} and learning_id = ${learningId} and state = 'running' returning learning_id`.execute(
    db,
  );
  return rows.length === 1;
}
