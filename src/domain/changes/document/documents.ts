import type { Model } from '../../model/model.ts';

/** The content of a model: not its version, the address of its schema, and where it was learnt. */
export type Content = Omit<Model, 'version' | '$schema' | 'csv'>;

export function contentOf(model: Model): Content {
  const { version: _, $schema: __, csv: ___, ...content } = model;
  return content;
}

/**
 * One text for models with the same content, whatever the order of their keys. Signatures and plans
 * are bound to its hash.
 */
export const canonicalText = (model: Model): string => JSON.stringify(sortedKeys(contentOf(model)));

/** A JSON value with the keys of all objects in order, and without undefined fields. */
export function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sortedKeys(inner)]),
  );
}

/** Whether two JSON values are the same, whatever the order of keys. */
export const isEqual = (a: unknown, b: unknown): boolean =>
  JSON.stringify(sortedKeys(a)) === JSON.stringify(sortedKeys(b));
