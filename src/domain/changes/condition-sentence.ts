import type { Condition } from '../model/model.ts';
import type { Growing } from '../rules/explicit.ts';
import { OUTPUT_PROPERTIES } from '../sync/ripen-properties.ts';
import { segmentLabel } from '../sync/segment-lists.ts';

/** What people call a fact that Ripen finds, where its name is not that already. */
const SPOKEN: Readonly<Record<string, string>> = {
  bant_budget: 'answer on budget',
  bant_authority: 'answer on authority',
  bant_need: 'answer on need',
  bant_timeline: 'answer on timeline',
  form_burst: 'rush on one form',
  hand_back: 'reason of the hand-back',
  mail_domain: 'domain of the e-mail address',
  mail_kind: 'kind of e-mail address',
};

/** The name of a field in a sentence, without the labels of the account. */
export const plainName = (field: string): string => {
  const [prefix, name] = field.split('.');
  if (name === undefined) return `“${field}”`;
  const words = name.replaceAll('_', ' ');
  switch (prefix) {
    case 'company':
      return `“${name}” of the company`;
    case 'deals':
      return name.startsWith('last_') ? `the date of “${words}” of the deals` : `the number of ${words} deals`;
    case 'score':
      return `the ${words} that Ripen has just found`;
    default:
      return `the ${Object.hasOwn(SPOKEN, name) ? SPOKEN[name] : words} as Ripen finds it`;
  }
};

/** The account's own labels for the fields and values that a model names. */
export type AccountWords = {
  readonly ofField: (field: string) => string;
  /** the label of a value, such as of an option, or the name of an owner */
  readonly ofValue: (field: string, value: string) => string;
};

/** The words without an account. */
export const PLAIN_WORDS: AccountWords = { ofField: plainName, ofValue: (_field, value) => value };

type Labelled = { readonly value: string; readonly label: string };
type KnownProperty = {
  /** a property of companies has `company.` before its name */
  readonly name: string;
  readonly label: string;
  readonly options: readonly Labelled[];
};

/**
 * The words of an account: the labels of its properties and options, the names of its owners. If
 * two have the same label, the internal name follows in brackets.
 */
export function wordsOfAccount(
  properties: readonly KnownProperty[],
  owners: readonly { readonly id: string; readonly name: string }[],
): AccountWords {
  const fields = saidOf(
    properties.flatMap(({ name, label }) => (label.trim() === '' ? [] : [{ value: name, label: label.trim() }])),
    ({ value, label }) => `${value.startsWith(COMPANY)} ${label}`,
  );
  const values = new Map(properties.map(({ name, options }) => [name, saidOf(options)]));
  values.set('hubspot_owner_id', saidOf(owners.map(({ id, name }) => ({ value: id, label: name }))));
  return {
    ofField: (field) => {
      const said = fields.get(field);
      if (said === undefined) return plainName(field);
      const name = said.isAlone ? quoted(said.label) : `${quoted(said.label)} (${field})`;
      return field.startsWith(COMPANY) ? `${name} of the company` : name;
    },
    ofValue: (field, value) => {
      if (field === 'lead.country') return segmentLabel('country', value);
      const derived = DERIVED.get(field)?.find((option) => option.value === value);
      if (derived !== undefined) return derived.label;
      const said = values.get(field);
      const known = said?.get(value);
      if (known !== undefined) return known.isAlone ? known.label : `${known.label} (${value})`;
      // The value is no option but reads like the label of one: the brackets tell them apart.
      return said?.labels.has(value) ? `${value} (${value})` : value;
    },
  };
}

const COMPANY = 'company.';
/** Fields that Ripen derives and whose values have labels of their own. */
const DERIVED: ReadonlyMap<string, readonly Labelled[]> = new Map(
  OUTPUT_PROPERTIES.flatMap(({ name, options }) =>
    options === undefined ? [] : [[name.replace(/^ripen_/, 'lead.'), options] as const],
  ),
);

type Said = { readonly label: string; readonly isAlone: boolean };

/** Labels by value; `isAlone`: no other value has this label. */
function saidOf(list: readonly Labelled[], keyOf: (item: Labelled) => string = ({ label }) => label) {
  const times = new Map<string, number>();
  for (const item of list) times.set(keyOf(item), (times.get(keyOf(item)) ?? 0) + 1);
  const said = new Map<string, Said>(
    list.map((item) => [item.value, { label: item.label, isAlone: times.get(keyOf(item)) === 1 }]),
  );
  return { get: (value: string) => said.get(value), labels: new Set(list.map(({ label }) => label)) };
}

/**
 * A condition in words: `“jobtitle” contains “head”`. Different conditions give different
 * sentences.
 */
export function conditionSentence(condition: Condition, words: AccountWords = PLAIN_WORDS): string {
  return said(condition, words, false);
}

/** With what the points of a rule grow, in words: `“size” grows from 10 to 500`. */
export const growingSentence = ({ field, from, to }: Growing, words: AccountWords = PLAIN_WORDS): string =>
  `${words.ofField(field)} ${from < to ? 'grows' : 'falls'} from ${from} to ${to}`;

function said(condition: Condition, words: AccountWords, inner: boolean): string {
  if ('all' in condition) return joined(condition.all, 'and', words, inner);
  if ('any' in condition) return joined(condition.any, 'or', words, inner);
  if ('not' in condition) return `it is not so that ${said(condition.not, words, true)}`;
  return `${words.ofField(condition.field)} ${tested(condition, (value) => words.ofValue(condition.field, value))}`;
}

function joined(parts: readonly Condition[], word: string, words: AccountWords, inner: boolean): string {
  const texts = parts.map((part) => said(part, words, true));
  if (parts.length === 1) return `(${word === 'and' ? 'all' : 'any'} of: ${texts[0]})`;
  return inner ? `(${texts.join(` ${word} `)})` : texts.join(` ${word} `);
}

type FieldCondition = Extract<Condition, { readonly field: string }>;

function tested(condition: FieldCondition, labelOf: (value: string) => string): string {
  if ('equals' in condition) return `is ${quoted(labelOf(condition.equals))}`;
  if ('oneOf' in condition) return `is one of ${some(condition.oneOf.map(labelOf))}`;
  if ('contains' in condition) return `contains ${some(condition.contains)}`;
  if ('hasWord' in condition) return `has the word ${some(condition.hasWord)}`;
  if ('startsWith' in condition) return `starts with ${some(condition.startsWith)}`;
  if ('endsWith' in condition) return `ends with ${some(condition.endsWith)}`;
  if ('known' in condition) return condition.known ? 'is known' : 'is not known';
  if ('withinDays' in condition) return `lies within the last ${condition.withinDays} days`;
  if ('withinNextDays' in condition) return `lies within the next ${condition.withinNextDays} days`;
  const { atLeast, below } = condition;
  if (atLeast === undefined) return `is below ${below}`;
  return below === undefined ? `is at least ${atLeast}` : `is at least ${atLeast} and below ${below}`;
}

export const quoted = (text: string): string => `“${text}”`;
const some = (texts: readonly string[]): string => texts.map(quoted).join(' or ');
