import { createHash } from 'node:crypto';
import type { WebhookDeadLetter } from '../../domain/sync/webhook-dead-letter.ts';
import { shapeOf } from '../../domain/text/shape.ts';
import { numberFor } from '../../store/text-number.ts';
import type { Acceptance, Effect, InboxEvent } from '../../store/work/inbox.ts';
import { CONFIRM_AFTER_MS } from '../contacts/read/confirm-missing.ts';
import {
  type HubspotEvent,
  happened,
  isKnown,
  looksLikeEvent,
  readEvent,
  typeWithObject,
  type UnreadableEvent,
} from './read-event.ts';

/*
 * Turns HubSpot's deliveries into notes of what to read again. Events come twice, late and in any
 * order: a delivery says that something changed, but not what is true now. So Ripen reads the
 * contact before it concludes anything.
 */

/** What one delivery told of one portal. */
export type OfPortal = { readonly portalId: number; readonly events: readonly InboxEvent[]; readonly now: number };

/** Stores what was received. Each call resolves when it is committed. */
export type Inbox = {
  /**
   * Stores events of one portal, one by one if they cannot be stored together; says which were new.
   */
  readonly accept: (told: OfPortal) => Promise<Acceptance>;
  readonly noteDeadLetters: (deadLetters: readonly WebhookDeadLetter[], now: number) => Promise<void>;
};

/**
 * What becomes of an event. `foreign`: of a portal that is not active; `unknown`: of a kind that
 * Ripen does not know.
 */
export const EVENT_OUTCOMES = ['accepted', 'duplicates', 'foreign', 'unknown', 'unreadable'] as const;

/** What became of a delivery. `deadLetters`: only new ones. */
export type WebhookOutcome = { readonly deadLetters: readonly WebhookDeadLetter[] } & (
  | ({ readonly outcome: 'accepted' } & Readonly<Record<(typeof EVENT_OUTCOMES)[number], number>>)
  /** nothing in it can be read: do not acknowledge it */
  | { readonly outcome: 'unreadable' }
);

/**
 * Takes a delivery whose signature is verified. `body`: the JSON in its bytes; undefined: they are
 * not JSON. It resolves when every event is committed, so that the caller may acknowledge. An event
 * that cannot be read becomes a dead letter; the others are stored.
 */
export async function receiveWebhooks(
  { bytes, body }: { readonly bytes: Uint8Array; readonly body: unknown },
  inbox: Inbox,
  now: number,
): Promise<WebhookOutcome> {
  // One event may come without the array around it.
  const elements = Array.isArray(body) ? body : [body];
  if (!elements.some(looksLikeEvent) && !(Array.isArray(body) && body.length === 0)) {
    const deadLetters = [deadLetterOfDelivery(bytes, body)];
    await inbox.noteDeadLetters(deadLetters, now);
    return { outcome: 'unreadable', deadLetters };
  }

  const byPortal = new Map<number, InboxEvent[]>();
  const deadLetters: WebhookDeadLetter[] = [];
  let unknown = 0;
  for (const element of elements) {
    const read = readEvent(element, now);
    if (read.outcome === 'unreadable') {
      deadLetters.push(deadLetterOf(null, read.unreadable));
      continue;
    }
    const { event, missing } = read;
    if (missing === null && !isKnown(event)) unknown++;
    const effect: Effect =
      missing === null ? effectOf(event) : { kind: 'dead_letter', deadLetter: deadLetterOf(event.portalId, missing) };
    const ofPortal = byPortal.get(event.portalId) ?? [];
    ofPortal.push(inboxEvent(event, effect));
    byPortal.set(event.portalId, ofPortal);
  }
  const counts = { accepted: 0, duplicates: 0, foreign: 0, unknown };
  // The database of one portal may be away, or the portal moves: that must not keep the others out.
  const settled = await Promise.allSettled([
    inbox.noteDeadLetters([...deadLetters], now),
    ...[...byPortal].map(async ([portalId, events]) => {
      const receipt = await inbox.accept({ portalId, events, now });
      if (receipt.outcome === 'portal_not_active') {
        counts.foreign += events.length;
        return;
      }
      deadLetters.push(...receipt.deadLetters);
      counts.accepted += receipt.accepted - receipt.deadLetters.length;
      counts.duplicates += receipt.duplicates;
    }),
  ]);
  const failure = settled.find((one) => one.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return { outcome: 'accepted', ...counts, unreadable: deadLetters.length, deadLetters };
}

/**
 * The dead letter of an event. Events with the same fault and fields of the same types share one.
 */
function deadLetterOf(portalId: number | null, unreadable: UnreadableEvent): WebhookDeadLetter {
  const kinds = unreadable.shape.replaceAll(/\(\d+\)/g, '');
  const key = hash([portalId, unreadable.reason, unreadable.type, kinds].join('\n'));
  return { what: 'event', portalId, key, ...unreadable };
}

/** The dead letter of a delivery. The same bytes share one, however often HubSpot repeats them. */
function deadLetterOfDelivery(bytes: Uint8Array, body: unknown): WebhookDeadLetter {
  const reason = body === undefined ? 'not_json' : 'no_events';
  const shape = `${bytes.length} bytes${body === undefined ? '' : `, ${shapeOf(body)}`}`;
  return { what: 'delivery', portalId: null, reason, type: '', objectIds: [], shape, key: hash(bytes) };
}

const hash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

function inboxEvent(event: HubspotEvent, effect: Effect): InboxEvent {
  return {
    eventId: event.eventId ?? madeIdOf(event),
    type: typeWithObject(event),
    objectId: event.objectId ?? event.fromObjectId ?? event.primaryObjectId ?? 0,
    property: event.propertyName ?? '',
    occurredAt: event.occurredAt,
    effect,
    repeated: event.isRepeated,
  };
}

/** An id made of all that tells an event apart, which its value does not. */
const madeIdOf = ({ portalId: _, propertyValue: __, isRepeated: ___, ...identity }: HubspotEvent): number =>
  numberFor(JSON.stringify(identity));

/** What to do about an event; `none` for one that Ripen did not subscribe to. */
function effectOf(event: HubspotEvent): Effect {
  const { object, kind } = happened(event);
  if (kind === 'associationChange') {
    const from = event.fromObjectId ?? event.objectId;
    return object === 'contact' && from !== undefined && concernsFacts(event.associationType)
      ? markOf(from, true)
      : { kind: 'none' };
  }
  if (kind === 'merge') return mergeEffect(object, event);
  if (event.objectId === undefined) return { kind: 'none' };
  if (object === 'company' || object === 'deal') return job(object, event.objectId);
  if (object !== 'contact') return { kind: 'none' };

  switch (kind) {
    case 'creation':
    case 'restore':
      return markOf(event.objectId, true);
    case 'deletion':
      return { kind: 'gone', contactId: event.objectId, by: 'told', afterMs: CONFIRM_AFTER_MS };
    case 'privacyDeletion':
      return { kind: 'gone', contactId: event.objectId, by: 'privacy', afterMs: 0 };
    case 'propertyChange': {
      const { propertyName: property, propertyValue: value, eventId } = event;
      // Events without an id that differ only in the value count as one, so that the value may be
      // wrong.
      const echo = property && value && eventId !== null ? { ifNot: { property, value, at: event.occurredAt } } : {};
      return { ...markOf(event.objectId, false), ...echo };
    }
    default:
      return { kind: 'none' };
  }
}

function mergeEffect(
  object: string | undefined,
  { primaryObjectId, mergedObjectIds, newObjectId, objectId }: HubspotEvent,
): Effect {
  const into = newObjectId ?? primaryObjectId ?? objectId;
  if (into === undefined) return { kind: 'none' };
  if (object === 'company' || object === 'deal') return job(object, into);
  if (object !== 'contact') return { kind: 'none' };
  const from = [
    ...new Set([...(mergedObjectIds ?? []), ...(primaryObjectId === undefined ? [] : [primaryObjectId])]),
  ].filter((merged) => merged !== into);
  // Another merge into the same contact must not replace this one, so the key names all contacts.
  const key = `${into}<${from.toSorted((a, b) => a - b).join(',')}`;
  return { kind: 'job', job: { kind: 'merge', key, payload: { into, from } } };
}

/**
 * Whether a changed link concerns what Ripen reads: companies and deals. A link that names anything
 * else, such as a task of ours, does not. HubSpot does not document the names in `object.*` events,
 * so a link without a clear name does.
 */
const concernsFacts = (associationType: string | undefined): boolean =>
  associationType === undefined || !/[A-Z]/i.test(associationType) || /COMPANY|DEAL/i.test(associationType);

const markOf = (contactId: number, relink: boolean): Extract<Effect, { kind: 'mark_stale' }> => ({
  kind: 'mark_stale',
  contactId,
  relink,
});
const job = (kind: 'deal' | 'company', objectId: number): Effect => ({
  kind: 'job',
  job: { kind, key: `${objectId}`, payload: {} },
});
