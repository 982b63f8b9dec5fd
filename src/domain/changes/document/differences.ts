import type { Condition, Model } from '../../model/model.ts';
import type { Growing } from '../../rules/explicit.ts';
import { type AccountWords, conditionSentence, growingSentence, PLAIN_WORDS, quoted } from '../condition-sentence.ts';
import {
  isCondition,
  isGrowing,
  isObject,
  isSame,
  type Json,
  type JsonObject,
  keyed,
  LISTS,
  type ListKind,
} from './document-parts.ts';
import { contentOf } from './documents.ts';
import { HINTS, type Hint } from './shape-hints.ts';

/*
 * The differences between two models, one sentence each. The comparison walks through both
 * documents and knows no field by name, so that it misses no field, also none of later versions.
 * The tables below only give better words.
 */

export type Difference = {
  /** where: names of fields; of an item of a list its id, its label, or else its content */
  readonly path: readonly string[];
  readonly sentence: string;
};

/** Where the comparison is. `pattern`: the path, with `*` for an item of a list. */
type Place = {
  readonly path: readonly string[];
  readonly pattern: string;
  readonly subject: string;
  /** the name of the item that it is in */
  readonly within?: string;
};
type Context = { readonly words: AccountWords; readonly before: JsonObject; readonly after: JsonObject };

/** A sentence for each difference, in the order of the document; empty: the models are equal. */
export function differencesOf(before: Model, after: Model, words: AccountWords = PLAIN_WORDS): readonly Difference[] {
  const [a, b] = [before, after].map((model) => contentOf(model) as unknown as JsonObject) as [JsonObject, JsonObject];
  return inObjects({ words, before: a, after: b }, { path: [], pattern: '', subject: 'The model' }, a, b);
}

function inObjects(context: Context, place: Place, a: JsonObject, b: JsonObject): Difference[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names.flatMap((name) => {
    const path = [...place.path, name];
    const pattern = place.pattern === '' ? name : `${place.pattern}.${name}`;
    const { within } = place;
    const inner = { path, pattern, subject: subjectOf(place, pattern, name), ...(within !== undefined && { within }) };
    const [before, after] = [a[name], b[name]];
    if (isSame(before, after)) return [];
    if (isGrowing(name, before) || isGrowing(name, after))
      return [{ path, sentence: growingChanged(context, place, [a, b]) }];
    // What grows instead is told there.
    if (name === 'when' && (isGrowing('growing', a['growing']) || isGrowing('growing', b['growing']))) return [];
    if (isCondition(name, before) || isCondition(name, after))
      return [{ path, sentence: conditionChanged(context, place, before, after) }];
    const list = LISTS[pattern];
    if (list !== undefined && (Array.isArray(before) || Array.isArray(after)))
      return inLists(context, inner, list, { before: before ?? null, after: after ?? null });
    if (isObject(before) && isObject(after)) return inObjects(context, inner, before, after);
    return [{ path, sentence: valueChanged(context, place.subject, pattern, before, after) }];
  });
}

function inLists(
  context: Context,
  place: Place,
  kind: ListKind,
  lists: { readonly before: Json; readonly after: Json },
): Difference[] {
  const before = keyed(lists.before, kind);
  const after = keyed(lists.after, kind);
  const pattern = `${place.pattern}.*`;
  const found: Difference[] = [];
  // What is in a new list is told item by item.
  if (lists.after === null || (lists.before === null && after.size === 0))
    found.push({
      path: place.path,
      sentence: `${place.subject} ${lists.after === null ? 'is not set any more' : 'is set now'}.`,
    });
  for (const [key, item] of before)
    if (!after.has(key))
      found.push({
        path: [...place.path, key],
        sentence: `The ${kind.one} ${nameOfItem(context, pattern, item, key)}${whereOf(place)} is taken out.`,
      });
  for (const [key, item] of after) {
    const old = before.get(key);
    const path = [...place.path, key];
    if (old === undefined)
      found.push({
        path,
        sentence: `New ${kind.one} ${nameOfItem(context, pattern, item, key)}${whereOf(place)}${restOf(context, pattern, item)}.`,
      });
    else if (isObject(old) && isObject(item)) {
      const subject = `${nameOfItem(context, pattern, old, key)}${whereOf(place)}`;
      found.push(...inObjects(context, { path, pattern, subject, within: subject }, old, item));
    }
  }
  // A new item has a place too: tell the order, unless new items stand at the end as usual.
  const stayed = [...before.keys()].filter((key) => after.has(key));
  const expected = [...stayed, ...[...after.keys()].filter((key) => !before.has(key))];
  if ([...after.keys()].some((key, at) => key !== expected[at])) {
    const names = [...after].map(([key, item]) => nameOfItem(context, pattern, item, key));
    found.push({
      path: [...place.path, 'order'],
      sentence: `The order of each ${kind.one}${whereOf(place)} is now: ${names.join(', ')}.`,
    });
  }
  return found;
}

/** Which of several lists of a kind it is: that of an item, or one with a name of its own. */
function whereOf({ pattern, subject, within }: Place): string {
  if (within !== undefined) return ` of ${within}`;
  return pattern.startsWith('cadence.') ? ` of ‘${hintOf(pattern)?.label ?? subject}’` : '';
}

/** What the name of a new item does not say. */
function restOf(context: Context, pattern: string, item: Json): string {
  if (!isObject(item)) return '';
  const { label, id, ...rest } = item;
  if (typeof label === 'string') return Object.keys(rest).length > 0 ? `: ${inFull(context, pattern, rest)}` : '';
  return typeof id === 'string' ? `: ${inFull(context, pattern, item)}` : '';
}

/** The name of an item in a sentence: its label, with its id if another may have the same label. */
function nameOfItem(context: Context, pattern: string, item: Json, key: string): string {
  if (!isObject(item)) return quoted(`${item}`);
  const { label, id } = item;
  if (typeof label === 'string')
    return typeof id === 'string' && label !== id ? `${quoted(label)} (${id})` : quoted(label) + suffixOf(key);
  return typeof id === 'string'
    ? quoted(context.words.ofValue(OWNER, id))
    : `(${inFull(context, pattern, item)})${suffixOf(key)}`;
}

const suffixOf = (key: string): string => / \(\d+\)$/.exec(key)?.[0] ?? '';

/** All fields of an item in words. */
function inFull(context: Context, pattern: string, item: Json): string {
  if (!isObject(item)) return valueText(context, pattern, item);
  return Object.entries(item)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      if (isGrowing(name, value)) return `as ${growingSentence(value as unknown as Growing, context.words)}`;
      return isCondition(name, value)
        ? `holds if ${conditionSentence(value as unknown as Condition, context.words)}`
        : `${labelOf(`${pattern}.${name}`)} ${valueText(context, `${pattern}.${name}`, value)}`;
    })
    .join(', ');
}

function conditionChanged(
  { words }: Context,
  { subject }: Place,
  before: Json | undefined,
  after: Json | undefined,
): string {
  const say = (value: Json | undefined) =>
    value === undefined ? 'always' : `if ${conditionSentence(value as unknown as Condition, words)}`;
  return `${subject} now holds ${say(after)}; it held ${say(before)}.`;
}

/** A change of a rule whose points grow, grew, or grow otherwise. */
function growingChanged(
  { words }: Context,
  { subject }: Place,
  [before, after]: readonly [JsonObject, JsonObject],
): string {
  const grows = ({ growing }: JsonObject) =>
    growing === undefined ? null : `as ${growingSentence(growing as unknown as Growing, words)}`;
  const holds = ({ when }: JsonObject) =>
    when === undefined ? null : `if ${conditionSentence(when as unknown as Condition, words)}`;
  const [was, is] = [grows(before), grows(after)];
  if (is === null)
    return holds(after) === null
      ? `${subject} does not give its points ${was} any more.`
      : `${subject} now holds ${holds(after)}; it gave its points ${was}.`;
  const now = `${subject} now gives its points ${is}`;
  if (was !== null) return `${now}; it gave them ${was}.`;
  return holds(before) === null ? `${now}.` : `${now}; it held ${holds(before)}.`;
}

function valueChanged(
  context: Context,
  subject: string,
  pattern: string,
  before: Json | undefined,
  after: Json | undefined,
): string {
  const name = nameIn(pattern);
  const word = wordsOf(pattern);
  const [was, is] = [before, after].map((value) => valueText(context, pattern, value));
  if (name === 'points' && typeof before === 'number' && typeof after === 'number')
    return `${subject} gives ${is} points, and gave ${was}.`;
  if (name === 'off') return `${subject} is ${after === true ? 'switched off' : 'switched on again'}.`;
  if (after === undefined) return `${subject}: ${word} is not set any more; it was ${was}.`;
  if (before === undefined) return `${subject}: ${word} is ${is}; it was not set.`;
  return `${subject}: ${word} is ${is}, and was ${was}.`;
}

function valueText(context: Context, pattern: string, value: Json | undefined): string {
  if (value === undefined) return 'not set';
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number')
    return (
      hintOf(pattern)?.options?.[value] ??
      (nameIn(pattern) === 'points' && value > 0 ? `+${value}` : `${value}`.replace('-', '−'))
    );
  if (typeof value === 'string') return textSaid(context, pattern, value);
  if (Array.isArray(value))
    return value.length === 0
      ? 'nothing'
      : value.map((item) => valueText(context, isObject(item) ? `${pattern}.*` : pattern, item)).join(', ');
  return `(${inFull(context, pattern, value)})`;
}

const OWNER = 'hubspot_owner_id';
/** The property whose values these fields of a model hold. */
const PROPERTY_OF: Readonly<Record<string, string>> = {
  fallbackOwner: OWNER,
  owner: OWNER,
  ...Object.fromEntries(['mql', 'sql', 'prospect', 'opportunity', 'customer'].map((name) => [name, 'lifecyclestage'])),
};
/** Fields that hold the name of a property. */
const NAMES_PROPERTY = /^(?:bant|behaviours\.\*)\.(?!signal$)\w+$|^numberProperties$|(?:^|\.)field$/;

function textSaid(context: Context, pattern: string, text: string): string {
  const name = nameIn(pattern);
  if (name === 'group') return nameOfGroup(context, text);
  if (name === 'signal' || name === 'signals') return nameOfSignal(context, text);
  if (NAMES_PROPERTY.test(pattern)) return context.words.ofField(text);
  // An id that is a number is the id of an owner: all other ids begin with a letter.
  const property = name === 'id' && /^\d+$/.test(text) ? OWNER : PROPERTY_OF[name];
  const label = hintOf(pattern)?.options?.[text] ?? text;
  return quoted(property === undefined ? label : context.words.ofValue(property, text));
}

/** The label of a group or signal with its id, since people know the label. */
const withLabel =
  (list: 'groups' | 'signals') =>
  ({ before, after }: Context, id: string): string => {
    const labels = [after, before].flatMap((model) =>
      ((model[list] ?? []) as readonly Json[]).flatMap((item) =>
        isObject(item) && item['id'] === id ? [item['label']] : [],
      ),
    );
    return typeof labels[0] === 'string' ? `${quoted(labels[0])} (${id})` : quoted(id);
  };
const nameOfGroup = withLabel('groups');
const nameOfSignal = withLabel('signals');

/** Names of fields in a sentence. Any other is ‘what the page calls it’. */
const WORDS: Readonly<Record<string, string>> = {
  name: 'the name',
  points: 'points',
  signal: 'signal',
  signals: 'signals',
  id: 'id',
  label: 'the label',
  cap: 'the most points',
  floor: 'the fewest points',
  group: 'the group',
  kind: 'the kind',
  halfLifeDays: 'the half-life in days',
  windowDays: 'the window in days',
  explicitShare: 'the share of who they are, in per cent,',
  pointsAtFullMatch: 'the points at full match',
  afterSilentDays: 'the days of silence',
  fit: 'the thresholds of A, B and C',
  interest: 'the thresholds of 1, 2 and 3',
  from: 'the opening hour',
  to: 'the closing hour',
  fallbackOwner: 'the fallback owner',
  holdOut: 'the share left out of each track, in per cent,',
  callsAWeek: 'the leads that sales can call in a week',
};

const nameIn = (pattern: string): string => pattern.slice(pattern.lastIndexOf('.') + 1);
const hintOf = (pattern: string): Hint | undefined => HINTS[pattern] ?? HINTS[`*.${nameIn(pattern)}`];

const wordsOf = (pattern: string): string => WORDS[nameIn(pattern)] ?? labelOf(pattern);

function labelOf(pattern: string): string {
  const label = hintOf(pattern)?.label;
  return label === undefined ? (WORDS[nameIn(pattern)] ?? splitUp(nameIn(pattern))) : `‘${label}’`;
}

const splitUp = (name: string): string =>
  name
    .replace(/([A-Z])/g, ' $1')
    .replaceAll('_', ' ')
    .toLowerCase();

/** The names of parts of the model as the subject of a sentence. */
const SUBJECTS: Readonly<Record<string, string>> = {
  'qualification.mql': 'What an MQL is',
  'qualification.sql': 'What an SQL is',
  'qualification.mql.enter': 'To become an MQL',
  'qualification.mql.leave': 'To stay an MQL',
  'qualification.sql.enter': 'To become an SQL',
  'qualification.sql.leave': 'To stay an SQL',
  grade: 'The grade',
  dormancy: 'When contacts have gone quiet',
  holdOut: 'The share left out, in per cent',
  calendar: 'The working hours',
  touch: 'Touches',
  response: 'The answer that sales owes',
  routing: 'Routing',
};

function subjectOf({ path, subject }: Place, pattern: string, name: string): string {
  const known = SUBJECTS[pattern];
  if (known !== undefined) return known;
  const words = hintOf(pattern)?.label ?? splitUp(name);
  return path.length === 0 ? words.charAt(0).toUpperCase() + words.slice(1) : `${subject}, ${words}`;
}
