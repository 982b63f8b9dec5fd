/*
 * A model as a tree of JSON values, for comparing and merging: which lists have items with an id or
 * a label, and which values count as a whole.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };
export type JsonObject = { readonly [name: string]: Json | undefined };
/** A list: `one` is the word for an item; `key` the field that names it, null: its content does. */
export type ListKind = { readonly one: string; readonly key: 'id' | 'label' | null };

/** Lists by path (`*`: an item of a list). Any other list counts as one value. */
export const LISTS: Readonly<Record<string, ListKind>> = {
  signals: { one: 'signal', key: 'id' },
  behaviours: { one: 'property that shows behaviour', key: null },
  forms: { one: 'line of forms', key: null },
  pages: { one: 'line of pages', key: null },
  groups: { one: 'group', key: 'id' },
  explicit: { one: 'rule', key: 'id' },
  implicit: { one: 'rule', key: 'id' },
  'qualification.never': { one: 'rule of who never qualifies', key: 'label' },
  returns: { one: 'rule of when a customer is a lead again', key: 'label' },
  ready: { one: 'rule of who is ready for sales', key: 'label' },
  noCorrespondence: { one: 'rule of who must not be written to', key: 'label' },
  personas: { one: 'persona', key: 'id' },
  'personas.*.attributes': { one: 'attribute', key: 'label' },
  journey: { one: 'line of the journey', key: null },
  products: { one: 'product', key: 'id' },
  bantAlso: { one: 'property that tells an answer', key: null },
  'routing.territories': { one: 'territory', key: 'id' },
  'routing.territories.*.owners': { one: 'owner', key: 'id' },
  'cadence.mql_nurture': { one: 'rhythm', key: null },
  'cadence.dormant_mql': { one: 'rhythm', key: null },
  'cadence.dormant_sql': { one: 'rhythm', key: null },
  'cadence.closed_lost_review': { one: 'rhythm', key: null },
  'cadence.customer': { one: 'rhythm', key: null },
};

/** Items by id, label or content. If two have the same one, the second gets ` (2)` behind it. */
export function keyed(items: Json, { key }: ListKind): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  for (const item of Array.isArray(items) ? (items as readonly Json[]) : []) {
    const name = key !== null && isObject(item) ? `${item[key]}` : JSON.stringify(sorted(item));
    let unique = name;
    for (let n = 2; found.has(unique); n++) unique = `${name} (${n})`;
    found.set(unique, item);
  }
  return found;
}

export const isCondition = (name: string, value: Json | undefined): boolean => name === 'when' && isObject(value);

export const isGrowing = (name: string, value: Json | undefined): boolean => name === 'growing' && isObject(value);

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isSame = (a: Json | undefined, b: Json | undefined): boolean =>
  a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => sorted(item)!);
  if (!isObject(value)) return value;
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  return Object.fromEntries(names.sort().map((name) => [name, sorted(value[name])]));
}
