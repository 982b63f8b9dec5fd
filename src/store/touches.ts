import { sql } from 'kysely';
import type { Programme, TouchKind } from '../domain/words.ts';
import type { TouchState } from './schema.ts';
import { type Db, json } from './transaction.ts';

/** Something that became of a touch. Instants are ms since 1970. */
export type TouchEvent = {
  readonly contactId: number;
  /** the touch: the same one comes with the same key */
  readonly key: string;
  readonly programme: Programme;
  readonly kind: TouchKind;
  readonly dueAt: number;
  /** late: by hand and overdue; missed: an e-mail that nobody sent in time */
  readonly event: 'due' | 'late' | 'done' | 'missed' | 'cancelled';
  readonly at: number;
  /** why, in a sentence: of what was missed, late or cancelled */
  readonly cause: string | null;
};

const CLOSED = ['done', 'missed', 'cancelled'] as const satisfies readonly TouchState[];
const STATE_OF = { due: 'open', late: 'late', done: 'done', missed: 'missed', cancelled: 'cancelled' } as const;

/**
 * Records what became of touches, in the order of the events. Twice is harmless: what is closed stays closed, what is late can
 * only be done or cancelled, and what is due again is no news.
 */
export async function recordTouches(trx: Db, portalId: number, events: readonly TouchEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql`
    insert into touch as k (portal_id, contact_id, key, programme, kind, due_at, state, closed_at, cause)
    select ${portalId}, t.* from jsonb_to_recordset(${json(latestOfEach(events))}) as t(contact_id bigint, key text,
      programme text, kind text, due_at bigint, state text, closed_at bigint, cause text)
    order by contact_id, key
    on conflict (portal_id, contact_id, key) do update set
      state = excluded.state, closed_at = excluded.closed_at, cause = excluded.cause
    where k.state = 'open' and excluded.state <> 'open'
      or k.state = 'late' and excluded.state in ('done', 'cancelled')`.execute(trx);
}

/** What the events of each touch come to: one row for one touch, since a statement may change a row only once. */
function latestOfEach(events: readonly TouchEvent[]) {
  const rows = new Map<string, ReturnType<typeof rowOf>>();
  for (const event of events) {
    const id = `${event.contactId} ${event.key}`;
    const state = rows.get(id)?.state ?? 'open';
    if (!isClosed(state) && !(state === 'late' && event.event === 'due')) rows.set(id, rowOf(event));
  }
  return [...rows.values()];
}

const isClosed = (state: TouchState): boolean => (CLOSED as readonly TouchState[]).includes(state);

const rowOf = (touch: TouchEvent) => ({
  contact_id: touch.contactId,
  key: touch.key,
  programme: touch.programme,
  kind: touch.kind,
  due_at: touch.dueAt,
  state: STATE_OF[touch.event],
  closed_at: isClosed(STATE_OF[touch.event]) ? touch.at : null,
  cause: touch.cause,
});

export type Period = {
  readonly portalId: number /** touches due from then on, ms since 1970 */;
  readonly since: number;
};

export type UnmetTouch = {
  readonly contactId: number;
  readonly programme: Programme;
  readonly kind: TouchKind;
  readonly dueAt: number;
  readonly state: 'missed' | 'late';
  readonly cause: string | null;
};

/** Touches that were due and did not happen: e-mails missed, and touches by hand that are late. The latest due first. */
export async function missedTouches(db: Db, { portalId, since }: Period, limit: number): Promise<UnmetTouch[]> {
  const { rows } = await sql<UnmetTouch>`
    select contact_id as "contactId", programme, kind, due_at as "dueAt", state, cause from touch
    where portal_id = ${portalId} and state in ('missed', 'late') and due_at >= ${since}
    order by due_at desc, contact_id, key limit ${limit}`.execute(db);
  return rows;
}

export type TouchCount = {
  readonly programme: Programme;
  readonly kind: TouchKind;
  readonly state: TouchState;
  readonly touches: number;
};

/** How many touches that were due since an instant are in which state. */
export async function countTouches(db: Db, { portalId, since }: Period): Promise<TouchCount[]> {
  const { rows } = await sql<TouchCount>`
    select programme, kind, state, count(*) as touches from touch
    where portal_id = ${portalId} and due_at >= ${since}
    group by programme, kind, state order by programme, kind, state`.execute(db);
  return rows;
}
