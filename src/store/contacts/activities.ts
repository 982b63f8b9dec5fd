import { sql } from 'kysely';
import type { Activity } from '../../domain/contact.ts';
import { type Db, inTransaction } from '../transaction.ts';
import { activityOf } from './activity-pack.ts';

/** So many rows are read at once: parsing a page must not hold up others. */
const PAGE = 2000;

/**
 * A contact is judged by its newest activities only, so that memory is bounded; all stay stored.
 */
const MOST_ACTIVITIES = 250_000;

/** The activities of a contact, oldest first, read page by page. */
export async function readActivities(
  db: Db,
  { portalId, contactId }: { readonly portalId: number; readonly contactId: number },
): Promise<readonly Activity[]> {
  return inTransaction(db, async (trx) => {
    await sql`
      declare activities no scroll cursor for
      select id, signal, at, quantity, source, detail from (
        select * from ${activityOf(sql`${portalId}`, sql`${contactId}`)} a
        order by at desc limit ${MOST_ACTIVITIES}
      ) newest order by at`.execute(trx);
    const activities: Activity[] = [];
    for (;;) {
      const { rows } = await sql<Omit<Activity, 'detail'> & { readonly detail: string | null }>`
        fetch ${sql.lit(PAGE)} from activities`.execute(trx);
      for (const { detail, ...row } of rows) activities.push(detail === null ? row : { ...row, detail });
      if (rows.length < PAGE) break;
    }
    await sql`close activities`.execute(trx);
    return activities;
  });
}
