import { z } from 'zod';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { type Model, parseModel } from '../model/model.ts';
import { isCondition, isObject, type Json, type JsonObject, LISTS } from './document/document-parts.ts';
import { mergeModels } from './document/merge.ts';
import b2bSoftware from './starting/b2b-software.json' with { type: 'json' };
import eCommerce from './starting/e-commerce.json' with { type: 'json' };
import education from './starting/education.json' with { type: 'json' };
import manufacturing from './starting/manufacturing.json' with { type: 'json' };
import services from './starting/services.json' with { type: 'json' };

/*
 * Starting models for new accounts, by what a company sells. Each is a JSON file: how the model
 * differs from the default model, and why.
 */

const startingModel = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** which companies the model suits */
  suits: z.string(),
  /** the reasons for the differences, a sentence for each part */
  reasons: z.array(z.string()).min(1),
  /**
   * a JSON merge patch (RFC 7396): null takes a field out. Lists whose items have an id are objects
   * by id; `forms` and `pages` are objects by signal
   */
  changes: z.record(z.string(), z.json()),
});
export type StartingModel = Omit<z.infer<typeof startingModel>, 'changes'> & { readonly model: Model };

/** The default model, which every new account has. */
const GENERAL: StartingModel = {
  id: 'general',
  name: DEFAULT_MODEL.name,
  suits: 'Companies that sell to companies, whatever they sell.',
  reasons: [
    'Who they are and what they do count the same, and 60 points in all make an SQL.',
    'A contact request, a booked meeting and a free trial qualify as SQL at once; a download, a webinar and a newsletter as MQL.',
    'Visits halve in 30 days, content in 60, and a silent SQL is dormant after 91 days.',
  ],
  model: DEFAULT_MODEL,
};

let made: readonly StartingModel[] | undefined;

/** All starting models, the default one first. */
export function startingModels(): readonly StartingModel[] {
  made ??= [GENERAL, ...[b2bSoftware, services, eCommerce, education, manufacturing].map(readStarting)];
  return made;
}

/**
 * Finds a starting model by id or name; case and punctuation do not matter. null: there is none.
 */
export function findStartingModel(text: string): StartingModel | null {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return startingModels().find(({ id, name }) => [id, name].some((own) => plain(own) === plain(text))) ?? null;
}

/**
 * Puts a starting model in place of an account's model: what the account has set itself stays.
 * `kept`: paths that both set, where the account's value stays.
 */
export function startWith(
  inForce: Model,
  { model }: StartingModel,
): { readonly document: unknown; readonly kept: readonly (readonly string[])[] } {
  // What came with an earlier starting model is no setting of the account's own.
  const before = startingModels().find(({ name }) => name === inForce.name)?.model ?? DEFAULT_MODEL;
  const { model: document, conflicts } = mergeModels(before, model, inForce);
  return { document, kept: conflicts.map(({ path }) => path) };
}

function readStarting(file: unknown): StartingModel {
  const { changes, ...about } = startingModel.parse(file);
  const base: Json = { ...(DEFAULT_MODEL as unknown as JsonObject), name: about.name };
  const read = parseModel(patched(base, changes, ''));
  if (read.outcome === 'invalid') throw new Error(`The starting model ${about.id}: ${read.problems.join('; ')}`);
  return { ...about, model: read.model };
}

/** Lists that a patch has as objects by signal. */
const BY_SIGNAL = ['forms', 'pages'];
const keyOf = (pattern: string): string | null =>
  BY_SIGNAL.includes(pattern) ? 'signal' : (LISTS[pattern]?.key ?? null);

function patched(base: Json | undefined, patch: Json, pattern: string): Json {
  if (!isObject(patch)) return patch;
  const key = keyOf(pattern);
  if (key !== null && Array.isArray(base)) return patchedList(base as readonly Json[], patch, { key, pattern });
  const result: Record<string, Json | undefined> = { ...(isObject(base) ? base : {}) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else if (isCondition(name, value)) result[name] = value;
    else result[name] = patched(result[name], value!, pattern === '' ? name : `${pattern}.${name}`);
  }
  return result;
}

function patchedList(
  base: readonly Json[],
  patch: JsonObject,
  { key, pattern }: { readonly key: string; readonly pattern: string },
): Json {
  const items = new Map(base.flatMap((item) => (isObject(item) ? [[`${item[key]}`, item as Json] as const] : [])));
  const added: Json[] = [];
  for (const [name, value] of Object.entries(patch)) {
    const old = items.get(name);
    if (value === null) items.delete(name);
    else if (old !== undefined) items.set(name, patched(old, value!, `${pattern}.*`));
    else added.push(patched({ [key]: name }, value!, `${pattern}.*`));
  }
  // Of forms and pages the first line that fits wins, so special lines go before general ones.
  return BY_SIGNAL.includes(pattern) ? [...added, ...items.values()] : [...items.values(), ...added];
}
