import { associationKind } from '../portal/associations.ts';
import { type ObjectType, objectTypeFacts } from '../portal/object-types.ts';
import type { Portal, Values } from '../portal/portal.ts';
import { type CrmRecord, historyOf } from '../portal/records.ts';
import { printInstant } from '../portal/write/values.ts';
import { iso } from './call.ts';

/** Which properties a call wants to see, resolved once for all its records. */
export type View = {
  readonly type: ObjectType;
  readonly properties: readonly { readonly name: string; readonly instant: boolean }[];
  readonly history: readonly string[];
};

/** Leaves out unknown names in silence, and always adds the basic properties. */
export function viewOf(
  portal: Portal,
  type: ObjectType,
  properties: readonly string[],
  history: readonly string[] = [],
): View {
  const { byName } = portal.definitions[type];
  const facts = objectTypeFacts[type];
  const wanted = properties.length === 0 ? facts.defaultProperties : [...properties, ...facts.basicProperties];
  const known = (name: string) => byName.get(name)?.archived === false;
  return {
    type,
    properties: [...new Set(wanted)]
      .filter(known)
      .sort()
      .map((name) => ({ name, instant: byName.get(name)?.type === 'datetime' })),
    history: [...new Set(history)].filter(known),
  };
}

/**
 * A record as HubSpot prints it: values are strings, null when never set, instants without a zero
 * fraction.
 */
export function printRecord(
  view: View,
  record: CrmRecord,
  stored: Values = record.properties,
): Record<string, unknown> {
  const properties: Record<string, string | null> = {};
  for (const { name, instant } of view.properties) {
    const value = stored[name];
    properties[name] = value !== undefined && instant ? printInstant(value) : (value ?? null);
  }
  return {
    id: record.id,
    properties,
    ...(view.history.length === 0 ? {} : { propertiesWithHistory: printHistory(view, record) }),
    createdAt: iso(record.createdAt),
    updatedAt: iso(record.updatedAt),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt === undefined ? {} : { archivedAt: iso(record.archivedAt) }),
  };
}

/** The source id of a change that a person made on the screen. */
const USER = /^userId:(\d+)$/;

function printHistory(view: View, record: CrmRecord): Record<string, unknown[]> {
  return Object.fromEntries(
    view.history.map((name) => [
      name,
      historyOf(record, name).map(({ value, timestamp, source }) => ({
        value,
        timestamp: iso(timestamp),
        sourceType: source.type,
        sourceId: source.id,
        ...(USER.test(source.id) && { updatedByUserId: Number(USER.exec(source.id)?.[1]) }),
      })),
    ]),
  );
}

type Linked = {
  readonly results: readonly { readonly id: string; readonly type: string }[];
  readonly paging?: unknown;
};

/**
 * Associations within a page of records: a primary company shows up twice, once per type, as at
 * HubSpot.
 */
export function printAssociations(
  portal: Portal,
  type: ObjectType,
  record: CrmRecord,
  wanted: readonly ObjectType[],
  atMost = Number.POSITIVE_INFINITY,
): Record<string, Linked> {
  const associations: Record<string, Linked> = {};
  for (const to of wanted) {
    const links = portal.associations.of(type, record.id, to);
    const kind = associationKind(type, to);
    if (links.length === 0 || !kind) continue;
    const labelled = kind.primary === undefined ? kind.name : `${kind.name}_unlabeled`;
    associations[to] = {
      ...(links.length > atMost ? { paging: { next: { after: String(atMost) } } } : {}),
      results: links
        .slice(0, atMost)
        .flatMap(({ toId, primary }) => [
          ...(primary ? [{ id: toId, type: kind.name }] : []),
          { id: toId, type: labelled },
        ]),
    };
  }
  return associations;
}
