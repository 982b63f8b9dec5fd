import type { ActionContext, ActionResult } from '../src/use-cases/actions/workflow-action.ts';

/**
 * Customers and opportunities are recognised and never touched. Of a contact that was never
 * evaluated, the evaluation will see to that.
 */
export function unlessProspect({ contact }: ActionContext): ActionResult | null {
  if (!contact?.evaluation || contact.evaluation.relation === 'prospect') return null;
  return { outcome: 'refused', code: 'NOT_A_PROSPECT', problem: 'the contact is no prospect' };
}

export const invalid = (problem: string): ActionResult => ({ outcome: 'refused', code: 'INVALID_INPUT', problem });
