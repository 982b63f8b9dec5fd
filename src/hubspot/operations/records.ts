import { z } from 'zod';
import { shorten } from '../../domain/text/text.ts';
import { HubspotError } from '../transport/errors.ts';
import { id } from '../transport/tolerant.ts';

/**
 * A CRM record as HubSpot holds it: every value is text, `null` is "never set". Properties the
 * account lacks are absent.
 */
export interface CrmRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
}

/** A property holds no more characters in HubSpot; longer texts are cut. */
const LONGEST_VALUE = 65_536;

/** Several values of one property are one text, as HubSpot writes them. */
const propertyValue = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))])
  .nullable()
  .transform((value) =>
    value === null ? null : shorten(Array.isArray(value) ? value.join(';') : `${value}`, LONGEST_VALUE),
  );

const propertyValues = z.record(z.string(), propertyValue).nullish();

export const recordSchema = z.object({
  id,
  properties: z
    .unknown()
    .optional()
    .transform((given, context): CrmRecord['properties'] => {
      // Nearly all are; a schema for each value took a tenth of a first reading.
      if (areTexts(given)) return given;
      const read = propertyValues.safeParse(given);
      for (const issue of read.error?.issues ?? []) context.addIssue({ ...issue });
      return read.data ?? {};
    }),
});

/** Whether HubSpot gave every value as it is to be: a text that is not too long, or null. */
function areTexts(given: unknown): given is CrmRecord['properties'] {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false;
  const values = given as Readonly<Record<string, unknown>>;
  for (const name in values) {
    const value = values[name];
    if (value !== null && (typeof value !== 'string' || value.length > LONGEST_VALUE)) return false;
  }
  return true;
}

const named = z.object({ id });

/** The id of a row whose other fields may be unreadable. */
export const idOfRow = (row: unknown): string | undefined => named.safeParse(row).data?.id;

/**
 * The cursor of the next page, noted in `used`; undefined on the last one. Throws `contract` if it
 * was used before: pages would never end.
 */
export function nextCursor(
  { paging }: { readonly paging?: { readonly next: { readonly after: string } } | undefined },
  used: Set<string | undefined>,
  route: string,
): string | undefined {
  const after = paging?.next.after;
  if (after !== undefined && used.has(after))
    throw new HubspotError({ code: 'contract' }, { route, detail: 'a page names one before it as the next one' });
  used.add(after);
  return after;
}

/** How many rows HubSpot takes in one request, with the page that states it. */
export const ROWS_PER_CALL = {
  /** https://developers.hubspot.com/docs/guides/crm/using-object-apis */
  records: 100,
  /**
   * With property history half as many; found by several connectors, not in HubSpot's
   * documentation.
   */
  recordsWithHistory: 50,
  /** https://developers.hubspot.com/docs/api-reference/associations/associate-records/guide */
  associations: 1_000,
  /** https://developers.hubspot.com/docs/api-reference/search/guide */
  searchPage: 200,
  /** HubSpot documents no limit; 500 keeps requests small. */
  memberships: 500,
} as const;

/**
 * Divides rows into calls, in their order. Throws RangeError for a row that comes twice, because
 * HubSpot refuses a call that names a record twice.
 */
export function callsOf<Row>(
  operation: string,
  rows: readonly Row[],
  limit: number,
  idOf: (row: Row) => string = (row) => `${row}`,
): readonly (readonly Row[])[] {
  if (new Set(rows.map(idOf)).size !== rows.length)
    throw new RangeError(`${operation} takes each id once, but some came twice. Merge them first.`);
  return Array.from({ length: Math.ceil(rows.length / limit) }, (_, n) => rows.slice(n * limit, (n + 1) * limit));
}

/** Makes the calls one after another and joins their answers. */
export async function joined<Row, Answer>(
  calls: readonly (readonly Row[])[],
  send: (rows: readonly Row[]) => Promise<readonly Answer[]>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const rows of calls) answers.push(...(await send(rows)));
  return answers;
}
