import type { CrmEvent } from '../portal/events.ts';
import { objectTypeFacts, parseObjectType } from '../portal/object-types.ts';

/**
 * As in the webhooks component of a HubSpot project: `object.*` with an object type, or `contact.*`
 * and its like without.
 */
export type Subscription = {
  readonly subscriptionType: string;
  readonly objectType?: string | undefined;
  readonly propertyName?: string | undefined;
  readonly active?: boolean | undefined;
};

export type WebhookEvent = Readonly<Record<string, unknown>> & {
  readonly eventId: number;
  readonly subscriptionId: number;
  readonly portalId: number;
  readonly objectId: number;
};

/** A subscription, and its place among those of the app. */
type Subscriber = { readonly subscription: Subscription; readonly index: number };

/** Gives the subscriptions that ask for an event, found at once: every property written is one. */
export function subscribersOf(subscriptions: readonly Subscription[]): (event: CrmEvent) => readonly Subscriber[] {
  const byEvent = new Map<string, Subscriber[]>();
  for (const [index, subscription] of subscriptions.entries()) {
    if (subscription.active === false) continue;
    const [family = '', kind] = subscription.subscriptionType.split('.');
    const type = parseObjectType(family === 'object' ? (subscription.objectType ?? '') : family);
    const asked = `${type} ${kind}${kind === 'propertyChange' ? ` ${subscription.propertyName}` : ''}`;
    byEvent.set(asked, [...(byEvent.get(asked) ?? []), { subscription, index }]);
  }
  return (event) =>
    byEvent.get(`${event.type} ${event.kind}${event.kind === 'propertyChange' ? ` ${event.name}` : ''}`) ?? [];
}

export type Envelope = {
  readonly portalId: number;
  readonly appId: number;
  readonly subscriptionId: number;
  /** Unique within a subscription at most, as at HubSpot. */
  readonly eventId: number;
};

/** The event as HubSpot sends it. */
export function payloadOf(subscription: Subscription, event: CrmEvent, envelope: Envelope): WebhookEvent {
  const isGeneric = subscription.subscriptionType.startsWith('object.');
  return {
    ...envelope,
    occurredAt: event.occurredAt,
    subscriptionType: subscription.subscriptionType,
    attemptNumber: 0,
    objectId: subjectOf(event),
    ...(isGeneric ? { objectTypeId: objectTypeFacts[event.type].id } : {}),
    changeSource: event.source.type,
    sourceId: event.source.id,
    ...detailsOf(event),
  };
}

function subjectOf(event: CrmEvent): number {
  if (event.kind === 'merge') return Number(event.primaryId);
  if (event.kind === 'associationChange') return Number(event.fromId);
  return Number(event.id);
}

function detailsOf(event: CrmEvent): Record<string, unknown> {
  switch (event.kind) {
    case 'creation':
      return { changeFlag: 'NEW' };
    case 'deletion':
    case 'privacyDeletion':
      return { changeFlag: 'DELETED' };
    case 'restore':
      return { changeFlag: 'RESTORED' };
    case 'propertyChange':
      return { propertyName: event.name, propertyValue: event.value, isSensitive: false };
    case 'merge':
      return {
        primaryObjectId: Number(event.primaryId),
        mergedObjectIds: event.mergedIds.map(Number),
        newObjectId: Number(event.newId),
        numberOfPropertiesMoved: event.propertiesMoved,
      };
    case 'associationChange':
      return {
        fromObjectId: Number(event.fromId),
        toObjectId: Number(event.toId),
        associationType: associationName(event.type, event.toType),
        associationRemoved: event.removed,
        isPrimaryAssociation: event.primary,
      };
    default:
      return event satisfies never;
  }
}

const associationName = (from: CrmEvent['type'], to: CrmEvent['type']): string =>
  `${objectTypeFacts[from].singular}_TO_${objectTypeFacts[to].singular}`.toUpperCase();
