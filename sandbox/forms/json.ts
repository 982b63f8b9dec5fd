export type Json = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Under these keys lie values of records, whose names the account chooses. */
const VALUES: ReadonlySet<string> = new Set(['properties']);

/** Changes every object of a tree, the innermost first, except values of records. */
export function mapObjects(node: unknown, change: (object: Json) => Json): unknown {
  if (Array.isArray(node)) return node.map((item) => mapObjects(item, change));
  if (!isObject(node)) return node;
  const entries = Object.entries(node).map(([name, value]) => [
    name,
    VALUES.has(name) ? value : mapObjects(value, change),
  ]);
  return change(Object.fromEntries(entries));
}
