import { z } from 'zod';

const texts = z.array(z.coerce.string());
const context = z
  .object({
    ids: texts,
    fromObjectId: texts,
    objectWriteTraceId: texts,
    propertyName: texts,
    requiredGranularScopes: texts,
  })
  .partial()
  .catch({});

const errorEntry = z.object({
  message: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  category: z.string().optional().catch(undefined),
  context: context.default({}),
});

/** One entry of `errors` in an error body, and one refused row of a 207. */
export type ErrorEntry = z.output<typeof errorEntry>;

/** The refused rows of a 207; a 200 has none. */
export const refusedRows = z.array(errorEntry).default([]);

/**
 * HubSpot's error envelope; every field is optional and what does not fit is left out. A page of HTML gives an empty one.
 * https://developers.hubspot.com/docs/api-reference/error-handling
 */
export const errorBody = z
  .object({
    message: z.string().catch(''),
    category: z.string().optional().catch(undefined),
    correlationId: z.string().optional().catch(undefined),
    policyName: z.string().optional().catch(undefined),
    context,
    errors: z.array(errorEntry).catch([]),
  })
  .catch({ message: '', context: {}, errors: [] });

export type ErrorBody = z.output<typeof errorBody>;

/** Why a record was refused: HubSpot's code and the properties that it names. No values: they may be personal data. */
export interface Complaint {
  readonly reason: string | undefined;
  readonly propertyNames: readonly string[];
}

/** HubSpot names the refused properties either in `errors[]` or in a JSON list inside the message; this reads both. */
export function complaintsOf(body: Pick<ErrorBody, 'message' | 'errors'>): readonly Complaint[] {
  return [
    ...body.errors.map((error) => ({ reason: error.code, propertyNames: error.context.propertyName ?? [] })),
    ...listedInMessage(body.message),
  ];
}

const listed = z.array(z.object({ error: z.string().optional(), name: z.string() }));

/** `Property values were not valid: [{"isValid":false,"error":"INVALID_INTEGER","name":"score",...}]` */
function listedInMessage(message: string): readonly Complaint[] {
  const list = /\[\{.*\}\]/s.exec(message)?.[0];
  if (list === undefined) return [];
  let json: unknown;
  try {
    json = JSON.parse(list);
  } catch {
    return []; // prose in brackets
  }
  return (listed.safeParse(json).data ?? []).map(({ error, name }) => ({ reason: error, propertyNames: [name] }));
}
