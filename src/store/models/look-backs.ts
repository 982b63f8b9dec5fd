import { sql } from 'kysely';
import type { LookBackState } from '../schema.ts';
import { type Db, holdPortal, inTransaction, json } from '../transaction.ts';

export type StoredLookBack = {
  /** the id of this run: another look back of the same plan has another */
  readonly runId: string;
  readonly state: LookBackState;
  readonly since: number;
  readonly progress: { readonly done: number; readonly of: number };
  /** null: there is none yet */
  readonly result: unknown;
  readonly author: string;
  readonly heardAt: number;
};

type Key = { readonly portalId: number; readonly planId: string };

/** Begins a look back in place of an earlier one of the plan. False: there is no such plan. */
export async function putLookBack(
  db: Db,
  { portalId, planId }: Key,
  lookBack: Omit<StoredLookBack, 'result'>,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return false;
    const { rows } = await sql`
      insert into look_back as l (portal_id, plan_id, run_id, state, since, progress, author, heard_at)
      select portal_id, plan_id, ${lookBack.runId}, ${lookBack.state}, ${lookBack.since}, ${json(lookBack.progress)},
        ${lookBack.author}, ${lookBack.heardAt}
      from model_plan where portal_id = ${portalId} and plan_id = ${planId}
      on conflict (portal_id, plan_id) do update set run_id = excluded.run_id, state = excluded.state,
        since = excluded.since, progress = excluded.progress, result = null, author = excluded.author,
        heard_at = excluded.heard_at
      returning l.plan_id`.execute(trx);
    return rows.length === 1;
  });
}

/** The last look back of a plan; null: there was none. */
export async function findLookBack(db: Db, { portalId, planId }: Key): Promise<StoredLookBack | null> {
  const { rows } = await sql<StoredLookBack>`
    select run_id as "runId", state, since, progress, result, author, heard_at as "heardAt"
    from look_back where portal_id = ${portalId} and plan_id = ${planId}`.execute(db);
  return rows[0] ?? null;
}

/** Stores the progress or result of a look back. False: it is not in the state `from` any more. */
export async function moveLookBack(
  db: Db,
  { portalId, planId, runId }: Key & { readonly runId: string },
  {
    from,
    to,
    progress,
    result,
    now,
  }: {
    readonly from: LookBackState;
    readonly to: LookBackState;
    readonly progress: StoredLookBack['progress'];
    readonly result?: unknown;
    readonly now: number;
  },
): Promise<boolean> {
  const { rows } = await sql`
    update look_back set state = ${to}, progress = ${json(progress)}, heard_at = ${now},
      result = nullif(${json(result ?? null)}, 'null')
    where portal_id = ${portalId} and plan_id = ${planId} and run_id = ${runId} and state = ${from}
    returning plan_id`.execute(db);
  return rows.length === 1;
}
