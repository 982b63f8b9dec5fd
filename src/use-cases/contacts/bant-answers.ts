import type { Decisions, Properties } from '../../domain/contact.ts';
import type { Model } from '../../domain/model/model.ts';
import { INPUT_PROPERTIES } from '../../domain/sync/ripen-properties.ts';
import { BANT_QUESTIONS, type BantAnswer, type BantQuestion, type BantSource } from '../../domain/words.ts';

/**
 * Ripen's own property behind a question; null: the model reads the answer from a property of the
 * account, which may not take our four words.
 */
export function bantProperty(model: Model, question: BantQuestion): string | null {
  const field = model.bant[question];
  return INPUT_PROPERTIES.some(({ name }) => name === field) ? field : null;
}

/**
 * The note of some answers: the values for HubSpot, and who told them when. It leaves out questions
 * whose property is not Ripen's own.
 */
export function answersOf(
  model: Model,
  answers: { readonly [Question in BantQuestion]?: BantAnswer | undefined },
  told: { readonly source: BantSource; readonly at: number },
  before: Decisions | null,
): { readonly inputs: Properties; readonly decisions: Pick<Decisions, 'bant'> } {
  const given = BANT_QUESTIONS.flatMap((question) => {
    const [property, answer] = [bantProperty(model, question), answers[question]];
    return property === null || answer === undefined ? [] : [{ question, property, answer }];
  });
  if (given.length === 0) return { inputs: {}, decisions: {} };
  const bant = { ...before?.bant, ...Object.fromEntries(given.map(({ question }) => [question, told])) };
  return {
    inputs: Object.fromEntries(given.map(({ property, answer }) => [property, answer])),
    decisions: { bant },
  };
}
