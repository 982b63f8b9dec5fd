import type { Reply } from '../http/reply.ts';
import type { Random } from '../random.ts';
import { isObject, type Json, mapObjects } from './json.ts';

/**
 * Whether a text can be sent as a number and mean the same: no zero in front, no sign, no more
 * digits than a number keeps.
 */
const isPlainNumber = (text: string): boolean => /^(0|[1-9]\d{0,14})(\.\d*[1-9])?$/.test(text);

const IDS: ReadonlySet<string> = new Set(['id', 'toObjectId', 'listId', 'after', 'total', 'userId', 'displayOrder']);
const INSTANTS: ReadonlySet<string> = new Set(['createdAt', 'updatedAt', 'timestamp', 'startedAt', 'completedAt']);
const FLAGS: ReadonlySet<string> = new Set([
  'archived',
  'hidden',
  'calculated',
  'formField',
  'isClosed',
  'readOnlyValue',
]);
const LISTS: ReadonlySet<string> = new Set(['errors', 'options', 'associationTypes', 'teams']);

/** Reshapes an answer in ways that users of HubSpot have reported, with the same content. */
export function odd(reply: Reply, random: Random): Reply {
  const isUnsaid = reply.status === 201 && random.chance(0.2);
  const body = reply.json === undefined || isUnsaid ? undefined : oddBody(reply.json, random);
  const status = reply.status === 204 ? random.pick([204, 200, 202]) : random.pick([200, 201, 202, 203, 207]);
  const { headers } = reply;
  if (body === undefined) return { status, ...(headers && { headers }) };
  const type = random.pick([
    'application/json',
    'application/json;charset=utf-8',
    'text/plain',
    'application/hal+json',
  ]);
  return { status, headers: { ...headers, 'content-type': type }, json: body };
}

function oddBody(json: unknown, random: Random): unknown {
  const whole = mapObjects(json, (object) => {
    const shaped = Object.entries(isRefusal(object) ? oddRefusal(object, random) : object).map(
      ([name, value]) =>
        [name, name === 'properties' ? oddValues(value, random) : oddValue(name, value, random)] as const,
    );
    // Fields that nobody has announced.
    if (random.chance(0.2)) shaped.push(['hs_added_lately', { deep: [1, null] }]);
    return Object.fromEntries(shaped);
  });
  if (!isObject(whole) || !Array.isArray(whole.results)) return whole;
  const nothing = {
    ...(random.chance(0.5) && { paging: null }),
    ...(random.chance(0.3) && { errors: null, links: null }),
  };
  return { ...nothing, ...whole, results: [...whole.results, ...strays(whole.results)] };
}

/**
 * Items that nobody asked for in a list: queues among owners, archived owners and properties.
 */
function strays([first]: readonly unknown[]): readonly Json[] {
  if (!isObject(first)) return [];
  const archived = { ...first, id: '79999', name: 'ripen_of_old', archived: true };
  if ('userIdIncludingInactive' in first) return [archived, { id: 79_998, type: 'QUEUE', archived: null }];
  return 'fieldType' in first ? [archived] : [];
}

const isRefusal = ({ status, category }: Json): boolean => status === 'error' && category !== undefined;

/** A refused row whose `context` has other names, texts instead of lists, or nothing. */
function oddRefusal({ context, ...row }: Json, random: Random): Json {
  const [entry] = Object.entries((context ?? {}) as Record<string, readonly string[]>);
  if (entry === undefined || random.chance(0.4)) return { ...row, context: random.pick([null, {}]) };
  const [name, values] = entry;
  if (name !== 'ids') return { ...row, context: { [name]: values.length === 1 ? values[0] : values } };
  return { ...row, context: { [random.pick(['ids', 'id', 'objectIds'])]: values.map((value) => Number(value)) } };
}

function oddValue(name: string, value: unknown, random: Random): unknown {
  if (!random.chance(0.4)) return value;
  if (IDS.has(name)) return otherWay(value);
  if (INSTANTS.has(name) && typeof value === 'string') return random.pick([Date.parse(value), `${Date.parse(value)}`]);
  if (FLAGS.has(name)) return typeof value === 'boolean' ? `${value}` : value === 'true' ? true : value;
  if (name === 'probability') return otherWay(value);
  if (LISTS.has(name) && Array.isArray(value) && value.length === 0) return null;
  if (name === 'label' && value === '') return null;
  return value;
}

/** Numbers and booleans instead of the texts that mean the same. */
function oddValues(properties: unknown, random: Random): unknown {
  if (!isObject(properties)) return properties;
  const entries = Object.entries(properties).map(([name, value]) => {
    if (typeof value !== 'string' || !random.chance(0.3)) return [name, value];
    if (value === 'true' || value === 'false') return [name, value === 'true'];
    return [name, isPlainNumber(value) ? Number(value) : value];
  });
  return Object.fromEntries(entries);
}

function otherWay(value: unknown): unknown {
  if (typeof value === 'number') return `${value}`;
  return typeof value === 'string' && isPlainNumber(value) ? Number(value) : value;
}
