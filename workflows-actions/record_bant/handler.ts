import { answersThatCount, bantDetails } from '../../src/domain/qualification/bant.ts';
import { BANT_QUESTIONS } from '../../src/domain/words.ts';
import { asAction } from '../../src/use-cases/actions/workflow-action.ts';
import { answersOf, bantProperty } from '../../src/use-cases/contacts/bant-answers.ts';
import { definition } from './definition.ts';
import { input } from './input.ts';

export const recordBant = asAction({
  name: definition.name,
  input,
  needs: 'stored',
  handle: ({ source, ...answers }, { model, contact, now }) => {
    for (const question of BANT_QUESTIONS) {
      if (answers[question] !== undefined && bantProperty(model, question) === null)
        return {
          outcome: 'refused',
          code: 'READ_ELSEWHERE',
          problem: `the scoring model reads ${question} from ${model.bant[question]}, which is no property of the contact: set it there`,
        };
    }
    const provenance = { source, at: now };
    const { inputs, decisions } = answersOf(model, answers, provenance, contact?.decisions ?? null);
    const known = answersThatCount(bantDetails(model, contact?.memory?.bant ?? {}, now));
    const values = { ...contact?.facts?.contact, ...contact?.inputs, ...inputs };
    const unknown = BANT_QUESTIONS.filter((question) => {
      const property = bantProperty(model, question);
      const answer = property === null ? known[question] : values[property];
      return answer === undefined || answer === 'unknown';
    });
    return {
      outcome: 'done',
      outputs: { answers_known: `${BANT_QUESTIONS.length - unknown.length}`, still_unknown: unknown.join(', ') },
      note: { inputs, decisions },
    };
  },
});
