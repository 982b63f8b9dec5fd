import type { ExplainedSide, ModelBody, ModelDone } from '../../../../cards/pages/contracts/model-contract.ts';
import type { Evaluation } from '../../../domain/evaluation/evaluate.ts';
import { findDraft } from '../../../store/models/drafts.ts';
import { findPlan } from '../../../store/models/plans.ts';
import type { ModelContext } from '../model-context.ts';
import { explainContact } from './explain-contact.ts';
import type { Wanted } from './prepare-comparison.ts';

/** Explains a contact by both models, line by line; null: it cannot be judged. */
export async function explainOnPage(
  context: ModelContext,
  portalId: number,
  { contactId, ...of }: ModelBody<'explain'>,
): Promise<ModelDone | null> {
  const wanted = await wantedOf(context, portalId, of);
  if (wanted === null) return null;
  const found = await explainContact(context, portalId, { contactId, wanted });
  if (found.outcome !== 'explained') return null;
  const { current, draft, changesAt } = found;
  const lines = new Map<string, { label: string; before: number | null; after: number | null }>();
  for (const [evaluation, side] of [
    [current, 'before'],
    [draft, 'after'],
  ] as const)
    for (const kind of ['explicit', 'implicit'] as const)
      for (const { id, label, kind: is, milli } of evaluation.scores[kind].contributions) {
        const key = `${kind} ${is} ${id}`;
        lines.set(key, { ...(lines.get(key) ?? { before: null, after: null }), label, [side]: milli / 1000 });
      }
  const shown = ({ scores, grade, track, leftOut, doNotContact }: Evaluation): ExplainedSide => ({
    score: scores.combined.points,
    grade,
    track,
    ...(leftOut && { leftOut }),
    doNotContact: [...doNotContact],
  });
  return {
    outcome: 'explained',
    before: shown(current),
    after: shown(draft),
    lines: [...lines.values()],
    changesAt: { before: changesAt.current, after: changesAt.draft },
  };
}

async function wantedOf(
  { db }: ModelContext,
  portalId: number,
  of: { readonly planId: string } | { readonly draftId: string },
): Promise<Wanted | null> {
  if ('draftId' in of) {
    const draft = await findDraft(db, { portalId, draftId: of.draftId });
    return draft && { document: draft.last.document };
  }
  const plan = await findPlan(db, portalId, of.planId);
  if (plan === null) return null;
  const { backTo, document, ramp } = plan;
  if (backTo !== null) return { backTo };
  return ramp === null ? { document } : { document, ramp: { share: ramp.share, owners: ramp.owners } };
}
