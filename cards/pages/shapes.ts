import type { FieldShape, Json, JsonObject, Place, Shape } from './contracts/part-contract.ts';

/* Values that people enter, by the shape that the server describes. */

export const isRecord = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An empty value of a shape. A required field is null until somebody enters it. */
export function blankOf(shape: Shape): Json {
  switch (shape.kind) {
    case 'object':
      return Object.fromEntries(
        shape.fields.flatMap(({ name, empty, shape: inner }) => {
          if (empty === 'absent') return [];
          if (inner.kind === 'list') return [[name, [blankOf(inner.item)]]];
          return [[name, empty === 'null' ? null : blankOf(inner)]];
        }),
      );
    case 'list':
    case 'texts':
    case 'days':
    case 'choices':
      return [];
    case 'ways':
      return blankOf(shape.ways[0]!.shape);
    case 'yes':
      return false;
    case 'condition':
      return { field: '', equals: '' };
    default:
      return null;
  }
}

/** Which of several ways a value takes. */
export const wayOf = (shape: Extract<Shape, { kind: 'ways' }>, value: Json | undefined) =>
  shape.ways.find(({ names }) => isRecord(value) && names.every((name) => name in value));

/** The value for the server, without empty lines and absent fields. */
export function cleaned(shape: Shape, value: Json): Json {
  switch (shape.kind) {
    case 'text':
    case 'time':
      return typeof value === 'string' ? value.trim() : value;
    case 'texts':
    case 'days':
      return textsIn(value)
        .map((text) => text.trim())
        .filter((text) => text !== '');
    case 'condition':
      return cleanCondition(value);
    case 'list':
      return Array.isArray(value) ? value.map((item) => cleaned(shape.item, item)) : value;
    case 'ways': {
      const way = wayOf(shape, value);
      return way === undefined ? value : cleaned(way.shape, value);
    }
    case 'object':
      return cleanObject(shape.fields, value);
    default:
      return value;
  }
}

function cleanObject(fields: readonly FieldShape[], value: Json): Json {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return value;
  const known = new Map(fields.map((field) => [field.name, field]));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const field = known.get(name);
      if (field === undefined) return [[name, inner]];
      const clean = cleaned(field.shape, inner);
      const isEmpty = clean === null || clean === '';
      return isEmpty && field.empty === 'absent' ? [] : [[name, clean]];
    }),
  );
}

export const textsIn = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

const LISTED = ['oneOf', 'contains', 'hasWord', 'startsWith', 'endsWith'];

function cleanCondition(value: Json): Json {
  if (!isRecord(value)) return value;
  const parts = value['all'] ?? value['any'];
  if (Array.isArray(parts)) {
    return { [value['all'] === undefined ? 'any' : 'all']: parts.map(cleanCondition) };
  }
  if (value['not'] !== undefined) return { not: cleanCondition(value['not']) };
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
      if (!LISTED.includes(name)) return [[name, typeof inner === 'string' ? inner.trim() : inner]];
      const texts = textsIn(inner)
        .map((text) => text.trim())
        .filter((text) => text !== '');
      return [[name, texts]];
    }),
  );
}

/** What is wrong at a field; `within`: or in a part of it that has no field of its own. */
export const wrongAt = (places: readonly Place[], path: readonly string[], within: boolean): string | undefined =>
  once(
    places.filter(
      ({ path: at }) =>
        (within ? at.length >= path.length : at.length === path.length) && path.every((name, i) => at[i] === name),
    ),
  ) || undefined;

/** What is wrong at no field below these: in another part of the model, each sentence once. */
export const wrongElsewhere = (places: readonly Place[], shown: readonly (readonly string[])[]): string =>
  once(places.filter(({ path }) => !shown.some((own) => own.every((name, i) => path[i] === name))));

const once = (places: readonly Place[]): string => [...new Set(places.map(({ sentence }) => sentence))].join(' ');
