import { sql } from 'kysely';
import { DAY } from '../../domain/time/time.ts';
import type { Db } from '../transaction.ts';

/** HubSpot repeats a delivery for 24 hours, and a step of a workflow for up to three days. */
const REPEATED = 3 * DAY;

/** What is kept for a time only: a table, the instant of a row that counts, and how long. */
const KEPT = [
  ['event', 'received_at', REPEATED],
  ['callback', 'created_at', REPEATED],
  ['erased', 'at', REPEATED],
  ['request_done', 'at', REPEATED],
  ['webhook_dead_letter', 'last_at', 30 * DAY],
  ['contact_past', 'read_at', 30 * DAY],
  // Who looks back again does so soon.
  ['contact_history', 'coalesce(read_at, asked_at)', 7 * DAY],
] as const;

const BATCH = 5_000;

/**
 * Deletes the rows of all portals that nobody needs any more. Several processes may do so at once.
 * A portal that moves to another database keeps its rows, and loses them there.
 */
export async function forgetOld(db: Db, now: number): Promise<void> {
  for (const [table, at, forMs] of KEPT) {
    let forgotten: number;
    do {
      const { numAffectedRows } = await sql`
        delete from ${sql.table(table)} where ctid = any (array(
          select t.ctid from ${sql.table(table)} t where ${sql.raw(at)} < ${now - forMs}
            and not exists (select from portal p where p.portal_id = t.portal_id and p.moving_to is not null)
          limit ${BATCH} for update of t skip locked))`.execute(db);
      forgotten = Number(numAffectedRows);
    } while (forgotten === BATCH);
  }
}
