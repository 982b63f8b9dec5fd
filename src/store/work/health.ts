import { sql } from 'kysely';
import { OF_MISSING } from '../contacts/missing.ts';
import type { Db } from '../transaction.ts';

/** How the whole store is doing, for the operator. Instants are ms since 1970. */
export type StoreHealth = {
  readonly installing: number;
  readonly active: number;
  readonly disconnected: number;
  readonly contactsDue: number;
  /** null: nothing is due */
  readonly oldestDueAt: number | null;
  readonly contactsInHand: number;
  readonly contactsUnlisted: number;
  readonly jobsDue: number;
  readonly tasksOpen: number;
  readonly callbacksReady: number;
  readonly parked: number;
};

/**
 * The rows of a sealed portal wait for nobody, and those of one whose grant is refused wait for
 * HubSpot.
 */
const CONNECTED = sql`portal_id not in (
  select portal_id from portal where status = 'disconnected' or grant_look_at is not null)`;

/**
 * Counts what is due at `now`, over all portals that can be worked on; by index, so its cost is
 * that of the work waiting.
 */
export async function storeHealth(db: Db, now: number): Promise<StoreHealth> {
  const { rows } = await sql<StoreHealth>`
    select p.*, d.*, i.*, u.*, j.*, t.*, c.*, l.* from
      (select count(*) filter (where status = 'installing') as installing, count(*) filter (where status = 'active') as active,
         count(*) filter (where status = 'disconnected') as disconnected from portal) p,
      (select count(*) as "contactsDue", min(run_at) as "oldestDueAt" from contact where lease is null and run_at <= ${now} and ${CONNECTED}) d,
      (select count(*) as "contactsInHand" from contact where lease is not null and ${CONNECTED}) i,
      (select count(*) as "contactsUnlisted" from contact where lists is distinct from listed and list_try_at <= ${now} and missing_since is null and ${CONNECTED}) u,
      (select count(*) as "jobsDue" from job where lease is null and run_at <= ${now} and ${CONNECTED}) j,
      (select count(*) as "tasksOpen" from task t
         where ${CONNECTED} and not ${OF_MISSING} and (state = 'sending' or state = 'pending' and try_at <= ${now}
           or state = 'created' and close_as is not null and try_at <= ${now})) t,
      (select count(*) as "callbacksReady" from callback where state = 'ready' and try_at <= ${now} and ${CONNECTED}) c,
      (select count(*) as parked from dead_letter where ${CONNECTED}) l`.execute(db);
  return rows[0]!;
}
