import type { Change } from '../../../domain/changes/what-if/moves.ts';
import { moveOf } from '../../../domain/changes/what-if/moves.ts';
import type { Evaluation } from '../../../domain/evaluation/evaluate.ts';
import { readBase } from '../../../store/models/base.ts';
import type { ModelContext } from '../model-context.ts';
import { comparePage } from './compare-page.ts';
import type { NotPrepared } from './prepare-comparison.ts';
import { prepareComparison, type Wanted } from './prepare-comparison.ts';

/** A contact judged in full by the version in force and by a draft. */
type ExplainedContact = {
  readonly outcome: 'explained';
  readonly contactId: number;
  readonly current: Evaluation;
  readonly draft: Evaluation;
  /** null: nothing changes that people act on */
  readonly change: Change | null;
  /** when either changes by itself, if nothing happens; null: never */
  readonly changesAt: { readonly current: number | null; readonly draft: number | null };
};

export type ExplainOutcome =
  | ExplainedContact
  /** the contact is unknown, was never read, or cannot be judged */
  | { readonly outcome: 'no_contact' }
  | NotPrepared;

/** Judges one contact by a draft and by the version in force. */
export async function explainContact(
  context: ModelContext,
  portalId: number,
  { contactId, wanted }: { readonly contactId: number; readonly wanted: Wanted },
): Promise<ExplainOutcome> {
  const prepared = await prepareComparison(context, portalId, wanted);
  if (prepared.outcome !== 'ready') return prepared;
  const contacts = await readBase(context.db, portalId, { contactIds: [contactId] });
  const now = context.clock.now();
  for await (const { one } of comparePage(context, portalId, prepared, contacts, { now, inFull: true })) {
    if (one === null || one.current === null || one.draft === null) continue;
    const [current, draft] = [one.current.evaluation, one.draft.evaluation];
    const move = moveOf(one.before, one.after);
    return {
      outcome: 'explained',
      contactId,
      current,
      draft,
      change: move.is === 'move' ? move.change : null,
      changesAt: { current: current.nextChangeAt, draft: draft.nextChangeAt },
    };
  }
  return { outcome: 'no_contact' };
}
