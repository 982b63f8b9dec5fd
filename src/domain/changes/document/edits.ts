import type { Model } from '../../model/model.ts';
import { own } from '../../own.ts';
import { isObject, type Json, type JsonObject, LISTS } from './document-parts.ts';

/*
 * Carries out on a model what people choose on the screen. It does not judge whether the result may
 * be published: `parseModel` does.
 */

/** One change. `path`: names of fields and places in lists, as the person saw them. */
export type ModelEdit =
  /** `value` absent: takes the field out */
  | { readonly what: 'set'; readonly path: readonly string[]; readonly value?: unknown }
  /** adds at the end of the list */
  | { readonly what: 'add'; readonly path: readonly string[]; readonly value: unknown }
  | { readonly what: 'remove'; readonly path: readonly string[] }
  | { readonly what: 'move'; readonly path: readonly string[]; readonly by: -1 | 1 };

export type EditOutcome =
  /** the document is not checked yet: `parseModel` tells whether it is a model */
  | { readonly outcome: 'edited'; readonly document: unknown }
  /** `sentence` tells the person why */
  | { readonly outcome: 'refused'; readonly sentence: string };

/** Carries out changes one after the other; everything else in the model stays as it is. */
export function editModel(model: Model, edits: readonly ModelEdit[]): EditOutcome {
  let document = model as unknown as Json;
  for (const edit of edits) {
    const done = edited(document, edit.path, edit);
    if (typeof done === 'string') return { outcome: 'refused', sentence: done };
    document = done.value;
  }
  return { outcome: 'edited', document: withIds(document) };
}

const GONE = 'This is not in the draft any more: look at the draft again.';

type Edited = { readonly value: Json } | string;

/** A copy of a list or object with one change in it; a text: why the change is impossible. */
function edited(whole: Json, path: readonly string[], edit: ModelEdit): Edited {
  const [name, ...rest] = path;
  if (name === undefined)
    return edit.what === 'add' && isList(whole) ? { value: [...whole, edit.value as Json] } : GONE;
  if (isList(whole)) return editedList(whole, name, rest, edit);
  return isObject(whole) ? editedObject(whole, name, rest, edit) : GONE;
}

function editedList(items: readonly Json[], name: string, rest: readonly string[], edit: ModelEdit): Edited {
  const at = /^\d{1,6}$/.test(name) ? Number(name) : items.length;
  if (at >= items.length) return GONE;
  if (rest.length > 0 || edit.what === 'add')
    return within(edited(items[at]!, rest, edit), (value) => items.with(at, value));
  if (edit.what === 'remove') return { value: items.toSpliced(at, 1) };
  if (edit.what === 'set') return edit.value === undefined ? GONE : { value: items.with(at, edit.value as Json) };
  const to = at + edit.by;
  if (to < 0 || to >= items.length)
    return 'It is the first or the last one already: it can only be moved the other way.';
  return { value: items.with(at, items[to]!).with(to, items[at]!) };
}

function editedObject(whole: JsonObject, name: string, rest: readonly string[], edit: ModelEdit): Edited {
  if (rest.length === 0 && edit.what === 'set') return { value: { ...whole, [name]: edit.value as Json } };
  // Adding to a list that does not exist yet creates the list.
  const value = own(whole, name) ?? (edit.what === 'add' && rest.length === 0 ? [] : undefined);
  if (value === undefined) return GONE;
  return within(edited(value, rest, edit), (inner) => ({ ...whole, [name]: inner }));
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const within = (inner: Edited, whole: (value: Json) => Json): Edited =>
  typeof inner === 'string' ? inner : { value: whole(inner.value) };

/** Lists whose items get their ids from programs. */
const NAMED = Object.entries(LISTS).flatMap(([pattern, { key }]) =>
  key === 'id' && !pattern.endsWith('.owners') ? [pattern] : [],
);
/** Explicit and implicit rules must not share an id. */
const RULES = ['explicit', 'implicit'];

/** Gives every item without an id an id of its own, made of its label. */
function withIds(document: Json): Json {
  if (!isObject(document)) return document;
  const idsIn = (pattern: string): readonly string[] =>
    listAt(document, pattern).flatMap((item) => (isObject(item) && typeof item['id'] === 'string' ? [item['id']] : []));
  let result: JsonObject = document;
  for (const pattern of NAMED) {
    const taken = new Set((RULES.includes(pattern) ? RULES : [pattern]).flatMap(idsIn));
    const items = listAt(document, pattern).map((item): Json => {
      if (!isObject(item) || item['id'] !== undefined) return item;
      const id = freeId(`${item['label'] ?? ''}`, taken);
      taken.add(id);
      return { id, ...item };
    });
    if (items.length > 0) result = put(result, pattern.split('.'), items);
  }
  return result;
}

function listAt(document: JsonObject, pattern: string): readonly Json[] {
  const found = pattern
    .split('.')
    .reduce<Json | undefined>((value, name) => (isObject(value) ? value[name] : undefined), document);
  return Array.isArray(found) ? found : [];
}

function put(whole: JsonObject, [name, ...rest]: readonly string[], value: Json): JsonObject {
  const inner = whole[name!];
  return { ...whole, [name!]: rest.length === 0 ? value : put(isObject(inner) ? inner : {}, rest, value) };
}

/** An id made of the words of a label, different from all in `taken`. */
function freeId(label: string, taken: ReadonlySet<string>): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 50);
  const base = /^[a-z]/.test(plain) ? plain : `item_${plain}`.replace(/_$/, '');
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}_${n}`;
    if (!taken.has(id)) return id;
  }
}
