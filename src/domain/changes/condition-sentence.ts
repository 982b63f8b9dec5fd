import type { Condition } from '../model/model.ts';

/** How a field is called; a screen may know the labels of the account's own properties. */
export type NameOfField = (field: string) => string;

/** The name of a field where nobody knows the account's labels. */
export const plainName: NameOfField = (field) => {
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
      return `the ${words} as Ripen finds it`;
  }
};

/**
 * Fields by the labels that an account gives its properties. Of two properties with one label each
 * is called by its name as well.
 */
export function nameByLabel(properties: readonly { readonly name: string; readonly label: string }[]): NameOfField {
  const labels = new Map(properties.map(({ name, label }) => [name, label.trim()]));
  const count = new Map<string, number>();
  for (const label of labels.values()) count.set(label, (count.get(label) ?? 0) + 1);
  return (field) => {
    const label = labels.get(field);
    if (label === undefined || label === '') return plainName(field);
    return count.get(label) === 1 ? quoted(label) : `${quoted(label)} (${field})`;
  };
}

/**
 * A condition as people say it: `“jobtitle” contains “head”`. Two conditions that are written
 * differently read differently.
 */
export function conditionSentence(condition: Condition, nameOf: NameOfField = plainName): string {
  return said(condition, nameOf, false);
}

function said(condition: Condition, nameOf: NameOfField, inner: boolean): string {
  if ('all' in condition) return joined(condition.all, 'and', nameOf, inner);
  if ('any' in condition) return joined(condition.any, 'or', nameOf, inner);
  if ('not' in condition) return `it is not so that ${said(condition.not, nameOf, true)}`;
  return `${nameOf(condition.field)} ${tested(condition)}`;
}

function joined(parts: readonly Condition[], word: string, nameOf: NameOfField, inner: boolean): string {
  const texts = parts.map((part) => said(part, nameOf, true));
  if (parts.length === 1) return `(${word === 'and' ? 'all' : 'any'} of: ${texts[0]})`;
  return inner ? `(${texts.join(` ${word} `)})` : texts.join(` ${word} `);
}

type FieldCondition = Extract<Condition, { readonly field: string }>;

function tested(condition: FieldCondition): string {
  if ('equals' in condition) return `is ${quoted(condition.equals)}`;
  if ('oneOf' in condition) return `is one of ${some(condition.oneOf)}`;
  if ('contains' in condition) return `contains ${some(condition.contains)}`;
  if ('hasWord' in condition) return `has the word ${some(condition.hasWord)}`;
  if ('startsWith' in condition) return `starts with ${some(condition.startsWith)}`;
  if ('endsWith' in condition) return `ends with ${some(condition.endsWith)}`;
  if ('known' in condition) return condition.known ? 'is known' : 'is not known';
  if ('withinDays' in condition) return `lies within the last ${condition.withinDays} days`;
  const { atLeast, below } = condition;
  if (atLeast === undefined) return `is below ${below}`;
  return below === undefined ? `is at least ${atLeast}` : `is at least ${atLeast} and below ${below}`;
}

export const quoted = (text: string): string => `“${text}”`;
const some = (texts: readonly string[]): string => texts.map(quoted).join(' or ');
