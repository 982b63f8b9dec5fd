import { type HubspotError, isHubspotError } from './errors.ts';

/** Whether HubSpot refused a request because of some rows. Other failures tell nothing of rows. */
export function isRefusal(error: unknown): error is HubspotError {
  return isHubspotError(error, 'invalid', 'not_found', 'conflict');
}

export interface Isolation<Row, Result> {
  readonly send: (rows: readonly Row[]) => Promise<readonly Result[]>;
  /** The result of a row that is refused alone. */
  readonly refused: (row: Row, error: HubspotError) => Result;
  /** Whether this row may be the reason. It narrows the search; by default every row may be. */
  readonly suspect?: (row: Row, error: HubspotError) => boolean;
  /** Whether the reason holds for all rows. Then all are refused, and none is sent again. */
  readonly alike?: (error: HubspotError) => boolean;
}

/**
 * Sends all rows in one request. HubSpot refuses a whole batch for one bad value without naming the
 * record. So a refused batch is split, suspects from the rest or else in halves, until the bad rows
 * stand alone and all others are written.
 */
export async function isolate<Row, Result>(
  rows: readonly Row[],
  { send, refused, suspect = () => true, alike = () => false }: Isolation<Row, Result>,
): Promise<readonly Result[]> {
  if (rows.length === 0) return [];
  try {
    return await send(rows);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const [only] = rows;
    if (rows.length === 1) return [refused(only!, error)];
    if (alike(error)) return rows.map((row) => refused(row, error));
    const results: Result[] = [];
    for (const part of split(rows, (row) => suspect(row, error))) {
      results.push(...(await isolate(part, { send, refused, suspect, alike })));
    }
    return results;
  }
}

function split<Row>(rows: readonly Row[], isSuspect: (row: Row) => boolean): readonly (readonly Row[])[] {
  const suspects = rows.filter(isSuspect);
  if (suspects.length > 0 && suspects.length < rows.length) return [rows.filter((row) => !isSuspect(row)), suspects];
  const half = Math.ceil(rows.length / 2);
  return [rows.slice(0, half), rows.slice(half)];
}
