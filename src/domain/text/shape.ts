/*
 * The shape of a JSON value: kinds and lengths, for logs and for people who look for what Ripen
 * could not read. A shape holds no value and no undocumented name of a field, since such a name may
 * be personal data too.
 */

/**
 * The shape of one value: `null`, `true or false`, `number`, `text(12)`, `list(3)`, `object(2)`.
 */
export function shapeOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `text(${value.length})`;
  if (typeof value === 'boolean') return 'true or false';
  if (Array.isArray(value)) return `list(${value.length})`;
  if (typeof value === 'object') return `object(${Object.keys(value).length})`;
  return typeof value;
}

/**
 * The shapes of those fields of an object that have one of the names, in the order of the names:
 * `portalId number, objectId text(3), 2 others`.
 */
export function shapeOfFields(value: object, names: readonly string[]): string {
  const present = names.filter((name) => Object.hasOwn(value, name));
  const others = Object.keys(value).length - present.length;
  return [
    ...present.map((name) => `${name} ${shapeOf((value as Readonly<Record<string, unknown>>)[name])}`),
    ...(others > 0 ? [`${others} others`] : []),
  ].join(', ');
}
