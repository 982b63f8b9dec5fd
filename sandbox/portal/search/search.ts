import type { PropertyType } from '../definitions.ts';
import type { IndexedRecord, SearchIndex } from './search-index.ts';

export const OPERATORS = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;
type Operator = (typeof OPERATORS)[number];

/** A filter whose values are in stored form. */
export type Filter = {
  readonly name: string;
  readonly type: PropertyType;
  readonly operator: Operator;
  readonly value: string;
  readonly highValue: string;
  readonly values: readonly string[];
};

export type Search = {
  /** Groups are or, filters within a group are and; no group finds all. */
  readonly groups: readonly (readonly Filter[])[];
  readonly sort: { readonly name: string; readonly type: PropertyType; readonly descending: boolean } | undefined;
};

/** All records that search sees and that match, in order: by the sort, else by id. */
export function findMatches(index: SearchIndex, search: Search): IndexedRecord[] {
  const tests = search.groups.map((group) => group.map(testOf));
  const matches: IndexedRecord[] = [];
  for (const entry of candidates(index, search.groups)) {
    if (tests.length === 0 || tests.some((group) => group.every((test) => test(entry.properties)))) matches.push(entry);
  }
  const { sort } = search;
  if (!sort) return matches;
  if (sort.name === 'hs_object_id') return sort.descending ? matches.reverse() : matches;
  const compare = comparison(sort.type);
  const direction = sort.descending ? -1 : 1;
  return matches.sort(
    (a, b) => direction * compare(a.properties[sort.name] ?? '', b.properties[sort.name] ?? '') || a.number - b.number,
  );
}

/**
 * Walks no more of the index than the filters on the id ask for: paging by a moving `hs_object_id
 * GT` stays cheap.
 */
function candidates(index: SearchIndex, groups: Search['groups']): Iterable<IndexedRecord> {
  const listed = groups.map((group) =>
    group.find(({ name, operator }) => name === 'hs_object_id' && ONE_OF.has(operator)),
  );
  if (groups.length > 0 && listed.every((filter) => filter !== undefined)) {
    const ids = new Set(listed.flatMap((filter) => (filter.operator === 'EQ' ? [filter.value] : filter.values)));
    return [...ids]
      .sort((a, b) => Number(a) - Number(b))
      .map((id) => index.find(id))
      .filter((entry) => entry !== undefined);
  }
  const lowest = groups.map((group) => {
    const bounds = group.filter(({ name, operator }) => name === 'hs_object_id' && operator === 'GT');
    return Math.max(0, ...bounds.map(({ value }) => Number(value)));
  });
  return index.visible(lowest.length === 0 ? 0 : Math.min(...lowest));
}

const ONE_OF: ReadonlySet<Operator> = new Set(['EQ', 'IN']);

type Test = (properties: Readonly<Record<string, string>>) => boolean;

/** A missing value matches only NOT_HAS_PROPERTY: not NEQ, not NOT_IN, not a comparison. */
function testOf(filter: Filter): Test {
  const { name, operator, value, highValue } = filter;
  const compare = comparison(filter.type);
  const known = (test: (held: string) => boolean): Test => {
    return (properties) => {
      const held = properties[name];
      return held !== undefined && held !== '' && test(held);
    };
  };
  switch (operator) {
    case 'HAS_PROPERTY':
      return known(() => true);
    case 'NOT_HAS_PROPERTY':
      return (properties) => !properties[name];
    case 'EQ':
      return known((held) => isSame(filter, held, value));
    case 'NEQ':
      return known((held) => !isSame(filter, held, value));
    case 'LT':
      return known((held) => compare(held, value) < 0);
    case 'LTE':
      return known((held) => compare(held, value) <= 0);
    case 'GT':
      return known((held) => compare(held, value) > 0);
    case 'GTE':
      return known((held) => compare(held, value) >= 0);
    case 'BETWEEN':
      return known((held) => compare(held, value) >= 0 && compare(held, highValue) <= 0);
    case 'IN':
      return known((held) => filter.values.some((one) => isSame(filter, held, one)));
    case 'NOT_IN':
      return known((held) => !filter.values.some((one) => isSame(filter, held, one)));
    case 'CONTAINS_TOKEN':
      return known((held) => hasToken(held, value));
    case 'NOT_CONTAINS_TOKEN':
      return known((held) => !hasToken(held, value));
    default:
      return operator satisfies never;
  }
}

/** Enumerations are case-sensitive, text is not; numbers are compared as numbers. */
function isSame({ type }: Filter, held: string, wanted: string): boolean {
  if (type === 'number') return Number(held) === Number(wanted);
  if (type === 'string' || type === 'phone_number') return held.toLowerCase() === wanted.toLowerCase();
  return held === wanted;
}

/** Stored instants and dates are ISO text, whose order is the order of time. */
function comparison(type: PropertyType): (a: string, b: string) => number {
  return type === 'number' ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : a > b ? 1 : 0);
}

function hasToken(held: string, wanted: string): boolean {
  const tokens = held.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const asked = wanted
    .toLowerCase()
    .split(/[^\p{L}\p{N}*]+/u)
    .filter((token) => token !== '');
  return asked.every((token) => {
    const core = token.replaceAll('*', '');
    if (token.startsWith('*') && token.endsWith('*')) return tokens.some((one) => one.includes(core));
    if (token.startsWith('*')) return tokens.some((one) => one.endsWith(core));
    if (token.endsWith('*')) return tokens.some((one) => one.startsWith(core));
    return tokens.includes(core);
  });
}
