import { z } from 'zod';

/*
 * HubSpot's deliveries become notes of what to look at again. A delivery says that something changed, never what is true now:
 * events come twice, late and in any order, so the contact is read afresh before anything is concluded.
 */

/** What an event asks for. */
export type EventEffect =
  /** read the contact again; `relink`: its company and deals too. Not needed when it is known to have the value of `ifNot`: our own write came back. */
  | {
      readonly kind: 'look';
      readonly contactId: number;
      readonly relink: boolean;
      readonly ifNot?: { readonly property: string; readonly value: string };
    }
  | { readonly kind: 'erase'; readonly contactId: number }
  | { readonly kind: 'job'; readonly job: { readonly kind: JobKind; readonly key: string; readonly payload: Json } }
  | { readonly kind: 'none' };
type JobKind = 'deal' | 'company' | 'merge';
type Json = { readonly [name: string]: unknown };

export type InboxEvent = {
  readonly eventId: number;
  readonly type: string;
  readonly objectId: number;
  /** '' when the event is not about a property. Values are never kept. */
  readonly property: string;
  /** ms since 1970 UTC */
  readonly occurredAt: number;
  readonly effect: EventEffect;
};

/** Commits events of one portal, in one transaction; says what was new. */
export type Inbox = (delivery: {
  readonly portalId: number;
  readonly events: readonly InboxEvent[];
  readonly now: number;
}) => Promise<InboxReceipt>;
export type InboxReceipt =
  | { readonly outcome: 'accepted'; readonly accepted: number; readonly duplicates: number; readonly echoes: number }
  | { readonly outcome: 'not_ours' };

export type WebhookOutcome =
  | {
      readonly outcome: 'accepted';
      readonly accepted: number;
      readonly duplicates: number;
      readonly echoes: number;
      readonly unreadable: number;
      readonly foreign: number;
    }
  | { readonly outcome: 'unreadable'; readonly problem: string };

const id = z.coerce.number().int().positive();
const ids = z.array(id);

/** Fields as documented; `eventType` is what some of HubSpot's tables call `subscriptionType`. Unknown fields are ignored. */
const hubspotEvent = z
  .object({
    eventId: z.coerce.number().int(),
    portalId: id,
    occurredAt: z.coerce.number().int().nonnegative(),
    subscriptionType: z.string().optional(),
    eventType: z.string().optional(),
    objectTypeId: z.string().optional(),
    objectId: id.optional(),
    propertyName: z.string().optional(),
    propertyValue: z.string().nullish(),
    primaryObjectId: id.optional(),
    mergedObjectIds: ids.optional(),
    newObjectId: id.optional(),
    fromObjectId: id.optional(),
    associationType: z.coerce.string().optional(),
  })
  .transform((event) => ({ ...event, type: event.subscriptionType ?? event.eventType ?? '' }));
type HubspotEvent = z.output<typeof hubspotEvent>;

/**
 * Takes a delivery whose signature was verified. It resolves only when every event is committed, so the caller may acknowledge.
 * An unreadable element is counted and left out; the rest is taken.
 */
export async function receiveWebhooks(body: unknown, inbox: Inbox, now: number): Promise<WebhookOutcome> {
  if (!Array.isArray(body))
    return {
      outcome: 'unreadable',
      problem: `expected a JSON array of events, and ${body === null ? 'null' : typeof body} came`,
    };
  const byPortal = new Map<number, InboxEvent[]>();
  let unreadable = 0;
  for (const element of body) {
    const event = hubspotEvent.safeParse(element);
    if (!event.success) {
      unreadable++;
      continue;
    }
    const { portalId } = event.data;
    byPortal.set(portalId, [...(byPortal.get(portalId) ?? []), inboxEvent(event.data)]);
  }
  const counts = { accepted: 0, duplicates: 0, echoes: 0, unreadable, foreign: 0 };
  for (const [portalId, events] of byPortal) {
    const receipt = await inbox({ portalId, events, now });
    if (receipt.outcome === 'not_ours') {
      counts.foreign += events.length;
      continue;
    }
    counts.accepted += receipt.accepted;
    counts.duplicates += receipt.duplicates;
    counts.echoes += receipt.echoes;
  }
  return { outcome: 'accepted', ...counts };
}

function inboxEvent(event: HubspotEvent): InboxEvent {
  return {
    eventId: event.eventId,
    type: `${event.type}${event.objectTypeId === undefined ? '' : ` ${event.objectTypeId}`}`,
    objectId: event.objectId ?? event.fromObjectId ?? event.primaryObjectId ?? 0,
    property: event.propertyName ?? '',
    occurredAt: event.occurredAt,
    effect: effectOf(event),
  };
}

const OBJECTS: Readonly<Record<string, 'contact' | 'company' | 'deal'>> = {
  '0-1': 'contact',
  '0-2': 'company',
  '0-3': 'deal',
};

/** What to do about an event; `none` for what Ripen did not ask to hear of. */
export function effectOf(event: HubspotEvent): EventEffect {
  const [prefix, kind] = event.type.split('.');
  const object = prefix === 'object' ? OBJECTS[event.objectTypeId ?? ''] : prefix;
  if (kind === 'associationChange') {
    return object === 'contact' && event.fromObjectId !== undefined && concernsFacts(event.associationType)
      ? look(event.fromObjectId, true)
      : { kind: 'none' };
  }
  if (kind === 'merge') return mergeEffect(object, event);
  if (event.objectId === undefined) return { kind: 'none' };
  if (object === 'company' || object === 'deal') return job(object, event.objectId);
  if (object !== 'contact') return { kind: 'none' };

  switch (kind) {
    case 'creation':
    case 'restore':
      return look(event.objectId, true);
    case 'deletion':
    case 'privacyDeletion':
      return { kind: 'erase', contactId: event.objectId };
    case 'propertyChange': {
      const { propertyName: property, propertyValue: value } = event;
      const echo = property && value ? { ifNot: { property, value } } : {};
      return { ...look(event.objectId, false), ...echo };
    }
    default:
      return { kind: 'none' };
  }
}

function mergeEffect(
  object: string | undefined,
  { primaryObjectId, mergedObjectIds, newObjectId, objectId }: HubspotEvent,
): EventEffect {
  const into = newObjectId ?? primaryObjectId ?? objectId;
  if (into === undefined) return { kind: 'none' };
  if (object === 'company' || object === 'deal') return job(object, into);
  if (object !== 'contact') return { kind: 'none' };
  const from = [
    ...new Set([...(mergedObjectIds ?? []), ...(primaryObjectId === undefined ? [] : [primaryObjectId])]),
  ].filter((merged) => merged !== into);
  // Another merge into the same contact must not replace this one, so the key names all of it.
  return { kind: 'job', job: { kind: 'merge', key: `${into}<${from.join(',')}`, payload: { into, from } } };
}

/** Only companies and deals are read; a named link to anything else (a task that we made, say) is no news. How HubSpot names links in `object.*` events is not documented, so one without a telling name counts. */
const concernsFacts = (associationType: string | undefined): boolean =>
  associationType === undefined || !/[A-Z]/i.test(associationType) || /COMPANY|DEAL/i.test(associationType);

const look = (contactId: number, relink: boolean): Extract<EventEffect, { kind: 'look' }> => ({
  kind: 'look',
  contactId,
  relink,
});
const job = (kind: JobKind, objectId: number): EventEffect => ({
  kind: 'job',
  job: { kind, key: `${objectId}`, payload: {} },
});
