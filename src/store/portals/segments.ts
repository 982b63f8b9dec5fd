import { sql } from 'kysely';
import type { Db } from '../transaction.ts';

export type CountedValue = { readonly property: string; readonly value: string; readonly count: number };

/** How many contacts have each value of these written properties, the most frequent first. */
export async function countValues(db: Db, portalId: number, properties: readonly string[]): Promise<CountedValue[]> {
  const { rows } = await sql<CountedValue>`
    select property, standing -> 'properties' ->> property as value, count(*) as count
    from contact cross join unnest(${properties}::text[]) as property
    where portal_id = ${portalId} and missing_since is null and standing -> 'properties' ->> property <> ''
    group by 1, 2 order by 3 desc, 1, 2`.execute(db);
  return rows;
}
