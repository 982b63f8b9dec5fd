import type { Condition } from '../../src/domain/model/document/condition.ts';
import type { Model } from '../../src/domain/model/model-document.ts';
import { conditionsOf } from '../../src/domain/model/reads.ts';

/** The texts with which conditions of models compare a field, in small letters, by field. */
export function namedValues(models: readonly Model[]): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  for (const { field, texts } of models.flatMap(conditionsOf).flatMap(comparisonsIn)) {
    const known = named.get(field) ?? new Set();
    for (const text of texts) known.add(text.toLowerCase());
    named.set(field, known);
  }
  return named;
}

type Comparison = { readonly field: string; readonly texts: readonly string[] };

function comparisonsIn(condition: Condition): readonly Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsIn);
  if ('any' in condition) return condition.any.flatMap(comparisonsIn);
  if ('not' in condition) return comparisonsIn(condition.not);
  if ('equals' in condition) return [{ field: condition.field, texts: [condition.equals] }];
  return 'oneOf' in condition ? [{ field: condition.field, texts: condition.oneOf }] : [];
}
