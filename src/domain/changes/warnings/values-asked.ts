import type { Condition } from '../../model/model.ts';

/** A value that a model compares a field with. */
export type Asked = { readonly field: string; readonly value: string };

/** The values with which a condition compares properties. */
export function valuesAsked(condition: Condition): readonly Asked[] {
  if ('all' in condition) return condition.all.flatMap(valuesAsked);
  if ('any' in condition) return condition.any.flatMap(valuesAsked);
  if ('not' in condition) return valuesAsked(condition.not);
  const { field } = condition;
  if ('equals' in condition) return [{ field, value: condition.equals }];
  return 'oneOf' in condition ? condition.oneOf.map((value) => ({ field, value })) : [];
}
