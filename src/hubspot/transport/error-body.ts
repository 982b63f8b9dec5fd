import { z } from 'zod';
import { listOf, texts } from './tolerant.ts';

/** What an error is about; absent: HubSpot does not say. */
interface ErrorContext {
  readonly ids?: readonly string[];
  readonly fromObjectId?: readonly string[];
  readonly objectWriteTraceId?: readonly string[];
  readonly propertyName?: readonly string[];
  readonly requiredGranularScopes?: readonly string[];
}

/**
 * How HubSpot may spell each name of the context, in lower case without `s` at the end and `_`.
 * HubSpot documents the context as a free map.
 */
const SPELLINGS: Readonly<Record<keyof ErrorContext, readonly string[]>> = {
  ids: ['id', 'objectid', 'recordid', 'hsobjectid', 'contactid'],
  fromObjectId: ['fromobjectid', 'fromid'],
  objectWriteTraceId: ['objectwritetraceid', 'traceid'],
  propertyName: ['propertyname', 'property', 'name'],
  requiredGranularScopes: ['requiredgranularscope', 'requiredscope', 'missingscope', 'scope'],
};

const context = z
  .unknown()
  .optional()
  .transform((given): ErrorContext => {
    if (typeof given !== 'object' || given === null) return {};
    const values = Object.entries(given).map(
      ([key, value]) => [key.toLowerCase().replaceAll('_', '').replace(/s$/, ''), texts.parse(value)] as const,
    );
    const named = Object.entries(SPELLINGS).map(
      ([name, keys]) => [name, values.filter(([key]) => keys.includes(key)).flatMap(([, value]) => value)] as const,
    );
    return Object.fromEntries(named.filter(([, found]) => found.length > 0));
  });

/** A code of HubSpot. Where a sentence stands instead, it may repeat a value of a person. */
const code = z
  .string()
  .regex(/^[\w.:-]{1,100}$/)
  .optional()
  .catch(undefined);

const detail = z.object({
  message: z.string().catch(''),
  code,
  category: code,
  subCategory: code,
  context,
});

const errorEntry = detail.extend({
  /** in a row of a 207: what is wrong with it, in parts */
  errors: z.array(detail).catch([]),
});

/** One entry of `errors` in an error body, and one refused row of a 207. */
export type ErrorEntry = z.output<typeof errorEntry>;

/** The refused rows of a 207; a 200 has none. An unreadable row still counts as a refusal. */
export const refusedRows = listOf(errorEntry.catch({ message: '', context: {}, errors: [] }));

/** Whether HubSpot refused rows because the record does not exist, or has no links. */
export function isGone({ category, code, subCategory, message }: ErrorEntry): boolean {
  const words = [category, code, subCategory].filter((word) => word !== undefined).join(' ');
  if (/propert|option|owner|stage|pipeline/i.test(words + message)) return false;
  return (
    /NOT_?FOUND|NO_ASSOCIATIONS|OBJECT_DELETED/i.test(words) || (words === '' && /not found|not exist/i.test(message))
  );
}

/**
 * HubSpot's error envelope. Every field is optional, and a field that does not fit is left out. A
 * page of HTML gives an empty envelope.
 * https://developers.hubspot.com/docs/api-reference/error-handling
 */
export const errorBody = z
  .object({
    message: z.string().catch(''),
    category: code,
    correlationId: code,
    policyName: code,
    context,
    errors: listOf(errorEntry.catch({ message: '', context: {}, errors: [] })).catch([]),
  })
  .catch({ message: '', context: {}, errors: [] });

export type ErrorBody = z.output<typeof errorBody>;

/**
 * Why a record was refused: HubSpot's code and the properties that it names. No values: they may be
 * personal data.
 */
export interface Complaint {
  readonly reason: string | undefined;
  readonly propertyNames: readonly string[];
}

/**
 * HubSpot names the refused properties either in `errors[]` or in a JSON list inside the message;
 * this reads both.
 */
export function complaintsOf(body: {
  readonly message: string;
  readonly errors: readonly z.output<typeof detail>[];
}): readonly Complaint[] {
  const complaints = [
    ...body.errors.map((error) => ({ reason: error.code, propertyNames: error.context.propertyName ?? [] })),
    ...listedInMessage(body.message),
  ];
  return complaints.map(({ reason, propertyNames }) => ({ reason, propertyNames: propertyNames.filter(isName) }));
}

/** Whether it can be the internal name of a property. */
const isName = (text: string): boolean => /^[\w.-]{1,255}$/.test(text);

const listed = z.array(z.object({ error: code, name: z.string() }));

/**
 * `Property values were not valid:
 * [{"isValid":false,"error":"INVALID_INTEGER","name":"score",...}]`
 */
function listedInMessage(message: string): readonly Complaint[] {
  // A pattern would search a message of many brackets for minutes.
  const [from, to] = [message.indexOf('[{'), message.lastIndexOf('}]')];
  if (from === -1 || to < from) return [];
  let json: unknown;
  try {
    json = JSON.parse(message.slice(from, to + 2));
  } catch {
    return []; // prose in brackets
  }
  return (listed.safeParse(json).data ?? []).map(({ error, name }) => ({ reason: error, propertyNames: [name] }));
}
