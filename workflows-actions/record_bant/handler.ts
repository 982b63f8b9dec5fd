import { BANT_QUESTIONS } from '../../src/domain/words.ts';
import { bantProperty } from '../../src/use-cases/score-card.ts';
import { asAction } from '../../src/use-cases/workflow-action.ts';
import { definition } from './definition.ts';
import { input } from './input.ts';

export const recordBant = asAction({
  name: definition.name,
  input,
  needs: 'stored',
  handle: (answers, { model, contact }) => {
    const inputs: Record<string, string> = {};
    for (const question of BANT_QUESTIONS) {
      const answer = answers[question];
      if (answer === undefined) continue;
      const property = bantProperty(model, question);
      if (property === null)
        return {
          outcome: 'refused',
          code: 'READ_ELSEWHERE',
          problem: `the scoring model reads ${question} from ${model.bant[question]}, which is no property of the contact: set it there`,
        };
      inputs[property] = answer;
    }
    const now = { ...contact?.facts?.contact, ...contact?.inputs, ...inputs };
    const unknown = BANT_QUESTIONS.filter((question) => {
      const property = bantProperty(model, question);
      const answer = property === null ? contact?.evaluation?.bant[question] : now[property];
      return answer === undefined || answer === 'unknown';
    });
    return {
      outcome: 'done',
      outputs: { answers_known: `${BANT_QUESTIONS.length - unknown.length}`, still_unknown: unknown.join(', ') },
      note: { inputs },
    };
  },
});
