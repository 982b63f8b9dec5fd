import type { ActionContext, ActionResult } from '../src/use-cases/actions/workflow-action.ts';

/**
 * Refuses a customer or an opportunity, which Ripen never touches. A contact without an evaluation
 * passes: its first evaluation decides.
 */
export function unlessProspect({ contact }: ActionContext): ActionResult | null {
  if (!contact?.evaluation || contact.evaluation.relation === 'prospect') return null;
  return { outcome: 'refused', code: 'NOT_A_PROSPECT', problem: 'the contact is no prospect' };
}

export const invalid = (problem: string): ActionResult => ({ outcome: 'refused', code: 'INVALID_INPUT', problem });
