import { type RawBuilder, sql } from 'kysely';
import type { Job, JobKind } from '../../domain/sync/jobs.ts';
import type { WebhookDeadLetter } from '../../domain/sync/webhook-dead-letter.ts';
import { shapeOf } from '../../domain/text/shape.ts';
import { cleanText } from '../../domain/text/text.ts';
import { PLAN_ONCE } from '../../postgres/plan-once.ts';
import { boundedKey } from '../bounded-key.ts';
import { eraseContacts, lockContacts } from '../contacts/erase-contacts.ts';
import { type MissingContact, noteMissing } from '../contacts/note-missing.ts';
import { madeDue } from '../make-due.ts';
import { bigints, type Db, heldPortal, holdPortal, inTransaction, retried, textList } from '../transaction.ts';
import { addJobs } from './jobs.ts';
import { type NewsMark, puttingNews } from './news.ts';
import { storeByHalves } from './store-by-halves.ts';
import { putWebhookDeadLetters } from './webhook-dead-letters.ts';

/** What an event does, as the caller has decided. */
export type Effect =
  | ({ readonly kind: 'mark_stale' } & NewsMark)
  /** HubSpot says that the contact is gone: Ripen asks again `afterMs` later */
  | {
      readonly kind: 'gone';
      readonly contactId: number;
      readonly by: 'told' | 'privacy';
      readonly afterMs: number;
    }
  | { readonly kind: 'job'; readonly job: Job }
  /** Ripen cannot act on the event and keeps it as a dead letter */
  | { readonly kind: 'dead_letter'; readonly deadLetter: WebhookDeadLetter }
  | { readonly kind: 'none' };

/**
 * One event of a webhook batch. All fields but the last two are its key: two events with the same
 * key are the same event. No property value is stored.
 */
export type InboxEvent = {
  readonly eventId: number;
  readonly type: string;
  readonly objectId: number;
  /** '' when the event is not about a property */
  readonly property: string;
  readonly occurredAt: number;
  readonly effect: Effect;
  /** HubSpot has sent it before, so that it may be known */
  readonly repeated: boolean;
};

export type Acceptance =
  | {
      readonly outcome: 'accepted';
      /** new, dead letters included */
      readonly accepted: number;
      readonly duplicates: number;
      /** the dead letters among the new events */
      readonly deadLetters: readonly WebhookDeadLetter[];
    }
  /**
   * not installed, still installing (the backfill will read everything) or disconnected: nothing
   * was stored
   */
  | { readonly outcome: 'portal_not_active' };

export type Deliveries = {
  readonly portalId: number;
  /** the events of each */
  readonly deliveries: readonly (readonly InboxEvent[])[];
  readonly now: number;
  readonly debounceMs: number;
};

/** What became of an event. */
type Fate =
  | { readonly fate: 'duplicate' | 'accepted' }
  | { readonly fate: 'dead_letter'; readonly deadLetter: WebhookDeadLetter };
/** The fates of events, in their order; null: the portal is not active. */
type Fates = readonly Fate[] | null;
type Batch = Omit<Deliveries, 'deliveries'> & { readonly events: readonly InboxEvent[] };

/**
 * Stores the keys of events and carries out the effects of new ones. After it returns, the
 * deliveries may be acknowledged. A contact becomes due `debounceMs` after `now`; later events do
 * not delay that. All is one commit, unless the database cannot hold one of the events: that one
 * becomes a dead letter, and the others are stored.
 */
export async function acceptDeliveries(db: Db, { deliveries, ...batch }: Deliveries): Promise<readonly Acceptance[]> {
  const parts = await storeByHalves(
    deliveries.flat(),
    (events) => acceptTogether(db, { ...batch, events }),
    (event, code) => refuseEvent(db, batch, event, code),
  );
  // Where one is null, somebody disconnected the portal in between, so nothing of it is stored.
  const fates = parts.every((part) => part !== null) ? parts.flat() : null;
  let from = 0;
  return deliveries.map(({ length }) => {
    from += length;
    return fates === null ? { outcome: 'portal_not_active' } : sumOf(fates.slice(from - length, from));
  });
}

function sumOf(fates: readonly Fate[]): Acceptance {
  const duplicates = fates.filter(({ fate }) => fate === 'duplicate').length;
  return {
    outcome: 'accepted',
    accepted: fates.length - duplicates,
    duplicates,
    deadLetters: fates.flatMap((one) => (one.fate === 'dead_letter' ? [one.deadLetter] : [])),
  };
}

/** In one statement if it can, since deliveries wait for each round trip. */
const acceptTogether = async (db: Db, batch: Batch): Promise<Fates> =>
  (await acceptMarks(db, batch)) ?? (await acceptAll(db, batch));

/**
 * Stores new events of which none does more than mark a contact. Null, and nothing is stored: some
 * do more or are known, there are none, the portal is not active, or it must be noted that HubSpot
 * delivered something.
 */
async function acceptMarks(db: Db, { portalId, events, now, debounceMs }: Batch): Promise<Fates> {
  const isPlain = ({ effect, repeated }: InboxEvent) =>
    !repeated && (effect.kind === 'mark_stale' || effect.kind === 'none');
  if (events.length === 0 || !events.every(isPlain)) return null;
  const told = marksIn(events.map(({ effect }) => effect));
  const statement = sql<{ held: number }>`${PLAN_ONCE}
    with held as materialized (
      select from portal where portal_id = ${portalId} and status = 'active' and moving_to is null
        and heard_at >= ${now - MINUTE_MS} for key share
    -- To tell known keys from new ones takes as long as to store them, so a known one is an error.
    ), stored as (
      ${storing({ portalId, now, events: sql`held cross join ${eventRows(events)}` })}
    )${told.length === 0 ? sql`` : sql`, told as (${puttingNews(portalId, { told, dueAt: now + debounceMs })} from held)`}
    select count(*) as held from held`;
  try {
    const { rows } = await retried(() => statement.execute(db));
    return rows[0]!.held === 0 ? null : events.map(() => ({ fate: 'accepted' }));
  } catch (error) {
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return null;
    throw error;
  }
}

async function acceptAll(db: Db, { portalId, events, now, debounceMs }: Batch): Promise<Fates> {
  return inTransaction(db, async (trx) => {
    const { status, heardAt } = await heldPortal(trx, portalId);
    if (status !== 'active') {
      // A sealed portal, or one that came back, still has rows, and HubSpot cannot be asked now.
      const gone = goneBy(events);
      const asked = gone.filter(({ by }) => by === 'privacy').map(({ contactId }) => contactId);
      await eraseContacts(trx, { portalId, contactIds: asked, now });
      const known = new Set(
        await lockContacts(
          trx,
          portalId,
          gone.map(({ contactId }) => contactId),
        ),
      );
      await noteMissing(trx, {
        portalId,
        contacts: missingOf(
          gone.filter(({ contactId }) => known.has(contactId)),
          now,
        ),
      });
      return null;
    }

    if (heardAt === null || heardAt < now - MINUTE_MS) await rememberHearing(trx, portalId, now);
    const places = await rememberEvents(trx, portalId, events, now);
    const fresh = places.map((place) => events[place]!);
    const effects = fresh.map(({ effect }) => effect);
    const told = marksIn(effects);
    const gone = goneBy(fresh);
    const jobs = effects.filter((effect) => effect.kind === 'job').map(({ job }) => ({ ...job, runAt: now }));

    await noteMissing(trx, { portalId, contacts: missingOf(gone, now) });
    if (told.length > 0) await puttingNews(portalId, { told, dueAt: now + debounceMs }).execute(trx);
    await addJobs(trx, { portalId, jobs, ifPresent: 'replace' });
    const deadLetters = effects.filter((effect) => effect.kind === 'dead_letter').map(({ deadLetter }) => deadLetter);
    await putWebhookDeadLetters(trx, deadLetters, now);
    const isFresh = new Set(places);
    return events.map(({ effect }, place) => {
      if (!isFresh.has(place)) return { fate: 'duplicate' };
      if (effect.kind === 'dead_letter') return { fate: 'dead_letter', deadLetter: effect.deadLetter };
      return { fate: 'accepted' };
    });
  });
}

async function refuseEvent(
  db: Db,
  { portalId, now }: Pick<Batch, 'portalId' | 'now'>,
  event: InboxEvent,
  code: string,
): Promise<Fates> {
  const { type, property, objectId, effect } = event;
  const reason = `store_${code}`;
  const deadLetter: WebhookDeadLetter = {
    what: 'event',
    portalId,
    reason,
    type: cleanText(type),
    objectIds: [objectId],
    shape: `type ${shapeOf(type)}, property ${shapeOf(property)}, effect ${effect.kind}`,
    key: `${portalId} ${reason} ${cleanText(type)}`,
  };
  return inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) !== 'active') return null;
    await putWebhookDeadLetters(trx, [deadLetter], now);
    return [{ fate: 'dead_letter', deadLetter }];
  });
}

const UNIQUE_VIOLATION = '23505';
const MINUTE_MS = 60_000;
/** HubSpot repeats a delivery for 24 hours. */
const SILENCE_MS = 24 * 3_600_000;
const SWEEP: JobKind = 'sweep';

/**
 * Notes, to the minute, that HubSpot delivered something. After a day without deliveries some may
 * have been lost, so the next sweep begins at once.
 */
async function rememberHearing(trx: Db, portalId: number, now: number): Promise<void> {
  await sql`
    with before as materialized (
      select heard_at from portal where portal_id = ${portalId}
    ), heard as (
      update portal set heard_at = ${now} where portal_id = ${portalId} and coalesce(heard_at, 0) < ${now - MINUTE_MS}
    )
    update job k set ${madeDue(now)} from before
    where portal_id = ${portalId} and kind = ${SWEEP} and lease is null and before.heard_at < ${now - SILENCE_MS}`.execute(
    trx,
  );
}

const marksIn = (effects: readonly Effect[]) => effects.filter((effect) => effect.kind === 'mark_stale');

type Gone = Extract<Effect, { kind: 'gone' }>;

const goneBy = (events: readonly InboxEvent[]): Gone[] =>
  events.map(({ effect }) => effect).filter((effect) => effect.kind === 'gone');

const missingOf = (gone: readonly Gone[], now: number): MissingContact[] =>
  gone.map(({ contactId, by, afterMs }) => ({ contactId, by, since: now, confirmAt: now + afterMs }));

/**
 * Stores the keys of the events, and returns the places of the new ones. The statement looks for
 * their places only if some were known.
 */
async function rememberEvents(
  trx: Db,
  portalId: number,
  events: readonly InboxEvent[],
  now: number,
): Promise<readonly number[]> {
  if (events.length === 0) return [];
  const { rows } = await sql<{ places: readonly number[] | null }>`${PLAN_ONCE}
    with t as materialized (select * from ${eventRows(events)}), stored as (
      ${storing({ portalId, now, events: sql`t` })} on conflict do nothing
      returning type, object_id, property, occurred_at, event_id
    )
    select case when (select count(*) from stored) < ${events.length} then array(
      select min(t.place)::int - 1 from t join stored using (type, object_id, property, occurred_at, event_id)
      group by type, object_id, property, occurred_at, event_id order by 1
    ) end as places`.execute(trx);
  return rows[0]!.places ?? [...events.keys()];
}

/** The keys of events as a table `t`, with their places from 1. */
const eventRows = (events: readonly InboxEvent[]): RawBuilder<unknown> => sql`unnest(
    ${textList(events.map(({ type }) => boundedKey(type)))}, ${bigints(events.map(({ objectId }) => objectId))},
    ${textList(events.map(({ property }) => boundedKey(property)))}, ${bigints(events.map(({ occurredAt }) => occurredAt))},
    ${bigints(events.map(({ eventId }) => eventId))}
  ) with ordinality as t(type, object_id, property, occurred_at, event_id, place)`;

type Storing = { readonly portalId: number; readonly now: number; readonly events: RawBuilder<unknown> };

/**
 * Stores the keys of events, in one order so that concurrent batches cannot deadlock: that of the
 * index, in which new ones follow each other.
 */
const storing = ({ portalId, now, events }: Storing): RawBuilder<unknown> => sql`
  insert into event (portal_id, type, object_id, property, occurred_at, event_id, received_at)
  select ${portalId}, type, object_id, property, occurred_at, event_id, ${now} from ${events}
  order by occurred_at, event_id, object_id, type, property`;
