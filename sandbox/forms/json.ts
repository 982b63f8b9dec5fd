export type Json = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values of a record are the account's own, whatever their names are. */
const VALUES: ReadonlySet<string> = new Set(['properties']);

/** Every object of a tree, innermost first, but for the values of records. */
export function mapObjects(node: unknown, change: (object: Json) => Json): unknown {
  if (Array.isArray(node)) return node.map((item) => mapObjects(item, change));
  if (!isObject(node)) return node;
  const entries = Object.entries(node).map(([name, value]) => [
    name,
    VALUES.has(name) ? value : mapObjects(value, change),
  ]);
  return change(Object.fromEntries(entries));
}
