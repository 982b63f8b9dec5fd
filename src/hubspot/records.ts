import { z } from 'zod';

/** A CRM record as HubSpot holds it: every value is text, `null` is "never set". Properties the account lacks are absent. */
export interface CrmRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
}

export const recordSchema = z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) });

/** Where a list goes on. */
export const paging = z.object({ next: z.object({ after: z.string() }).optional() }).optional();

/** HubSpot's limits on inputs of one request, with the page that states them. */
export const BATCH = {
  /** https://developers.hubspot.com/docs/guides/crm/using-object-apis */
  records: 100,
  /** With property history half as many; found by several connectors, not in HubSpot's documentation. */
  recordsWithHistory: 50,
  /** https://developers.hubspot.com/docs/api-reference/associations/associate-records/guide */
  associations: 1_000,
  /** https://developers.hubspot.com/docs/api-reference/search/guide */
  searchPage: 200,
  /** HubSpot documents no limit; 500 keeps requests small. */
  memberships: 500,
} as const;

/** Throws RangeError when a caller passes more than one request can carry, or the same id twice. */
export function checkBatch(operation: string, ids: readonly string[], limit: number): void {
  if (ids.length > limit) {
    throw new RangeError(`${operation} takes at most ${limit} ids, but ${ids.length} came. Split them first.`);
  }
  if (new Set(ids).size !== ids.length) {
    throw new RangeError(
      `${operation} takes each id once, but some came twice. Merge them first: HubSpot refuses the batch.`,
    );
  }
}

/** Slices of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
