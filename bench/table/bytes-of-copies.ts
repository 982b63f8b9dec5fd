import { sql } from 'kysely';
import type { Database } from '../../src/store/database.ts';
import { bytesOf, tablesOfContacts } from '../support/copy-base.ts';
import type { Row } from './row.ts';

/** Row 11, of contacts that were read for the first time and copied. */
export async function bytesOfCopies({ db }: Database): Promise<Row> {
  const { rows } = await sql<{ activities: number }>`
    select ((select count(*) from activity) + (
      select count(*) from activity_pack, json_array_elements(kinds) as kind, json_array_elements(kind -> 4))
    )::float / (select count(*) from contact) as activities`.execute(db);
  const sizes = Object.entries(await bytesOf(db, await tablesOfContacts(db))).filter(([, size]) => size > 0);
  return {
    row: 11,
    measure: `bytes a contact on the disk, ${rows[0]!.activities.toFixed(1)} activities each, no year of history`,
    goal: '≤ 5 kB with 20 activities and a year',
    got: `${sizes.reduce((sum, [, size]) => sum + size, 0)}: ${sizes.map(([name, size]) => `${name} ${size}`).join(', ')}`,
  };
}
