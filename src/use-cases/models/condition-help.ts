import type { ModelBody, ModelDone } from '../../../cards/pages/contracts/model-contract.ts';
import { conditionSentence } from '../../domain/changes/condition-sentence.ts';
import { problemsIn } from '../../domain/changes/document/problems.ts';
import type { KnownFacts } from '../../domain/contact.ts';
import { knownFacts } from '../../domain/lead/known-facts.ts';
import { NO_PEERS } from '../../domain/lead/validity/validity-peers.ts';
import { type Condition, type Model, parseModel, readModel } from '../../domain/model/model.ts';
import { numberFieldsOf } from '../../domain/model/number-fields.ts';
import { formCounters, propertiesRead } from '../../domain/model/reads.ts';
import { compileCondition, fieldReader } from '../../domain/rules/condition.ts';
import { unusedForms } from '../../domain/set-up/forms.ts';
import { readBase, someOfBase } from '../../store/models/base.ts';
import { findForms, findProperties } from '../../store/portals/account-properties.ts';
import { findModel } from '../../store/portals/models.ts';
import type { Portal } from '../../store/portals/portals.ts';
import { latestFacts } from '../contacts/contact-in-hand.ts';
import { type ModelDeskContext, refused } from './model-desk.ts';
import { wordsFor } from './words-for.ts';

/** A count looks at so many contacts; of a larger base it is an estimate. */
const COUNTED = 2_000;

/** For how many contacts a condition holds, and the sentence that says it. */
export async function countOf(
  { db, clock, referenceData }: ModelDeskContext,
  { portalId, modelVersion }: Portal,
  { when }: ModelBody<'count'>,
): Promise<ModelDone> {
  const read = readModel(await findModel(db, portalId, modelVersion!));
  if (read.outcome === 'invalid') return refused(...read.problems);
  const condition = conditionIn(read.model, when);
  if (typeof condition === 'string') return refused(condition);
  const test = compileCondition(condition, numberFieldsOf(read.model));
  const now = clock.now();
  const { facts, of } = await someFacts({ db, referenceData }, portalId);
  const holds = facts.filter((contact) => test.holds(contact, now)).length;
  return {
    outcome: 'counted',
    contacts: facts.length < of ? Math.round((holds * of) / Math.max(1, facts.length)) : holds,
    of,
    sentence: conditionSentence(condition, await wordsFor(db, portalId)),
    isEstimate: facts.length < of,
  };
}

/** The facts of a random sample of the contacts, and about how many contacts there are (`of`). */
async function someFacts(
  { db, referenceData }: Pick<ModelDeskContext, 'db' | 'referenceData'>,
  portalId: number,
): Promise<{ readonly facts: readonly KnownFacts[]; readonly of: number }> {
  const { contactIds, of } = await someOfBase(db, portalId, COUNTED);
  const base = await readBase(db, portalId, { contactIds });
  const facts = base.map((contact) => {
    const { memory, decisions, peers } = contact;
    const latest = latestFacts({ ...contact, activities: null })!;
    return knownFacts(latest, referenceData, { memory, decisions, peers: peers ?? NO_PEERS });
  });
  return { facts, of };
}

/** The most frequent values of a property that are shown; rarer ones do not help. */
const VALUES_TOLD = 30;

/** The options of a property, and the values that contacts have, with how many have each. */
export async function valuesSeen(
  { db, clock, referenceData }: ModelDeskContext,
  { portalId, modelVersion }: Portal,
  { field }: ModelBody<'values'>,
): Promise<ModelDone> {
  const read = readModel(await findModel(db, portalId, modelVersion!));
  if (read.outcome === 'invalid') return refused(...read.problems);
  const definition = (await findProperties(db, portalId)).find(({ name }) => name === field);
  const labels = new Map(definition?.options.map(({ value, label }) => [value, label]));
  const { contact, company } = propertiesRead(read.model);
  const [prefix, name] = field.split('.');
  const isRead = name === undefined ? contact.includes(field) : prefix !== 'company' || company.includes(name);
  const { facts, of } = await someFacts({ db, referenceData }, portalId);
  const valueIn = fieldReader(field);
  const seen = new Map<string, number>();
  for (const contact of facts)
    for (const value of choicesIn(valueIn(contact, clock.now()), definition?.type))
      seen.set(value, (seen.get(value) ?? 0) + 1);
  const words = await wordsFor(db, portalId);
  const most = [...seen].sort(([, a], [, b]) => b - a).slice(0, VALUES_TOLD);
  const scale = facts.length < of ? of / Math.max(1, facts.length) : 1;
  return {
    outcome: 'values',
    type: definition?.type ?? null,
    options: [...labels].map(([value, label]) => ({ value, label })),
    seen: most.map(([value, contacts]) => ({
      value,
      label: labels.get(value) ?? words.ofValue(field, value),
      contacts: Math.round(contacts * scale),
    })),
    isRead,
  };
}

/** So many forms and so many pages are named: more than people choose from. */
const NAMES_TOLD = 1_000;

/** Forms and pages that contacts of the account used, and forms that nobody used yet. */
export async function namesSeen(
  { db, names }: ModelDeskContext,
  { portalId, modelVersion }: Portal,
): Promise<ModelDone> {
  const read = readModel(await findModel(db, portalId, modelVersion!));
  if (read.outcome === 'invalid') return refused(...read.problems);
  const { figures, isDone } = names(portalId, formCounters(read.model));
  const known = await findForms(db, portalId);
  const used = figures.forms.map(({ name }) => name);
  // While they are counted, nobody can say which of them nobody used.
  const unused = isDone ? unusedForms(known ?? [], used).map((name) => ({ name, contacts: 0 })) : [];
  return {
    outcome: 'names',
    forms: [...figures.forms, ...unused].slice(0, NAMES_TOLD),
    formsAreRead: known !== null,
    pages: figures.pages.slice(0, NAMES_TOLD),
    isDone,
  };
}

/** Characters. A longer text belongs to one person: nobody chooses it as a value. */
const LONGEST_VALUE = 80;

/** The values to choose from that a contact has; of several chosen options, each. */
const choicesIn = (value: string | undefined, type: string | undefined): readonly string[] =>
  value === undefined || value.length > LONGEST_VALUE ? [] : type === 'enumeration' ? value.split(';') : [value];

/** The condition, if this model can hold it; otherwise a text that says why not. */
function conditionIn(model: Model, when: unknown): Condition | string {
  const group = model.groups.find(({ kind }) => kind === 'explicit');
  if (group === undefined) return 'The model has no explicit group, for who people are: add one to the draft first.';
  const rule = { id: 'a_rule_that_is_tried', label: 'Tried', group: group.id, points: 1, when };
  const document = { ...model, explicit: [rule] };
  const parsed = parseModel(document);
  if (parsed.outcome === 'invalid') return problemsIn(document)[0]?.sentence ?? parsed.problems[0]!;
  const [tried] = parsed.model.explicit;
  return tried !== undefined && 'when' in tried
    ? tried.when
    : 'Expected a condition, and none came: choose a property and what it is to hold.';
}
