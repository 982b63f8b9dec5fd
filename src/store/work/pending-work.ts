import { type RawBuilder, sql } from 'kysely';
import { JOB_KINDS, SET_UP } from '../../domain/sync/jobs.ts';
import { PLAN_ONCE } from '../../postgres/plan-once.ts';
import type { Db } from '../transaction.ts';

/*
 * The work that waits for a worker, each kind defined once: claims take these rows, `takePortals`
 * takes the portals that have such rows, and `storeHealth` counts them. In all SQL `w` is the row
 * and `p` its portal.
 */

type Condition = RawBuilder<boolean>;
type At = (now: number) => Condition;

/** HubSpot seems not to have the contact of `w` any more: nothing is done for it. */
const OF_MISSING = sql<boolean>`exists (select from contact k where k.portal_id = w.portal_id
  and k.contact_id = w.contact_id and k.missing_since is not null)`;

export const contactIsDue: At = (now) => sql`w.lease is null and w.run_at <= ${now}`;
/** Names both values, so that PostgreSQL uses the index by portal, `stale` and `run_at`. */
const isStaleOrNot = sql<boolean>`w.stale in (true, false)`;
export const listsDiffer: At = (now) => sql`w.unlisted and w.list_try_at <= ${now} and w.missing_since is null`;
/** A kind that this version does not know is left to the newer one that wrote it. */
export const jobIsDue: At = (now) => sql`w.lease is null and w.run_at <= ${now} and w.kind = any(${JOB_KINDS}::text[])`;
export const taskIsPending: At = (now) => sql`w.state = 'pending' and w.try_at <= ${now} and not ${OF_MISSING}`;
/** A task that was being sent when its worker ended. */
export const taskIsInDoubt = sql<boolean>`w.state = 'sending' and not ${OF_MISSING}`;
export const taskIsToClose: At = (now) =>
  sql`w.state = 'created' and w.close_as is not null and w.try_at <= ${now} and not ${OF_MISSING}`;
export const callbackIsReady: At = (now) => sql`w.state = 'ready' and w.try_at <= ${now}`;
const deadLetterIsDue: At = (now) => sql`w.retry_at <= ${now}`;
/** A contact or job in the hands of a worker, which may have ended. */
export const rowIsHeld = sql<boolean>`w.lease is not null`;
const grantIsToBeChecked: At = (now) => sql`w.grant_look_at <= ${now}`;
const portalIsToBeErased: At = (now) => sql`w.erase_at <= ${now}`;

/** A portal in which HubSpot lets us work. */
const CONNECTED = sql<boolean>`p.status <> 'disconnected' and p.grant_look_at is null`;
/** An active portal: before that there is nothing to evaluate, and no property to write. */
const ACTIVE = sql<boolean>`p.status = 'active' and p.grant_look_at is null`;
/** Before a portal is active only the job that sets it up is done; a sealed portal keeps others. */
const OF_JOBS = sql<boolean>`${CONNECTED} and (p.status = 'active' or w.kind = ${SET_UP})`;
const ANY = sql<boolean>`true`;

type Pending = {
  readonly table: 'contact' | 'job' | 'task' | 'callback' | 'dead_letter' | 'portal';
  readonly waits: At;
  /** in which portals such rows are work */
  readonly portal: Condition;
};

export const PENDING_WORK = {
  contactsDue: { table: 'contact', waits: (now) => sql`${isStaleOrNot} and ${contactIsDue(now)}`, portal: ACTIVE },
  contactsInHand: { table: 'contact', waits: () => rowIsHeld, portal: ACTIVE },
  contactsUnlisted: { table: 'contact', waits: listsDiffer, portal: ACTIVE },
  jobsDue: { table: 'job', waits: jobIsDue, portal: OF_JOBS },
  jobsInHand: { table: 'job', waits: () => rowIsHeld, portal: OF_JOBS },
  tasksPending: { table: 'task', waits: taskIsPending, portal: ACTIVE },
  tasksInDoubt: { table: 'task', waits: () => taskIsInDoubt, portal: ACTIVE },
  tasksToClose: { table: 'task', waits: taskIsToClose, portal: ACTIVE },
  callbacksReady: { table: 'callback', waits: callbackIsReady, portal: ACTIVE },
  deadLettersDue: { table: 'dead_letter', waits: deadLetterIsDue, portal: CONNECTED },
  grantsToCheck: { table: 'portal', waits: grantIsToBeChecked, portal: ANY },
  portalsToErase: { table: 'portal', waits: portalIsToBeErased, portal: ANY },
} as const satisfies Readonly<Record<string, Pending>>;

export type PendingKind = keyof typeof PENDING_WORK;
export const PENDING_KINDS = Object.keys(PENDING_WORK) as readonly PendingKind[];

/** Whether work of a kind waits for a worker in portal `p`. */
const waitsIn = (kind: PendingKind, now: number): Condition => {
  const { table, waits, portal } = PENDING_WORK[kind];
  return sql`exists (select from ${sql.table(table)} w where w.portal_id = p.portal_id and ${waits(now)} and ${portal})`;
};

/** Whether anything waits for a worker in portal `p`. */
export const hasWork = (now: number): Condition =>
  sql`(${sql.join(
    PENDING_KINDS.map((kind) => waitsIn(kind, now)),
    sql` or `,
  )})`;

/** Which of these kinds of work wait for a worker in a portal: one statement for all of them. */
export async function pendingIn(
  db: Db,
  { portalId, kinds, now }: { readonly portalId: number; readonly kinds: readonly PendingKind[]; readonly now: number },
): Promise<ReadonlySet<PendingKind>> {
  const { rows } = await sql<{ kind: PendingKind }>`${PLAN_ONCE}
    select t.kind from portal p cross join lateral (values ${sql.join(
      kinds.map((kind) => sql`(${sql.lit(kind)}, ${waitsIn(kind, now)})`),
    )}) t(kind, waits)
    where p.portal_id = ${portalId} and t.waits`.execute(db);
  return new Set(rows.map(({ kind }) => kind));
}

/** How much of a kind waits over all portals. */
export const countPending = (kind: PendingKind, now: number): RawBuilder<number> => {
  const { table, waits, portal } = PENDING_WORK[kind];
  return sql<number>`(select count(*) from ${sql.table(table)} w join portal p on p.portal_id = w.portal_id
    where ${waits(now)} and ${portal})`;
};
