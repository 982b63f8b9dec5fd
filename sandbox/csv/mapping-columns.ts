import type { Mapping, ValueRule } from './mapping.ts';

/** The columns that a part of a mapping names, each once. */
export const columnsNamedBy = (part: unknown): readonly string[] => [...new Set(namedBy(part))];

/** The columns that a whole mapping names. */
export function columnsOfMapping({ key, contact, counters, company, deals, label }: Mapping): readonly string[] {
  const counted = counters.map(({ count, last }) => [valueColumns(count), columnsNamedBy(last.date)]);
  const ofDeals = deals.map(({ when, properties }) => [columnsNamedBy(when), recordColumns(properties)]);
  const all = [
    valueColumns(key),
    recordColumns(contact),
    counted,
    recordColumns(company),
    ofDeals,
    valueColumns(label),
  ];
  return [...new Set(all.flat(3))];
}

/** A mapping that does not read a column: a score must not know the outcome that it foretells. */
export function withoutColumn(mapping: Mapping, column: string): Mapping {
  const without = (rules: Readonly<Record<string, ValueRule>>) =>
    Object.fromEntries(Object.entries(rules).filter(([, rule]) => !valueColumns(rule).includes(column)));
  const names = (part: unknown) => columnsNamedBy(part).includes(column);
  return {
    ...mapping,
    contact: without(mapping.contact),
    ...(mapping.company && { company: without(mapping.company) }),
    counters: mapping.counters.filter(({ count, last }) => !valueColumns(count).includes(column) && !names(last.date)),
    deals: mapping.deals.filter(({ when, properties }) => !names(when) && !recordColumns(properties).includes(column)),
  };
}

const recordColumns = (rules: Readonly<Record<string, ValueRule>> = {}): string[] =>
  Object.values(rules).flatMap((rule) => valueColumns(rule));

const valueColumns = (rule: ValueRule | undefined): readonly string[] =>
  typeof rule === 'string' ? [rule] : columnsNamedBy(rule);

/** Keys of a rule whose values are names of columns. */
const OF_COLUMNS = new Set([
  'column',
  'orIn',
  'sum',
  'firstOf',
  'amount',
  'choices',
  'month',
  'weekday',
  'daysAgo',
  'days',
]);

function namedBy(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]): string[] => {
    if (key === 'template')
      return [...String(value).matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!).filter((n) => n !== 'row');
    if (key === 'map' || key === 'pick' || key === 'constant' || key === 'is' || key === 'isNot') return [];
    if (typeof value === 'string') return OF_COLUMNS.has(key) ? [value] : [];
    if (Array.isArray(value))
      return OF_COLUMNS.has(key)
        ? value.flatMap((one) => (typeof one === 'string' ? [one] : namedBy(one)))
        : value.flatMap(namedBy);
    return namedBy(value);
  });
}
