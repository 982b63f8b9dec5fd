import type { Author } from '../models/versions.ts';
import type { SetUpState } from '../schema.ts';
import { type Db, holdPortal, inTransaction } from '../transaction.ts';

/** The state of a step of the set-up assistant, and who set it. */
export type StoredStep = {
  readonly step: string;
  readonly state: SetUpState;
  readonly by: Author;
  readonly at: number;
};

export async function setUpSteps(db: Db, portalId: number): Promise<readonly StoredStep[]> {
  const rows = await db
    .selectFrom('set_up')
    .select(['step', 'state', 'user_id', 'author', 'at'])
    .where('portal_id', '=', portalId)
    .orderBy('step')
    .execute();
  return rows.map(({ user_id, author, ...row }) => ({ ...row, by: { userId: user_id, name: author } }));
}

/** Stores the state of a step in place of an earlier one. False: the portal is gone. */
export async function putSetUpStep(db: Db, portalId: number, { step, state, by, at }: StoredStep): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return false;
    const row = { state, user_id: by.userId, author: by.name, at };
    await trx
      .insertInto('set_up')
      .values({ portal_id: portalId, step, ...row })
      .onConflict((conflict) => conflict.columns(['portal_id', 'step']).doUpdateSet(row))
      .execute();
    return true;
  });
}
