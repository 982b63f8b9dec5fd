import { z } from 'zod';

/*
 * Schemas of values in HubSpot's answers. They accept every way in which HubSpot may write a value:
 * absent, null, text, number or boolean. Only an indispensable value is refused if it is missing.
 */

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** A single value as text; undefined: there is none, or it is no single value. */
export const maybeText = z
  .unknown()
  .optional()
  .transform((value): string | undefined =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : undefined,
  );

/** A single value as text; `''`: there is none. */
export const textOrNone = maybeText.transform((text) => text ?? '');

/** An id or a name: a text that is not empty, or a number. */
export const id = z
  .union([z.string(), z.number().int()])
  .transform((value) => `${value}`.trim())
  .refine((text) => text !== '');

/** A number, also from text; undefined: there is none. */
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
    (Array.isArray(value) ? value : [value]).flatMap((item) => {
      const text = maybeText.parse(item);
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
 * An answer with a list of results. A missing list counts as empty, but only if the answer has no
 * other fields than those of a complete list.
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

/** What the reading under way has left out: reading is synchronous, so there is one at a time. */
let leftOut: (readonly string[])[] = [];

/**
 * A list whose unreadable elements are left out, since one bad row must never cost a page; `noting`
 * tells of them. Make it once: that takes a hundred times as long as to read an answer.
 */
export const tolerant = <S extends z.ZodType>(element: S): z.ZodType<z.output<S>[]> =>
  z.array(z.unknown()).transform((rows) =>
    rows.flatMap((row) => {
      const read = element.safeParse(row);
      if (read.success) return [read.data];
      leftOut.push(read.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`));
      return [];
    }),
  );

/** What `read` returns, and what is wrong with each row that it left out. */
export function noting<T>(read: () => T): { readonly value: T; readonly leftOut: readonly (readonly string[])[] } {
  leftOut = [];
  const value = read();
  return { value, leftOut };
}

/**
 * Any answer, for operations that read none; refused if it tells an error in spite of its status.
 */
export const anything = z
  .unknown()
  .optional()
  .refine((answer) => (answer as { status?: unknown } | null | undefined)?.status !== 'error');
