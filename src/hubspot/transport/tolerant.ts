import { z } from 'zod';

/*
 * What answers are made of, read as HubSpot may write it: absent, null, as text, as a number or as
 * a boolean. Only what cannot be done without is refused.
 */

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** A value as text; undefined when there is none, or something that is no single value. */
export const maybeText = z
  .unknown()
  .optional()
  .transform((value): string | undefined =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : undefined,
  );

/** `''` for none. */
export const textOrNone = maybeText.transform((text) => text ?? '');

/** An id or a name: a text that is not empty, or a number. */
export const id = z
  .union([z.string(), z.number().int()])
  .transform((value) => `${value}`.trim())
  .refine((text) => text !== '');

/** Undefined when there is none. */
export const maybeNumber = z
  .unknown()
  .optional()
  .transform((value): number | undefined => {
    const number = isAbsent(value) || typeof value === 'boolean' ? Number.NaN : Number(value);
    return Number.isFinite(number) ? number : undefined;
  });

/** False unless HubSpot says true. */
export const flag = z
  .unknown()
  .optional()
  .transform((value) => value === true || value === 1 || /^(true|1)$/i.test(`${value}`));

/**
 * Milliseconds since the epoch, from ISO text or from milliseconds as number or text; undefined
 * when it is neither.
 */
export const maybeInstant = z
  .unknown()
  .optional()
  .transform((value): number | undefined => {
    const digits = typeof value === 'number' || (typeof value === 'string' && /^\d{11,14}$/.test(value));
    const ms = digits ? Number(value) : typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return Number.isFinite(ms) ? ms : undefined;
  });

/** One text or many, as a list; what is no text is left out. */
export const texts = z
  .unknown()
  .optional()
  .transform((value): string[] =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => {
      const text = maybeText.parse(one);
      return text === undefined || text === '' ? [] : [text];
    }),
  );

/** A list in which null and absent mean none. */
export const listOf = <S extends z.ZodType>(element: S) =>
  z
    .array(element)
    .nullish()
    .transform((rows) => rows ?? []);

/** An object in which null and absent mean an empty one. */
export const partOf = <S extends z.ZodObject>(shape: S) => z.preprocess((value) => value ?? {}, shape);

/** Where a list goes on; undefined on its last page. */
export const paging = z
  .object({ next: z.object({ after: id }).nullish().catch(undefined) })
  .nullish()
  .catch(undefined)
  .transform((value): { readonly next: { readonly after: string } } | undefined =>
    value?.next ? { next: { after: value.next.after } } : undefined,
  );

const OF_A_LIST: ReadonlySet<string> = new Set([
  ...['results', 'paging', 'total', 'status', 'errors', 'numErrors', 'links'],
  ...['requestedAt', 'startedAt', 'completedAt', 'offset', 'hasMore'],
]);

/**
 * An answer with a list of results. Writers that leave out what is empty leave out an empty list
 * too; it is taken for that only where nothing else is said than what belongs to a list that is
 * complete.
 */
export function results<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess((answer) => {
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer;
    const { results: rows, status } = answer as { results?: unknown; status?: unknown };
    if (rows !== undefined && rows !== null) return answer;
    const isComplete = isAbsent(status) || `${status}`.toUpperCase() === 'COMPLETE';
    return isComplete && Object.keys(answer).every((key) => OF_A_LIST.has(key)) ? { ...answer, results: [] } : answer;
  }, z.object(shape));
}

/**
 * Any answer to an operation that needs none, but for the words of an error under a code of
 * success.
 */
export const anything = z
  .unknown()
  .optional()
  .refine((answer) => (answer as { status?: unknown } | null | undefined)?.status !== 'error');
