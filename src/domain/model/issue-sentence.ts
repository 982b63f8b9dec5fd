import type { z } from 'zod';
import { modelDocument } from './model-document.ts';

/* What the schema finds wrong in a document, in a sentence: what was expected, and what came. */

type Issue = z.core.$ZodIssue;

/** What is wrong, at `path` of a model document. */
export function issueSentence(issue: Issue, path: readonly PropertyKey[]): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownTo(issue.keys, path);
    case 'invalid_union':
      return `${issue.message}${slipIn(issue.input, path)}`;
    case 'invalid_type':
      return `expected ${KINDS[issue.expected] ?? issue.expected}, and ${cameOf(issue.input)}${unquote(issue)}`;
    case 'invalid_value':
      return `expected ${oneOf(issue.values)}, and ${cameOf(issue.input)}${meant(issue.input, issue.values)}`;
    case 'too_small':
    case 'too_big':
      return `expected ${boundOf(issue)}, and ${sizeOf(issue.input)}`;
    default:
      return issue.message;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list, in [ ]',
  tuple: 'a list, in [ ]',
  object: 'fields, in { }',
  record: 'fields, in { }',
};

/** Longer texts are cut: the place tells which one it is. */
const SHOWN = 60;
const quoted = (text: string): string => `“${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}”`;

function cameOf(input: unknown): string {
  if (input === undefined) return 'it is missing';
  if (input === null) return 'null came';
  if (input === '') return 'an empty text came';
  if (typeof input === 'string') return `the text ${quoted(input)} came`;
  if (Array.isArray(input)) return 'a list came';
  return typeof input === 'object' ? 'fields came' : `${input} came`;
}

/** What to do about a number in quotation marks. */
const unquote = ({ expected, input }: z.core.$ZodIssueInvalidType): string =>
  (expected === 'number' || expected === 'int') && typeof input === 'string' && /^-?\d+(?:\.\d+)?$/.test(input)
    ? ': write it without quotation marks'
    : '';

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? `${said(values[0])}` : `one of ${values.map(said).join(', ')}`;
const said = (value: unknown): string => (typeof value === 'string' ? quoted(value) : `${value}`);

type Bound = z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig;

function boundOf(issue: Bound): string {
  const [bound, isLeast] = issue.code === 'too_small' ? [issue.minimum, true] : [issue.maximum, false];
  const few = `at ${isLeast ? 'least' : 'most'} ${bound}`;
  if (issue.origin === 'string') return `${few} ${bound === 1 ? 'character' : 'characters'}`;
  if (issue.origin === 'array') return `${few} in the list`;
  return issue.inclusive === false ? `a number ${isLeast ? 'above' : 'below'} ${bound}` : few;
}

function sizeOf(input: unknown): string {
  if (Array.isArray(input)) return input.length === 0 ? 'an empty list came' : `${input.length} came`;
  if (typeof input === 'string' && input !== '') return `${input.length} came`;
  return cameOf(input);
}

function unknownTo(keys: readonly string[], path: readonly PropertyKey[]): string {
  const known = keysAt(path);
  const hints = keys.map((key) => meant(key, known)).filter((hint) => hint !== '');
  const names = keys.map(quoted).join(', ');
  return hints.length > 0
    ? `this version of Ripen does not know ${names}${hints.join('')}`
    : `this version of Ripen does not know ${names}: it is a slip, or a newer version wrote the document`;
}

/** Fields that no shape has, of a value that fits none of several shapes. */
function slipIn(input: unknown, path: readonly PropertyKey[]): string {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return `, and ${cameOf(input)}`;
  const known = keysAt(path);
  const strange = Object.keys(input).filter((key) => known.length > 0 && !known.includes(key));
  return strange.length === 0
    ? ''
    : `, and ${strange.map((key) => `${quoted(key)} came${meant(key, known)}`).join(', ')}`;
}

/** The name that was meant most likely, as the end of a sentence; empty: none is near. */
function meant(name: unknown, known: readonly unknown[]): string {
  if (typeof name !== 'string' || name.length > SHOWN) return '';
  const near = known
    .filter((one) => typeof one === 'string')
    .map((one) => ({ one, slips: slipsBetween(name.toLowerCase(), one.toLowerCase()) }))
    .filter(({ one, slips }) => slips <= Math.max(1, Math.floor(Math.min(one.length, name.length) / 3)))
    .toSorted((a, b) => a.slips - b.slips);
  return near[0] === undefined ? '' : `: is ${quoted(near[0].one)} meant?`;
}

/** How many letters were added, left out, changed, or swapped with the next one. */
function slipsBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/** The names of the fields that a document may have at a place. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schemas: readonly z.core.$ZodTypes[] = [modelDocument as z.core.$ZodTypes];
  for (const name of path) schemas = schemas.flatMap(plain).flatMap((schema) => innerOf(schema, name));
  const names = schemas.flatMap(plain).flatMap(({ _zod: { def } }) => {
    if (def.type === 'object') return Object.keys(def.shape);
    return def.type === 'record' ? namesIn(def.keyType) : [];
  });
  return [...new Set(names)];
}

function namesIn(keyType: z.core.$ZodType): readonly string[] {
  const { def } = (keyType as z.core.$ZodTypes)._zod;
  return def.type === 'enum' ? Object.values(def.entries).map(String) : [];
}

function innerOf({ _zod: { def } }: z.core.$ZodTypes, name: PropertyKey): readonly z.core.$ZodTypes[] {
  const inner =
    def.type === 'object'
      ? def.shape[name as string]
      : def.type === 'array'
        ? def.element
        : def.type === 'record'
          ? def.valueType
          : undefined;
  return inner === undefined ? [] : [inner as z.core.$ZodTypes];
}

/** The shapes that a schema stands for. */
function plain(schema: z.core.$ZodTypes): readonly z.core.$ZodTypes[] {
  const { def } = schema._zod;
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'nullable':
    case 'readonly':
      return plain(def.innerType as z.core.$ZodTypes);
    case 'lazy':
      return plain(def.getter() as z.core.$ZodTypes);
    case 'union':
      return def.options.flatMap((option) => plain(option as z.core.$ZodTypes));
    default:
      return [schema];
  }
}
