import { type RawBuilder, sql } from 'kysely';
import { PLAN_ONCE } from '../../postgres/plan-once.ts';
import type { Db } from '../transaction.ts';
import { markIsApart } from './news.ts';
import { countPending, PENDING_KINDS, PENDING_WORK, type PendingKind } from './pending-work.ts';

/** The health of the whole store, for the operator. */
export type StoreHealth = {
  readonly installing: number;
  readonly active: number;
  readonly disconnected: number;
  /** ms since 1970; null: no contact is due */
  readonly oldestDueAt: number | null;
  /** work that was set aside, with what is told of contacts and cannot be marked */
  readonly deadLetters: number;
  /** what waits for a worker */
  readonly waiting: Readonly<Record<PendingKind, number>>;
};

/**
 * Counts the work that waits at `now`, in all portals that can be worked on. It uses indexes, so
 * its time depends on the work that waits only.
 */
export async function storeHealth(db: Db, now: number): Promise<StoreHealth> {
  const waiting = sql.join(
    PENDING_KINDS.map((kind) => {
      const told = kind === 'contactsDue' ? sql` + ${countTold(now)}` : sql``;
      return sql`${sql.lit(kind)}, ${countPending(kind, now)}${told}`;
    }),
  );
  const { rows } = await sql<StoreHealth>`${PLAN_ONCE}
    select s.*, (
      select min(at) from (
        select min(w.run_at) as at from contact w join portal p on p.portal_id = w.portal_id
        where ${PENDING_WORK.contactsDue.waits(now)} and ${PENDING_WORK.contactsDue.portal}
        union all select min(w.due_at) from news w join portal p on p.portal_id = w.portal_id
        where w.due_at <= ${now} and ${PENDING_WORK.contactsDue.portal}
      ) d
    ) as "oldestDueAt", (
      select count(*) from dead_letter w join portal p on p.portal_id = w.portal_id where ${PENDING_WORK.deadLettersDue.portal}
    ) + ${COUNT_APART} as "deadLetters", jsonb_build_object(${waiting}) as waiting
    from (select count(*) filter (where status = 'installing') as installing, count(*) filter (where status = 'active') as active,
      count(*) filter (where status = 'disconnected') as disconnected from portal) s`.execute(db);
  return rows[0]!;
}

/** Contacts that deliveries made due and nobody has marked yet, as often as they told of each. */
const countTold = (now: number): RawBuilder<number> => sql`(
  select coalesce(sum(cardinality(w.contact_ids)), 0) from news w join portal p on p.portal_id = w.portal_id
  where w.due_at <= ${now} and ${PENDING_WORK.contactsDue.portal})`;

/** Marks of contacts that could not be carried out, each waiting alone. */
const COUNT_APART = sql<number>`(
  select count(*) from news w join portal p on p.portal_id = w.portal_id
  where ${markIsApart} and ${PENDING_WORK.contactsDue.portal})`;

/** What several databases hold together. */
export function sumOfHealth(parts: readonly StoreHealth[]): StoreHealth {
  const sum = (count: (part: StoreHealth) => number) => parts.reduce((total, part) => total + count(part), 0);
  const due = parts.flatMap(({ oldestDueAt }) => (oldestDueAt === null ? [] : [oldestDueAt]));
  return {
    installing: sum((part) => part.installing),
    active: sum((part) => part.active),
    disconnected: sum((part) => part.disconnected),
    oldestDueAt: due.length === 0 ? null : Math.min(...due),
    deadLetters: sum((part) => part.deadLetters),
    waiting: Object.fromEntries(PENDING_KINDS.map((kind) => [kind, sum((part) => part.waiting[kind])])) as Record<
      PendingKind,
      number
    >,
  };
}
