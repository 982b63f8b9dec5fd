import { asAction } from '../../src/use-cases/actions/workflow-action.ts';
import { evaluationOutputs } from '../score_contact/handler.ts';
import { definition } from './definition.ts';
import { input } from './input.ts';

/**
 * Answers with the last evaluation, since an agent cannot wait for a new one. Ripen evaluates a
 * contact again whenever its result would change, so the last evaluation is up to date.
 */
export const scoreAndReasons = asAction({
  name: definition.name,
  input,
  needs: 'stored',
  contactOf: ({ contact_id }) => contact_id,
  otherwise: { success_message: 'Ripen has no score for this contact.' },
  handle: (_input, { contact }) => {
    const evaluation = contact?.evaluation;
    if (!evaluation)
      return { outcome: 'refused', code: 'NOT_EVALUATED', problem: 'Ripen has not evaluated a contact with this id' };
    const outputs = evaluationOutputs(evaluation);
    const { score, grade, qualification, reasons } = outputs;
    return {
      outcome: 'done',
      outputs: {
        ...outputs,
        success_message: `Score ${score} of 100, grade ${grade}, ${qualification}. ${reasons || 'No rule gave points.'}`,
      },
    };
  },
});
