import { isNumberProperty } from '../text/number-properties.ts';
import type { Model } from './model-document.ts';

/** Whether a field is a number as programs store it: known to Ripen, or said by the model. */
export function numberFieldsOf({ numberProperties }: Pick<Model, 'numberProperties'>): (field: string) => boolean {
  const said = new Set(numberProperties);
  return (field) => said.has(field) || isNumberProperty(field);
}
