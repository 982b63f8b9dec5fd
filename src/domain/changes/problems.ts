import { issuesOf, type ModelIssue, readModel } from '../model/model.ts';
import { type Breach, breachesOfLimits, breachesOfShape } from '../model/model-limits.ts';

/* What is wrong with a model, in sentences for the person who fills in its fields. */

export type Problem = {
  /** names of fields, and places in lists; empty: the model as a whole */
  readonly path: readonly string[];
  readonly sentence: string;
};

/** At most so many problems are shown: nobody reads more. */
const MOST_SHOWN = 50;

/** Why `parseModel` refuses a document, a sentence for each field; empty: it does not. */
export function problemsIn(document: unknown): readonly Problem[] {
  const shape = breachesOfShape(document);
  if (shape.length > 0) return shape.slice(0, MOST_SHOWN).map(ofBreach);
  const read = readModel(document);
  const found = read.outcome === 'valid' ? breachesOfLimits(read.model).map(ofBreach) : issuesOf(document).map(ofIssue);
  return found.slice(0, MOST_SHOWN);
}

/** The sentences alone, each once; `problems`: what to say instead if no field has a problem. */
export function whatIsWrong(document: unknown, problems: readonly string[]): readonly string[] {
  const sentences = [...new Set(problemsIn(document).map(({ sentence }) => sentence))];
  return sentences.length === 0 ? problems : sentences;
}

const ofBreach = ({ path, message }: Breach): Problem => ({ path: path.map(String), sentence: sentenceOf(message) });

function ofIssue({ path, issue }: ModelIssue): Problem {
  const at = path.map(String);
  const when = at.lastIndexOf('when');
  // The sentence cannot tell which line of a condition is wrong, so it speaks of all lines.
  if (when >= 0 && issue.code !== 'too_big')
    return {
      path: at.slice(0, when + 1),
      sentence: 'Choose a property in every line of the condition, and enter what it is compared with.',
    };
  return { path: at, sentence: saidOf(issue) };
}

function saidOf(issue: ModelIssue['issue']): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return 'Fill this in.';
      return issue.expected === 'int' ? 'Enter a whole number.' : `Enter a ${issue.expected}.`;
    case 'too_small':
      if (issue.origin === 'string') return 'Fill this in.';
      if (issue.origin === 'array') return 'Choose or add at least one.';
      return issue.inclusive ? `Enter at least ${issue.minimum}.` : `Enter more than ${issue.minimum}.`;
    case 'too_big':
      if (issue.origin === 'string') return `Enter at most ${issue.maximum} characters.`;
      if (issue.origin === 'array') return `There may be at most ${issue.maximum}.`;
      return `Enter at most ${issue.maximum}.`;
    case 'invalid_value':
      return `Choose one of ${issue.values.join(', ')}.`;
    case 'invalid_union':
      return 'Fill in every field that is needed here.';
    default:
      return sentenceOf(issue.message);
  }
}

const sentenceOf = (message: string): string => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
