import { z } from 'zod';
import { type Model, modelDocument } from '../../model/model-document.ts';
import { HINTS, type Seen, type Source, type Unit } from './shape-hints.ts';

/*
 * The parts of a model as forms for a screen. They are derived from the schema, so that every field
 * of the schema is there with its limits. The words and the sources of choices are in
 * `shape-hints.ts`.
 */

export type Shape =
  | {
      readonly kind: 'number';
      readonly min: number | null;
      readonly max: number | null;
      readonly whole: boolean;
      readonly unit: Unit | null;
    }
  | { readonly kind: 'text' | 'time' | 'yes' | 'condition' | 'days' }
  /** one of the options; `from`: where more options come from, the account or the model */
  | { readonly kind: 'choice'; readonly options: readonly Choice[]; readonly from: Source | null }
  | { readonly kind: 'choices'; readonly options: readonly Choice[]; readonly from: Source | null }
  /** texts, one in a line; `seen`: they are parts of names that contacts used */
  | { readonly kind: 'texts'; readonly seen?: readonly Seen[] }
  | { readonly kind: 'object'; readonly fields: readonly FieldShape[] }
  | { readonly kind: 'list'; readonly one: string; readonly item: Shape }
  /** one of several shapes */
  | { readonly kind: 'ways'; readonly ways: readonly Way[] };

type Choice = { readonly label: string; readonly value: string | number };
/** One of several shapes; a value has this shape if it has the fields `names`. */
type Way = { readonly label: string; readonly names: readonly string[]; readonly shape: Shape };

export type FieldShape = {
  readonly name: string;
  readonly label: string;
  readonly help: string | null;
  /** what an empty field becomes: refused, left out of the document, or null */
  readonly empty: 'refused' | 'absent' | 'null';
  readonly shape: Shape;
};

/** A part of the model that people look at together. */
export type PartShape = { readonly id: string; readonly title: string; readonly fields: readonly FieldShape[] };

/** Every field of a model is in one part, except the rules, which have a table of their own. */
export const PARTS = [
  { id: 'groups', title: 'Groups and caps', names: ['groups', 'start', 'explicitShare'] },
  { id: 'qualification', title: 'Thresholds and grades', names: ['qualification', 'grade'] },
  { id: 'signals', title: 'Signals, forms and pages', names: ['signals', 'forms', 'pages', 'behaviours'] },
  { id: 'personas', title: 'Personas', names: ['personas'] },
  { id: 'journey', title: 'Journey and products', names: ['journey', 'products', 'productInterest', 'brandAwareness'] },
  { id: 'bant', title: 'BANT answers', names: ['bant', 'bantAlso', 'bantFreshDays'] },
  { id: 'dormancy', title: 'Segments: who has gone quiet', names: ['dormancy'] },
  { id: 'cadence', title: 'Tracks and cadences', names: ['cadence', 'holdOut', 'touch'] },
  { id: 'calendar', title: 'Working hours and holidays', names: ['calendar'] },
  { id: 'routing', title: 'Territories and owners', names: ['routing'] },
  { id: 'response', title: 'Answers and escalation', names: ['response', 'handBackDays', 'ready'] },
  { id: 'exclusions', title: 'Who must not be written to', names: ['noCorrespondence'] },
  { id: 'lifecycle', title: 'Lifecycle stages', names: ['lifecycle', 'returns'] },
  { id: 'agreement', title: 'Name and agreement', names: ['name', 'agreement'] },
  { id: 'numbers', title: 'Number properties', names: ['numberProperties'] },
] as const satisfies readonly {
  readonly id: string;
  readonly title: string;
  readonly names: readonly (keyof Model)[];
}[];

type JsonSchema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema | false;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
};

let known: JsonSchema | undefined;
/** The JSON Schema of a model document, made at first use. */
function schemaOfModels(): JsonSchema {
  known ??= z.toJSONSchema(modelDocument, { io: 'input', target: 'draft-2020-12' }) as JsonSchema;
  return known;
}

/** A part of the model by its id; null: there is none. */
export function partShape(partId: string): PartShape | null {
  const part = PARTS.find(({ id }) => id === partId);
  if (part === undefined) return null;
  const { id, title, names } = part;
  return { id, title, fields: fieldsOf(schemaOfModels(), '', names) };
}

/** What people call a field of the model that stands in no other; null: there is none. */
export const titleOf = (name: string): string | null => HINTS[name]?.label ?? null;

/** What a rule of this kind looks like. */
export function ruleShape(kind: 'explicit' | 'implicit'): Shape {
  const list = shapeOf(schemaOfModels().properties![kind]!, kind);
  if (list.kind !== 'list') throw new Error('The rules of a model are a list.');
  return list.item;
}

function fieldsOf(schema: JsonSchema, pattern: string, only?: readonly string[]): readonly FieldShape[] {
  const { properties = {}, required = [] } = schema;
  return (only ?? Object.keys(properties)).flatMap((name): FieldShape[] => {
    const inner = properties[name]!;
    const path = pattern === '' ? name : `${pattern}.${name}`;
    // Programs give ids; nobody chooses them.
    if (name === 'id' && inner.$ref === '#/$defs/id') return [];
    return [fieldOf(inner, { name, path, isRequired: required.includes(name) })];
  });
}

function fieldOf(
  schema: JsonSchema,
  { name, path, isRequired }: { readonly name: string; readonly path: string; readonly isRequired: boolean },
): FieldShape {
  const nullable = schema.anyOf?.some(({ type }) => type === 'null') === true;
  const hint = HINTS[path] ?? HINTS[`*.${name}`];
  // A switch that is absent is off, so an empty value is none.
  const isSwitch = schema.type === 'boolean';
  return {
    name,
    label: hint?.label ?? wordsOf(name),
    help: hint?.help ?? sentenceOf(schema.description) ?? null,
    empty: nullable ? 'null' : isRequired || isSwitch ? 'refused' : 'absent',
    shape: shapeOf(schema, path),
  };
}

function shapeOf(schema: JsonSchema, path: string): Shape {
  const name = path.split('.').at(-1)!;
  const { from = null, unit = null, options = null } = HINTS[path] ?? HINTS[`*.${name}`] ?? {};
  const ref = schema.$ref?.split('/').at(-1);
  if (ref === 'condition') return { kind: 'condition' };
  if (ref === 'field') return { kind: 'choice', options: [], from: from ?? 'properties' };
  if (ref !== undefined && ref !== 'points') return { kind: 'choice', options: [], from };
  const { type, anyOf } = ref === 'points' ? { type: 'number', anyOf: undefined } : schema;
  if (anyOf !== undefined) {
    const ways = anyOf.filter((way) => way.type !== 'null');
    if (ways.length === 1) return shapeOf(ways[0]!, path);
    return { kind: 'ways', ways: ways.map((way) => wayOf(way, ways, path)) };
  }
  switch (type) {
    case 'boolean':
      return { kind: 'yes' };
    case 'number':
    case 'integer':
      return { kind: 'number', ...limitsOf(ref === 'points' ? POINTS : schema), unit };
    case 'array':
      return listOf(schema, path);
    case 'object': {
      const names = schema.propertyNames?.enum;
      if (names === undefined) return { kind: 'object', fields: fieldsOf(schema, path) };
      const each = schema.additionalProperties as JsonSchema;
      const required = schema.required ?? [];
      return {
        kind: 'object',
        fields: names.map((key) =>
          fieldOf(each, { name: key, path: `${path}.${key}`, isRequired: required.includes(key) }),
        ),
      };
    }
    default:
      if (schema.enum !== undefined)
        return {
          kind: 'choice',
          from: null,
          options: schema.enum.map((value) => ({ value, label: options?.[value] ?? wordsOf(value) })),
        };
      if (from !== null) return { kind: 'choice', options: [], from };
      return { kind: schema.pattern?.includes('[0-5]') ? 'time' : 'text' };
  }
}

const POINTS: JsonSchema = { type: 'number', minimum: -1000, maximum: 1000 };

function limitsOf({ type, minimum, exclusiveMinimum, maximum }: JsonSchema) {
  const whole = type === 'integer';
  const above = exclusiveMinimum === undefined ? null : whole ? exclusiveMinimum + 1 : exclusiveMinimum;
  return { whole, min: minimum ?? above, max: maximum === Number.MAX_SAFE_INTEGER ? null : (maximum ?? null) };
}

function listOf({ items, prefixItems }: JsonSchema, path: string): Shape {
  if (prefixItems !== undefined)
    return {
      kind: 'object',
      fields: prefixItems.map((item, at) => fieldOf(item, { name: `${at}`, path: `${path}.${at}`, isRequired: true })),
    };
  const { from = null, options, one, seen } = HINTS[path] ?? HINTS[`*.${path.split('.').at(-1)}`] ?? {};
  const item = items as JsonSchema;
  if (options !== undefined)
    return {
      kind: 'choices',
      from: null,
      options: Object.entries(options).map(([value, label]) => ({
        label,
        value: item.type === 'integer' ? Number(value) : value,
      })),
    };
  if (from !== null) return { kind: 'choices', options: [], from };
  if (path === 'calendar.holidays') return { kind: 'days' };
  if (item.type === 'string') return { kind: 'texts', ...(seen && { seen }) };
  return { kind: 'list', one: one ?? 'line', item: shapeOf(item, `${path}.*`) };
}

function wayOf(way: JsonSchema, ways: readonly JsonSchema[], path: string): Way {
  const namesOf = ({ properties = {} }: JsonSchema) => Object.keys(properties);
  const own = namesOf(way).filter((name) => !ways.every((other) => namesOf(other).includes(name)));
  const required = own.filter((name) => way.required?.includes(name));
  // Prefer a name that this way requires and that no other way may have: it alone tells the way.
  const names = required.filter((name) => !ways.some((other) => other !== way && namesOf(other).includes(name)));
  const telling = names.length > 0 ? names.slice(0, 1) : required;
  return {
    label: HINTS[`${path}|${telling[0] ?? ''}`]?.label ?? wordsOf(telling[0] ?? ''),
    names: telling,
    shape: shapeOf(way, path),
  };
}

/** `mqlSilentDays` → `Mql silent days`: the label of a field without a hint. */
function wordsOf(name: string): string {
  const words = name
    .replace(/([A-Z])/g, ' $1')
    .replaceAll('_', ' ')
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function sentenceOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const sentence = text.charAt(0).toUpperCase() + text.slice(1).replaceAll('`', '');
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
