import { remembered } from '../../domain/text/remembered.ts';
import { shapeOf, shapeOfFields } from '../../domain/text/shape.ts';
import { cleanText } from '../../domain/text/text.ts';
import { parseInstant } from '../../domain/time/time.ts';
import { numberFor } from '../../store/text-number.ts';

/*
 * Reads HubSpot's events tolerantly: a field may be absent, null, a number or text, and unneeded
 * fields are not checked. An event must say its portal, what happened, and to which record.
 */

/** A field is undefined when it is absent or cannot be read. */
export type HubspotEvent = {
  readonly portalId: number;
  /** null: the event has no id, or a number that is too large to be exact */
  readonly eventId: number | null;
  /** ms since 1970 UTC; if the event does not say it, when it came */
  readonly occurredAt: number;
  /** such as `contact.creation` or `object.creation`; '' if the event does not say it */
  readonly type: string;
  readonly objectTypeId: string | undefined;
  readonly objectId: number | undefined;
  readonly propertyName: string | undefined;
  readonly propertyValue: string | undefined;
  readonly primaryObjectId: number | undefined;
  readonly mergedObjectIds: readonly number[] | undefined;
  readonly newObjectId: number | undefined;
  readonly fromObjectId: number | undefined;
  readonly associationType: string | undefined;
  /** HubSpot counts its attempts from 0 */
  readonly isRepeated: boolean;
};

/** Why nothing can be done about an event or a delivery. */
type UnreadableReason = 'no_portal' | 'no_type' | 'no_object_type' | 'no_object' | 'no_event';

/** An event that could not be read, and what it says of itself; never a value of a property. */
export type UnreadableEvent = {
  readonly reason: UnreadableReason;
  /** '' if the event does not say it */
  readonly type: string;
  readonly objectIds: readonly number[];
  readonly shape: string;
};

const FIELDS = [
  ...['portalId', 'subscriptionType', 'eventType', 'objectTypeId', 'objectId', 'eventId', 'occurredAt'],
  ...['propertyName', 'propertyValue', 'primaryObjectId', 'mergedObjectIds', 'newObjectId'],
  ...['fromObjectId', 'toObjectId', 'associationType', 'associationTypeId', 'associationCategory'],
  ...['subscriptionId', 'appId', 'attemptNumber', 'changeSource', 'changeFlag', 'sourceId', 'isSensitive'],
  ...['associationRemoved', 'isPrimaryAssociation', 'numberOfPropertiesMoved', 'messageId', 'messageType'],
];

/** Characters. Ripen writes stages and ids, which are far shorter: a longer value is no echo. */
const LONGEST_ECHO = 10_000;
const MOST_IDS = 20;
/** A smaller number is an instant in seconds: as ms it would be before 1973. */
const FIRST_MS = 1e11;
const LAST_MS = 8.64e15;

function idOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*\d{1,16}\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

function idsOf(value: unknown): readonly number[] | undefined {
  if (value === undefined || value === null) return undefined;
  return (Array.isArray(value) ? value : [value]).flatMap((one) => idOf(one) ?? []);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  return typeof value === 'string' ? cleanText(value) : undefined;
}

const nameOf = (value: unknown): string | undefined => textOf(value)?.trim() || undefined;

/**
 * The id of an event as a number. A text that is no exact number becomes one that is the same for
 * the same text.
 */
function eventIdOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '') return null;
  const number = Number(text);
  return /^-?\d+$/.test(text) && Number.isSafeInteger(number) ? number : numberFor(text);
}

/** Reads ms, seconds, or a date as text; null: it is none of them. */
function instantOf(value: unknown): number | null {
  const text = typeof value === 'string' ? value.trim() : undefined;
  const number = text === undefined ? value : /^\d+(\.\d+)?$/.test(text) ? Number(text) : parseInstant(text);
  if (typeof number !== 'number' || !(number > 0 && number <= LAST_MS)) return null;
  return Math.trunc(number < FIRST_MS && !text?.includes('-') ? number * 1000 : number);
}

export type EventRead =
  /** `missing`: not null if the event lacks something that is needed to act on it */
  | { readonly outcome: 'event'; readonly event: HubspotEvent; readonly missing: UnreadableEvent | null }
  /** the event does not say its portal */
  | { readonly outcome: 'unreadable'; readonly unreadable: UnreadableEvent };

/**
 * Whether a value has any field of an event. Other values do not come from HubSpot.
 */
export const looksLikeEvent = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  ['portalId', 'subscriptionType', 'eventType', 'objectId'].some((name) => Object.hasOwn(value, name));

/** Reads one element of a delivery that came at `receivedAt` (ms since 1970). */
export function readEvent(element: unknown, receivedAt: number): EventRead {
  if (typeof element !== 'object' || element === null || Array.isArray(element))
    return {
      outcome: 'unreadable',
      unreadable: { reason: 'no_event', type: '', objectIds: [], shape: shapeOf(element) },
    };
  // No field has the name of anything that every object has.
  const given: Readonly<Record<string, unknown>> = { ...element };
  const value = textOf(given['propertyValue']);
  const known: Fields = {
    eventId: eventIdOf(given['eventId']),
    occurredAt: instantOf(given['occurredAt']) ?? receivedAt,
    type: nameOf(given['subscriptionType']) ?? nameOf(given['eventType']) ?? '',
    objectTypeId: nameOf(given['objectTypeId']),
    objectId: idOf(given['objectId']),
    propertyName: nameOf(given['propertyName']),
    propertyValue: value !== undefined && value.length <= LONGEST_ECHO ? value : undefined,
    primaryObjectId: idOf(given['primaryObjectId']),
    mergedObjectIds: idsOf(given['mergedObjectIds']),
    newObjectId: idOf(given['newObjectId']),
    fromObjectId: idOf(given['fromObjectId']),
    associationType: nameOf(given['associationType']),
    isRepeated: idOf(given['attemptNumber']) !== undefined,
  };
  const portalId = idOf(given['portalId']);
  const unreadable = (reason: UnreadableReason): UnreadableEvent => ({
    reason,
    type: tellable(typeWithObject(known)),
    objectIds: idsIn(known),
    shape: shapeOfFields(element, FIELDS),
  });
  if (portalId === undefined) return { outcome: 'unreadable', unreadable: unreadable('no_portal') };
  const reason = whatIsMissing(known);
  return {
    outcome: 'event',
    event: { ...known, portalId },
    missing: reason === null ? null : unreadable(reason),
  };
}

type Fields = Omit<HubspotEvent, 'portalId'>;

/** `object.creation 0-1` */
export const typeWithObject = ({ type, objectTypeId }: Pick<HubspotEvent, 'type' | 'objectTypeId'>): string =>
  objectTypeId === undefined ? type : `${type} ${objectTypeId}`;

/** The type if it looks like one; any other text may hold personal data, so only its shape. */
const tellable = (type: string): string => (/^[\w.-]{0,100}( [\w.-]{1,100})?$/.test(type) ? type : shapeOf(type));

const idsIn = (event: Fields): readonly number[] =>
  [...new Set([event.objectId, event.fromObjectId, event.primaryObjectId, event.newObjectId, event.mergedObjectIds])]
    .flatMap((ids) => ids ?? [])
    .slice(0, MOST_IDS);

type RecordKind = 'contact' | 'company' | 'deal';
const OBJECTS: ReadonlyMap<string, RecordKind> = new Map([
  ['0-1', 'contact'],
  ['0-2', 'company'],
  ['0-3', 'deal'],
]);
const KINDS = ['creation', 'restore', 'deletion', 'privacyDeletion', 'propertyChange', 'merge', 'associationChange'];

/**
 * What happened (`creation`), and to which kind of record; undefined: Ripen does not know the kind.
 */
export function happened({ type, objectTypeId = '' }: Pick<HubspotEvent, 'type' | 'objectTypeId'>): {
  readonly kind: string;
  readonly object: RecordKind | undefined;
} {
  const { prefix, kind, named } = partsOf(type);
  return { kind, object: prefix === 'object' ? OBJECTS.get(objectTypeId) : named };
}

const partsOf = remembered((type: string) => {
  const [prefix = '', kind = ''] = type.split('.');
  return { prefix, kind, named: [...OBJECTS.values()].find((name) => name === prefix) };
});

/** Whether Ripen knows this kind of event, even if it need not do anything about it. */
export function isKnown(event: Pick<HubspotEvent, 'type' | 'objectTypeId'>): boolean {
  const { kind, object } = happened(event);
  return object !== undefined && KINDS.includes(kind);
}

function whatIsMissing(event: Fields): UnreadableReason | null {
  if (event.type === '') return 'no_type';
  if (event.type.startsWith('object.') && event.objectTypeId === undefined) return 'no_object_type';
  const { object, kind } = happened(event);
  if (!isKnown(event) || (kind === 'associationChange' && object !== 'contact')) return null;
  const { objectId, fromObjectId, primaryObjectId, newObjectId } = event;
  const records = {
    merge: newObjectId ?? primaryObjectId ?? objectId,
    associationChange: fromObjectId ?? objectId,
  };
  const record = kind === 'merge' || kind === 'associationChange' ? records[kind] : objectId;
  return record === undefined ? 'no_object' : null;
}
