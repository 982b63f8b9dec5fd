import { sql } from 'kysely';
import { causeOf } from '../../domain/sync/failure-cause.ts';
import { DAY } from '../../domain/time/time.ts';
import { PLAN_ONCE } from '../../postgres/plan-once.ts';
import { IN_DOUBT, LET_GO } from '../contacts/claim-contacts.ts';
import { type Db, inTransaction } from '../transaction.ts';
import { retryAt } from './backoff.ts';
import { insertDeadLetters } from './insert-dead-letters.ts';
import { hasWork, rowIsHeld } from './pending-work.ts';

/** The code of a contact whose evaluation has ended the process. */
const PROCESS_ENDED = 'process_ended';

/** A process that works on portals: one uuid per start. */
type Holder = string;

export type TakenPortal = {
  readonly portalId: number;
  /** it was last served by another process */
  readonly takenOver: boolean;
};

/**
 * Takes portals with work that no live holder has, the least recently served first, for `leaseMs`.
 *
 * Another process may take a portal only a quota window after its holder gave it back, since it
 * could not call HubSpot earlier. The holder itself may take it at once, also if the answer to an
 * earlier taking was lost; it names in `except` what it has in hand. Contacts and jobs that an
 * earlier holder held come free, and so does its right to renew the tokens.
 *
 * A portal whose grant is refused is taken only to ask HubSpot again, a sealed one only to be
 * erased. A portal that must wait is taken only to be erased, and one that moves to another
 * database not at all.
 *
 * `now` decides what is due; leases run on the database's clock. The holder must stop calling
 * HubSpot `leaseMs` after it *asked*, by its own monotonic clock.
 */
export async function takePortals(
  db: Db,
  terms: {
    readonly holder: Holder;
    readonly now: number;
    readonly limit: number;
    readonly leaseMs: number;
    /** the length of HubSpot's quota window */
    readonly quietMs: number;
    /** portals that are not to be taken now: in hand already, or work on them has just failed */
    readonly except?: readonly number[];
  },
): Promise<readonly TakenPortal[]> {
  const { holder, now, limit, leaseMs, quietMs, except = [] } = terms;
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<TakenPortal>`${PLAN_ONCE}
      with candidate as materialized (
        select p.portal_id, p.lease_holder <> ${holder} as taken_over from portal p
        where not p.portal_id = any(${except}::bigint[])
          and p.moving_to is null
          and (p.lease_holder = ${holder} or p.lease_until is null
            or p.lease_until <= clock_timestamp() - ${ms(quietMs)})
          and (p.wait_until is null or p.wait_until <= clock_timestamp() or p.erase_at <= ${now})
          and ${hasWork(now)}
        order by p.last_served_at nulls first, p.portal_id limit ${limit} for no key update skip locked
      )
      update portal p set
        refreshing_until = case when p.lease_holder = ${holder} then p.refreshing_until end,
        lease_holder = ${holder},
        lease_until = clock_timestamp() + ${ms(leaseMs)},
        last_served_at = clock_timestamp()
      from candidate where p.portal_id = candidate.portal_id
      returning p.portal_id as "portalId", coalesce(candidate.taken_over, false) as "takenOver"`.execute(trx);
    await freeLeftovers(
      trx,
      rows.map(({ portalId }) => portalId),
      now,
    );
    return rows;
  });
}

/** After so many processes that ended while it was evaluated, a contact becomes a dead letter. */
const MAX_CRASHES = 3;
/** When it is tried again, unless the model or the program changes before. */
const CRASHED_AGAIN_MS = 7 * DAY;

/**
 * Frees contacts and jobs that an earlier holder held. One crash proves nothing against a contact,
 * so the attempt does not count; but from then on it is marked while it is evaluated. If a process
 * ends during that, the attempt counts, and the contact is tried again alone, after a growing
 * pause. What somebody else has locked stays held until the next taking: all other portals would
 * wait too.
 */
async function freeLeftovers(trx: Db, portalIds: readonly number[], now: number): Promise<void> {
  if (portalIds.length === 0) return;
  await sql`
    with held as materialized (
      select portal_id, contact_id from contact w where portal_id = any(${portalIds}::bigint[]) and ${rowIsHeld}
      order by portal_id, contact_id for update skip locked
    ), freed as (
      update contact k set ${LET_GO}, ${IN_DOUBT},
        crashes = crashes + 1,
        alone = alone or evaluating,
        attempts = case when evaluating then attempts else greatest(attempts - 1, 0) end,
        last_error = case when evaluating then ${PROCESS_ENDED} else last_error end,
        run_at = case
          when not evaluating then run_at
          when attempts >= ${MAX_CRASHES} then null
          else ${retryAt(sql<number>`k.attempts`, now, sql<number>`1`)} end
      from held where k.portal_id = held.portal_id and k.contact_id = held.contact_id
      returning k.portal_id, k.contact_id, k.run_at is null as "deadLetter", k.last_error
    )
    ${insertDeadLetters(
      sql`(select portal_id, 'contact' as what, contact_id::text as key, last_error as error,
          ${causeOf('contact', PROCESS_ENDED)}::text as cause, ${CRASHED_AGAIN_MS}::bigint as rest_ms
        from freed where "deadLetter" and last_error = ${PROCESS_ENDED}) f`,
      sql<number>`f.portal_id`,
      now,
    )}`.execute(trx);
  await sql`
    with held as materialized (
      select portal_id, kind, key from job w where portal_id = any(${portalIds}::bigint[]) and ${rowIsHeld}
      order by portal_id, kind, key for update skip locked
    )
    update job j set lease = null, attempts = greatest(attempts - 1, 0)
    from held where j.portal_id = held.portal_id and j.kind = held.kind and j.key = held.key`.execute(trx);
}

/**
 * Makes whoever would take the portal wait until this transaction ends. False: the lease has run
 * out, or another process has the portal.
 */
export async function holdLease(
  trx: Db,
  { portalId, holder }: { readonly portalId: number; readonly holder: Holder },
): Promise<boolean> {
  const { rows } = await sql`
    select from portal
    where portal_id = ${portalId} and lease_holder = ${holder} and lease_until > clock_timestamp()
    for share`.execute(trx);
  return rows.length === 1;
}

/**
 * Prolongs a lease to `leaseMs` from now. False: it has run out, or the portal is disconnected or
 * moves to another database; stop working on it.
 */
export async function renewLease(
  db: Db,
  { portalId, holder, leaseMs }: { readonly portalId: number; readonly holder: Holder; readonly leaseMs: number },
): Promise<boolean> {
  const { rows } = await sql`
    update portal set lease_until = clock_timestamp() + ${ms(leaseMs)}
    where portal_id = ${portalId} and lease_holder = ${holder} and lease_until > clock_timestamp()
      and moving_to is null and (status <> 'disconnected' or erase_at is not null)
    returning portal_id`.execute(db);
  return rows.length === 1;
}

/**
 * Lets no process take the portal for `forMs`, on the database's clock: HubSpot asks to wait, or
 * cannot be used. Only its holder may call it.
 */
export async function waitWithPortal(
  db: Db,
  { portalId, holder, forMs }: { readonly portalId: number; readonly holder: Holder; readonly forMs: number },
): Promise<void> {
  await sql`
    update portal set wait_until = clock_timestamp() + ${ms(forMs)}
    where portal_id = ${portalId} and lease_holder = ${holder} and moving_to is null`.execute(db);
}

/** Gives a portal back: from now on we make no call. A quota window later another may take it. */
export async function releaseLease(
  db: Db,
  { portalId, holder }: { readonly portalId: number; readonly holder: Holder },
): Promise<void> {
  await sql`
    update portal set lease_until = clock_timestamp()
    where portal_id = ${portalId} and lease_holder = ${holder} and lease_until > clock_timestamp()
      and moving_to is null`.execute(db);
}

function ms(duration: number) {
  return sql`make_interval(secs => ${duration / 1000}::float8)`;
}
