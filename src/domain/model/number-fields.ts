import { isNumberProperty } from '../text/number-properties.ts';
import type { Model } from './model-document.ts';

/** Tells whether programs store a field as a number, by what Ripen knows or the model says. */
export function numberFieldsOf({ numberProperties }: Pick<Model, 'numberProperties'>): (field: string) => boolean {
  const said = new Set(numberProperties);
  return (field) => said.has(field) || isNumberProperty(field);
}
