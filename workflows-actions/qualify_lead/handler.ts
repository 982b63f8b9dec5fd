import { type ActionContext, asAction } from '../../src/use-cases/actions/workflow-action.ts';
import { handBackNote } from '../../src/use-cases/contacts/hand-back.ts';
import { unlessProspect } from '../prospect.ts';
import { definition } from './definition.ts';
import { input } from './input.ts';

export const qualifyLead = asAction({
  name: definition.name,
  input,
  needs: 'stored',
  handle: ({ decision, kind, reason }, context) => {
    const refused = unlessProspect(context);
    if (refused !== null) return refused;
    const { now, model, contact } = context;
    if (decision !== 'hand_back') {
      const decisions = { qualification: { qualification: decision, at: now }, qualificationReason: reason ?? null };
      return { outcome: 'done', outputs: {}, note: { decisions } };
    }
    if (!isSql(context)) return { outcome: 'refused', code: 'NOT_SQL', problem: 'the contact is not SQL' };
    const qualifiedSince = contact?.memory?.qualifiedSince ?? now;
    const decisions = contact?.decisions ?? null;
    const note = handBackNote(model, { kind, reason, source: 'workflow', qualifiedSince, decisions, now });
    return { outcome: 'done', outputs: {}, note };
  },
});

/** SQL by the last evaluation, or decided since. */
function isSql({ contact }: ActionContext): boolean {
  const decided = contact?.decisions.qualification;
  if (decided !== undefined && decided.at >= (contact?.memory?.asOf ?? -Infinity))
    return decided.qualification === 'sql';
  return contact?.memory?.qualification === 'sql';
}
