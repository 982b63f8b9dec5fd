import type { z } from 'zod';
import { cleanJson } from '../text/text.ts';
import { inWordsOfToday } from './document/earlier-words.ts';
import { issueSentence } from './issue-sentence.ts';
import { type Model, modelDocument } from './model-document.ts';
import { breachesOfLimits, breachesOfShape } from './model-limits.ts';

export type { Condition } from './document/condition.ts';
export type { Model } from './model-document.ts';

/** The schema of a model document, with the agreement of its parts. */
export const modelSchema = modelDocument.superRefine((model, context) => {
  for (const { path, message, lacks } of incoherences(model))
    context.addIssue({ code: 'custom', path: [...path], message, params: { lacks } });
});

export type ExplicitRule = Model['explicit'][number];
export type ImplicitRule = Model['implicit'][number];
export type Group = Model['groups'][number];
export type Thresholds = Model['qualification']['mql']['enter'];
export type Behaviour = Model['behaviours'][number];

/** What a part of the model names and does not find. */
export type Lacks = { readonly what: 'signal' | 'group' | 'prospect'; readonly id: string };
type Incoherence = {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly lacks?: Lacks;
};

/**
 * Contradictions between the parts of a document: an id that comes twice; a signal, group or stage
 * that does not exist.
 */
const incoherences = (model: Model): Incoherence[] => [
  ...idsTwice(model),
  ...signalsMissing(model),
  ...groupsMissing(model),
  ...stagesTwice(model),
  ...levelsOutside(model),
];

function idsTwice(model: Model): Incoherence[] {
  const found: Incoherence[] = [];
  for (const lists of [['signals'], ['groups'], ['personas'], ['products'], ['explicit', 'implicit']] as const) {
    const ids = new Set<string>();
    for (const name of lists)
      for (const [index, { id }] of model[name].entries()) {
        if (ids.has(id))
          found.push({ path: [name, index, 'id'], message: `expected every id once, and ${id} came twice` });
        ids.add(id);
      }
  }
  return found;
}

function signalsMissing(model: Model): Incoherence[] {
  const signals = new Set(model.signals.map((s) => s.id));
  const used = (['behaviours', 'forms', 'pages', 'journey', 'implicit'] as const).flatMap((name) =>
    model[name].flatMap((item, index) => {
      if ('signals' in item) return item.signals.map((signal, i) => ({ path: [name, index, 'signals', i], signal }));
      return 'signal' in item ? [{ path: [name, index, 'signal'], signal: item.signal }] : [];
    }),
  );
  return used
    .filter(({ signal }) => !signals.has(signal))
    .map(({ path, signal }) => ({
      path,
      message: `expected a signal of this model, and it has no signal ${signal}`,
      lacks: { what: 'signal', id: signal },
    }));
}

function groupsMissing(model: Model): Incoherence[] {
  const found: Incoherence[] = [];
  const kindOf = new Map(model.groups.map((g) => [g.id, g.kind]));
  for (const kind of ['explicit', 'implicit'] as const)
    for (const [index, { group: id }] of model[kind].entries())
      if (kindOf.get(id) !== kind)
        found.push({
          path: [kind, index, 'group'],
          message: `expected an ${kind} group, and this model has no ${kind} group ${id}`,
          lacks: { what: 'group', id },
        });
  return found;
}

function stagesTwice({ lifecycle }: Model): Incoherence[] {
  const found: Incoherence[] = [];
  const relations = new Map<string, string>();
  for (const relation of ['prospect', 'opportunity', 'customer'] as const)
    for (const [index, stage] of lifecycle[relation].entries()) {
      const other = relations.get(stage);
      if (other !== undefined)
        found.push({
          path: ['lifecycle', relation, index],
          message: `expected every stage once, and ${stage} is in ${other} too`,
        });
      relations.set(stage, relation);
    }
  return found;
}

const levelsOutside = ({ lifecycle, qualification }: Model): Incoherence[] =>
  (['mql', 'sql'] as const)
    .filter((level) => !lifecycle.prospect.includes(qualification.stages[level]))
    .map((level) => ({
      path: ['qualification', 'stages', level],
      message: `expected a stage of lifecycle.prospect (Ripen leaves a contact in any other stage alone), and ${qualification.stages[level]} is not among them`,
      lacks: { what: 'prospect', id: qualification.stages[level] },
    }));

export type ModelOutcome =
  | { readonly outcome: 'valid'; readonly model: Model }
  | { readonly outcome: 'invalid'; readonly problems: readonly string[] };

/** At most so many problems of a document are shown: nobody reads more. */
const SHOWN = 50;

/**
 * Reads a model document that is to be published. Problems name the place and say what was
 * expected; the limits of `model-limits.ts` are among them.
 */
export function parseModel(document: unknown): ModelOutcome {
  const shape = breachesOfShape(document);
  if (shape.length > 0) return invalid(shape.map(sentenceOf));
  const read = readModel(document);
  if (read.outcome === 'invalid') return read;
  const breaches = breachesOfLimits(read.model);
  return breaches.length === 0 ? read : invalid(breaches.map(sentenceOf));
}

/**
 * Reads a model that was published. The model stays valid even if a limit was added later, this
 * runtime knows fewer time zones, or a field had another name then.
 */
export function readModel(document: unknown): ModelOutcome {
  const result = modelSchema.safeParse(inWordsOfToday(cleanJson(document)), { reportInput: true });
  if (result.success) return { outcome: 'valid', model: result.data };
  return invalid(result.error.issues.slice(0, SHOWN + 1).flatMap(problemsOf));
}

const sentenceOf = ({ path, message }: { readonly path: readonly PropertyKey[]; readonly message: string }): string =>
  `${path.join('.') || 'model'}: ${message}`;

function invalid(problems: readonly string[]): Extract<ModelOutcome, { outcome: 'invalid' }> {
  const more = problems.length > SHOWN ? ['… and more: mend these first'] : [];
  return { outcome: 'invalid', problems: [...problems.slice(0, SHOWN), ...more] };
}

/** One thing that is wrong, and where. */
export type ModelIssue = { readonly path: readonly PropertyKey[]; readonly issue: z.core.$ZodIssue };

/** Everything that the schema finds wrong with a document, each with its place. */
export function issuesOf(document: unknown): readonly ModelIssue[] {
  const result = modelSchema.safeParse(inWordsOfToday(cleanJson(document)), { reportInput: true });
  return result.success ? [] : result.error.issues.flatMap((issue) => meantIssues(issue, []));
}

/**
 * The problems behind an issue. If a value may have several shapes, only those of the shape that
 * the author meant; if no shape is clearly meant, the issue itself.
 */
function meantIssues(issue: z.core.$ZodIssue, parent: readonly PropertyKey[]): readonly ModelIssue[] {
  const path = [...parent, ...issue.path];
  const meant = issue.code === 'invalid_union' ? issue.errors.find((issues) => !issues.some(isOtherShape)) : undefined;
  return meant === undefined ? [{ path, issue }] : meant.flatMap((inner) => meantIssues(inner, path));
}

const problemsOf = (issue: z.core.$ZodIssue): string[] =>
  meantIssues(issue, []).map(({ path, issue: meant }) => sentenceOf({ path, message: issueSentence(meant, path) }));

/** Whether a key is missing or unknown: then the author meant another shape. */
const isOtherShape = (issue: z.core.$ZodIssue): boolean =>
  issue.path.length <= 1 &&
  (issue.code === 'unrecognized_keys' || (issue.code === 'invalid_type' && issue.input === undefined));
