import type { Model } from '../model/model.ts';

/** What a model says: its number and where its schema lies are no part of it. */
export type Content = Omit<Model, 'version' | '$schema'>;

export function contentOf(model: Model): Content {
  const { version: _, $schema: __, ...content } = model;
  return content;
}

/**
 * The same text for models that say the same, whatever the order of their keys: for a hash that
 * signatures and plans are bound to.
 */
export const canonicalText = (model: Model): string => JSON.stringify(sortedKeys(contentOf(model)));

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
