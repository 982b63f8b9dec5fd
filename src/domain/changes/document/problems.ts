import { issuesOf, type Lacks, type Model, type ModelIssue, readModel } from '../../model/model.ts';
import { type Breach, breachesOfLimits, breachesOfShape } from '../../model/model-limits.ts';
import { titleOf } from './shapes.ts';

/* What is wrong with a model, in sentences for the person who fills in its fields. */

export type Problem = {
  /** names of fields, and places in lists; empty: the model as a whole */
  readonly path: readonly string[];
  readonly sentence: string;
};

/** At most so many problems are shown: nobody reads more. */
const MOST_SHOWN = 50;

/**
 * Why `parseModel` refuses a document, a sentence for each field; empty: it does not. What it was
 * made of (`before`) still knows the names of what has been taken out.
 */
export function problemsIn(document: unknown, before?: Model): readonly Problem[] {
  const shape = breachesOfShape(document);
  if (shape.length > 0) return shape.slice(0, MOST_SHOWN).map(ofBreach);
  const read = readModel(document);
  if (read.outcome === 'valid') return breachesOfLimits(read.model).map(ofBreach).slice(0, MOST_SHOWN);
  const names = namesIn(document, before);
  const found = issuesOf(document).flatMap((issue) => ofIssue(issue, names));
  // Where nothing was chosen, it needs no other sentence.
  const empty = new Set(found.filter(({ sentence }) => sentence === EMPTY).map(({ path }) => path.join('.')));
  return found.filter(({ path, sentence }) => sentence === EMPTY || !empty.has(path.join('.'))).slice(0, MOST_SHOWN);
}

/** The sentences alone, each once; `problems`: what to say instead if no field has a problem. */
export function whatIsWrong(document: unknown, problems: readonly string[], before?: Model): readonly string[] {
  const sentences = [...new Set(problemsIn(document, before).map(({ sentence }) => sentence))];
  return sentences.length === 0 ? problems : sentences;
}

const EMPTY = 'Fill this in.';

const ofBreach = ({ path, message }: Breach): Problem => ({ path: path.map(String), sentence: sentenceOf(message) });

function ofIssue({ path, issue }: ModelIssue, names: Names): readonly Problem[] {
  const at = path.map(String);
  const when = at.lastIndexOf('when');
  // The sentence cannot tell which line of a condition is wrong, so it speaks of all lines.
  if (when >= 0 && issue.code !== 'too_big')
    return [
      {
        path: at.slice(0, when + 1),
        sentence: 'Choose a property in every line of the condition, and enter what it is compared with.',
      },
    ];
  const lacks = issue.code === 'custom' ? (issue.params?.['lacks'] as Lacks | undefined) : undefined;
  if (lacks !== undefined) return [{ path: at, sentence: lacks.id === '' ? EMPTY : lackSaid(lacks, at, names) }];
  return [{ path: at, sentence: saidOf(issue) }];
}

/** What people call the parts of a model: of what is there, and of what was. */
type Names = { readonly of: (path: readonly string[]) => string; readonly called: (lacks: Lacks) => string };

function namesIn(document: unknown, before: Model | undefined): Names {
  const labelAt = (path: readonly string[]): unknown =>
    path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), document);
  return {
    of([list = '', at = '']) {
      const label = labelAt([list, at, 'label']);
      return typeof label === 'string' ? `“${label}”` : (titleOf(list) ?? list);
    },
    called({ what, id }) {
      const known = what === 'prospect' ? [] : [...listIn(document, `${what}s`), ...(before?.[`${what}s`] ?? [])];
      const label = known.find((one) => isRecord(one) && one['id'] === id);
      return `“${isRecord(label) && typeof label['label'] === 'string' ? label['label'] : id}”`;
    },
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const listIn = (document: unknown, name: string): readonly unknown[] =>
  isRecord(document) && Array.isArray(document[name]) ? (document[name] as readonly unknown[]) : [];

function lackSaid(lacks: Lacks, path: readonly string[], { of, called }: Names): string {
  switch (lacks.what) {
    case 'signal':
      return `The model has no signal ${called(lacks)}, and this needs it: ${of(path)}. Choose another one there.`;
    case 'group':
      return path[0] === 'explicit'
        ? `The model has no group ${called(lacks)} for who people are, and this needs it: ${of(path)}. Choose another one there.`
        : `The model has no group ${called(lacks)} for what people do, and this needs it: ${of(path)}. Choose another one there.`;
    case 'prospect':
      return `Ripen writes the lifecycle stage ${called(lacks)}, so it must be among the stages of prospects.`;
  }
}

function saidOf(issue: ModelIssue['issue']): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null || issue.input === '') return EMPTY;
      if (issue.expected === 'int') return 'Enter a whole number.';
      return issue.expected === 'number' ? 'Enter a number.' : NOT_FITTING;
    case 'invalid_format':
      return issue.input === '' ? EMPTY : sentenceOf(issue.message);
    case 'too_small':
      if (issue.origin === 'string') return EMPTY;
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
    case 'unrecognized_keys':
      return NOT_FITTING;
    default:
      return sentenceOf(issue.message);
  }
}

/** Only a program can send it: the page has no field that makes it. */
const NOT_FITTING = 'This does not fit here: enter it again.';

const sentenceOf = (message: string): string => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
