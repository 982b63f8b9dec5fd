import type { Model } from '../../model/model.ts';
import { isCondition, isObject, isSame, type Json, type JsonObject, keyed, LISTS } from './document-parts.ts';

/** Two people changed the same value in different ways. */
export type Conflict = {
  /** where: names of fields; of an item of a list its id, its label, or else its content */
  readonly path: readonly string[];
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
};

/**
 * A model with the changes of two people who both began with `base`, merged field by field, and
 * item by item where items have ids. Where both changed the same value in different ways, `theirs`
 * stays and a conflict tells it.
 */
export function mergeModels(
  base: Model,
  mine: Model,
  theirs: Model,
): { readonly model: unknown; readonly conflicts: readonly Conflict[] } {
  const conflicts: Conflict[] = [];
  const all = [base, mine, theirs].map((model) => model as unknown as Json) as [Json, Json, Json];
  return { model: merged({ path: [], pattern: '' }, ...all, conflicts), conflicts };
}

type MergePlace = { readonly path: readonly string[]; readonly pattern: string };

function merged(
  place: MergePlace,
  base: Json | undefined,
  mine: Json | undefined,
  theirs: Json | undefined,
  conflicts: Conflict[],
): Json | undefined {
  if (isSame(base, mine) || isSame(mine, theirs)) return theirs;
  if (isSame(base, theirs)) return mine;
  const name = place.path.at(-1) ?? '';
  const isWhole = isCondition(name, mine) || isCondition(name, theirs);
  if (!isWhole && isObject(mine) && isObject(theirs))
    return mergedObject(place, isObject(base) ? base : {}, mine, theirs, conflicts);
  if (LISTS[place.pattern] !== undefined && Array.isArray(mine) && Array.isArray(theirs))
    return mergedList(place, base ?? null, mine, theirs, conflicts);
  conflicts.push({ path: place.path, base, mine, theirs });
  return theirs;
}

function mergedObject(
  { path, pattern }: MergePlace,
  base: JsonObject,
  mine: JsonObject,
  theirs: JsonObject,
  conflicts: Conflict[],
): JsonObject {
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
  return Object.fromEntries(
    names.flatMap((name) => {
      const place = { path: [...path, name], pattern: pattern === '' ? name : `${pattern}.${name}` };
      const value = merged(place, base[name], mine[name], theirs[name], conflicts);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function mergedList(place: MergePlace, base: Json, mine: Json, theirs: Json, conflicts: Conflict[]): Json {
  const kind = LISTS[place.pattern]!;
  const [old, ours, other] = [base, mine, theirs].map((list) => keyed(list, kind)) as [Keyed, Keyed, Keyed];
  const items = new Map<string, Json>();
  for (const key of new Set([...other.keys(), ...ours.keys()])) {
    const inner = { path: [...place.path, key], pattern: `${place.pattern}.*` };
    const value = merged(inner, old.get(key), ours.get(key), other.get(key), conflicts);
    if (value !== undefined) items.set(key, value);
  }
  const common = (keys: Keyed) => [...keys.keys()].filter((key) => items.has(key) && old.has(key));
  const [oldOrder, ourOrder, otherOrder] = [common(old), common(ours), common(other)];
  const kept = (order: readonly string[], keys: readonly string[]) => order.filter((key) => keys.includes(key));
  // Tells whether somebody changed the order of the items that stayed.
  const isReordered = (order: readonly string[]) => kept(oldOrder, order).join('\n') !== order.join('\n');
  const both = ourOrder.filter((key) => otherOrder.includes(key));
  if (isReordered(ourOrder) && isReordered(otherOrder) && kept(otherOrder, both).join('\n') !== both.join('\n'))
    conflicts.push({ path: [...place.path, 'order'], base: oldOrder, mine: ourOrder, theirs: otherOrder });
  const [first, second] = isReordered(ourOrder) && !isReordered(otherOrder) ? [ours, other] : [other, ours];
  return inOneOrder([...first.keys()], [...second.keys()])
    .filter((key) => items.has(key))
    .map((key) => items.get(key)!);
}

type Keyed = ReadonlyMap<string, Json>;

/** The order of `first`; a key that only `second` has follows the key before it in `second`. */
function inOneOrder(first: readonly string[], second: readonly string[]): readonly string[] {
  const order = [...first];
  second.forEach((key, at) => {
    if (order.includes(key)) return;
    const before = second.slice(0, at).findLast((earlier) => order.includes(earlier));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
  });
  return order;
}
