import type { FieldShape, Json, Option, Shape } from './contracts/part-contract.ts';
import { isRecord, textsIn, wayOf } from './shapes.ts';
import { say, sayCounted, speech } from './words/words.ts';

type ChoiceOf = (value: Json | undefined) => string | undefined;

/** At most so much of an item is its name. */
const MOST_PARTS = 3;

/** The name of an item in a list, such as `E-mail · Every 7 days`. */
export function nameOf(item: Json, shape: Shape, choiceOf: ChoiceOf): string {
  if (!isRecord(item)) return `${item}`;
  const { label, id } = item;
  if (typeof label === 'string' && label !== '') return label;
  if (typeof id === 'string') return choiceOf(id) ?? id;
  return fieldsIn(shape, item)
    .map((field) => saidOf(field, item[field.name], choiceOf))
    .filter((text) => text !== '')
    .slice(0, MOST_PARTS)
    .join(' · ');
}

function fieldsIn(shape: Shape, item: Json): readonly FieldShape[] {
  if (shape.kind === 'object') return shape.fields;
  const way = shape.kind === 'ways' ? wayOf(shape, item) : undefined;
  return way === undefined ? [] : fieldsIn(way.shape, item);
}

function saidOf({ label, shape }: FieldShape, value: Json | undefined, choiceOf: ChoiceOf): string {
  if (shape.kind === 'number') return typeof value === 'number' ? `${label} ${amountOf(shape.unit, value)}` : '';
  const named = (one: Json | undefined) => optionIn(shape, one) ?? choiceOf(one) ?? `${one}`;
  if (Array.isArray(value)) return textsIn(value).map(named).join(', ');
  return typeof value === 'string' && value !== '' ? named(value) : '';
}

function amountOf(unit: Extract<Shape, { kind: 'number' }>['unit'], amount: number): string {
  if (unit === 'days') return sayCounted('days', amount);
  return unit === null ? speech().number(amount) : `${speech().number(amount)} ${say(`unit_${unit}`)}`;
}

const optionIn = (shape: Shape, value: Json | undefined): string | undefined =>
  'options' in shape ? shape.options.find((option: Option) => option.value === value)?.label : undefined;
