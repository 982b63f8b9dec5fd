/*
 * The shape of a JSON value: kinds and lengths, never a value, nor the name of a field that nobody
 * documents, since that may be a value too. It goes to logs and to people who look for what could
 * not be read.
 */

/** `null`, `true or false`, `number`, `text(12)`, `list(3)`, `object(2)`. */
export function shapeOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `text(${value.length})`;
  if (typeof value === 'boolean') return 'true or false';
  if (Array.isArray(value)) return `list(${value.length})`;
  if (typeof value === 'object') return `object(${Object.keys(value).length})`;
  return typeof value;
}

/**
 * `portalId number, objectId text(3), 2 others`: the fields of an object that have one of the
 * names, in their order.
 */
export function shapeOfFields(value: object, names: readonly string[]): string {
  const present = names.filter((name) => Object.hasOwn(value, name));
  const others = Object.keys(value).length - present.length;
  return [
    ...present.map((name) => `${name} ${shapeOf((value as Readonly<Record<string, unknown>>)[name])}`),
    ...(others > 0 ? [`${others} others`] : []),
  ].join(', ');
}
