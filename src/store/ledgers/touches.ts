import { sql } from 'kysely';
import type { TouchEvent as Event } from '../../domain/nurture/open-touches.ts';
import type { TouchKind, TouchTrack } from '../../domain/words.ts';
import { type ChosenTraits, ofChosen } from '../figures/present.ts';
import type { TouchState } from '../schema.ts';
import { type Db, json } from '../transaction.ts';

/** An event of a touch of a contact, which has one touch of a track and kind at an instant. */
export type RecordedTouch = Event & { readonly contactId: number };

const STATE_OF = {
  due: 'open',
  again: 'open',
  late: 'late',
  done: 'done',
  missed: 'missed',
  cancelled: 'cancelled',
} as const;
/** A touch never goes back to a lower rank. */
const RANK: Readonly<Record<TouchState, number>> = { open: 0, late: 1, done: 2, missed: 2, cancelled: 2 };

/**
 * Records events of touches, in order. Recording an event twice changes nothing: a closed touch
 * stays closed, and a late one stays late. Only a cancelled touch is open again when the version of
 * the model that cancelled it is taken back.
 */
export async function recordTouches(trx: Db, portalId: number, events: readonly RecordedTouch[]): Promise<void> {
  if (events.length === 0) return;
  const again = events.filter(({ event }) => event === 'again').map((touch) => rowOf(touch));
  if (again.length > 0)
    await sql`
      update touch k set state = 'open', closed_at = null, cause = null
      from jsonb_to_recordset(${json(again)}) as t(contact_id bigint, due_at bigint, track text, kind text)
      where k.portal_id = ${portalId} and k.contact_id = t.contact_id and k.due_at = t.due_at and k.track = t.track
        and k.kind = t.kind and k.state = 'cancelled'`.execute(trx);
  await sql`
    insert into touch as k (portal_id, contact_id, due_at, track, kind, state, closed_at, cause)
    select ${portalId}, t.* from jsonb_to_recordset(${json(latestOfEach(events))}) as t(contact_id bigint, due_at bigint,
      track text, kind text, state text, closed_at bigint, cause text)
    order by contact_id, due_at, track, kind
    on conflict (portal_id, contact_id, due_at, track, kind) do update set
      state = excluded.state, closed_at = excluded.closed_at, cause = excluded.cause
    where k.state = 'open' and excluded.state <> 'open'
      or k.state = 'late' and excluded.state not in ('open', 'late')`.execute(trx);
}

/** One row for each touch, since a statement may change a row only once: the last state wins. */
function latestOfEach(events: readonly RecordedTouch[]) {
  const rows = new Map<string, ReturnType<typeof rowOf>>();
  for (const event of events) {
    const id = `${event.contactId} ${event.dueAt} ${event.track} ${event.kind}`;
    const before = rows.get(id);
    if (before === undefined || RANK[STATE_OF[event.event]] > RANK[before.state]) rows.set(id, rowOf(event));
  }
  return [...rows.values()];
}

const rowOf = (touch: RecordedTouch) => ({
  contact_id: touch.contactId,
  track: touch.track,
  kind: touch.kind,
  due_at: touch.dueAt,
  state: STATE_OF[touch.event],
  closed_at: RANK[STATE_OF[touch.event]] === 2 ? touch.at : null,
  cause: touch.cause,
});

/** The time from `since` on, in ms since 1970. */
export type Period = { readonly portalId: number; readonly since: number };

/** The same of the contacts with these values. */
export type ChosenPeriod = Period & { readonly only?: ChosenTraits };

export type UnmetTouch = {
  readonly contactId: number;
  readonly track: TouchTrack;
  readonly kind: TouchKind;
  readonly dueAt: number;
  readonly state: 'missed' | 'late';
  readonly cause: string | null;
};

/**
 * Touches that were due and did not happen: e-mails missed, and touches by hand that are late. The
 * latest due first.
 */
export async function missedTouches(
  db: Db,
  { portalId, since, only = {} }: ChosenPeriod,
  limit: number,
): Promise<UnmetTouch[]> {
  const { rows } = await sql<UnmetTouch>`
    select contact_id as "contactId", track, kind, due_at as "dueAt", state, cause from touch p
    where portal_id = ${portalId} and state in ('missed', 'late') and due_at >= ${since} ${ofChosen(portalId, only)}
    order by due_at desc, contact_id, track, kind limit ${limit}`.execute(db);
  return rows;
}

export type TouchCount = {
  readonly track: TouchTrack;
  readonly kind: TouchKind;
  readonly state: TouchState;
  readonly touches: number;
};

/** How many touches that were due since an instant are in which state. */
export async function countTouches(db: Db, { portalId, since, only = {} }: ChosenPeriod): Promise<TouchCount[]> {
  const { rows } = await sql<TouchCount>`
    select track, kind, state, count(*) as touches from touch p
    where portal_id = ${portalId} and due_at >= ${since} ${ofChosen(portalId, only)}
    group by track, kind, state order by track, kind, state`.execute(db);
  return rows;
}
