import { OBJECT_TYPES, type ObjectType, objectTypeFacts } from '../portal/object-types.ts';
import type { Portal, Values } from '../portal/portal.ts';
import type { CrmRecord } from '../portal/records.ts';

type RecordState = {
  readonly id: string;
  readonly properties: Values;
  readonly associations: Readonly<Record<string, readonly string[]>>;
};

export type PortalState = {
  readonly contacts: readonly RecordState[];
  readonly companies: readonly RecordState[];
  readonly deals: readonly RecordState[];
  /**
   * Without ids, in the order of their contents, so that two runs that made the same tasks in
   * another order are equal.
   */
  readonly tasks: readonly Omit<RecordState, 'id'>[];
  readonly lists: readonly { readonly name: string; readonly members: readonly string[] }[];
  readonly callbacks: readonly { readonly callbackId: string; readonly completions: number }[];
};

/**
 * Everything a portal holds in a stable order, to compare two runs: no dates of writing, no list
 * ids.
 */
export function portalState(portal: Portal): PortalState {
  const records = (type: ObjectType) => [...portal.records[type].walk()].map((record) => stateOf(portal, type, record));
  return {
    contacts: records('contacts'),
    companies: records('companies'),
    deals: records('deals'),
    tasks: records('tasks')
      .map(({ id: _, ...rest }) => rest)
      .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    lists: portal.lists
      .all()
      .map((list) => ({ name: list.name, members: [...list.members.keys()].sort((a, b) => Number(a) - Number(b)) }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    callbacks: [...portal.callbacks.values()]
      .map(({ callbackId, completions }) => ({ callbackId, completions: completions.length }))
      .sort((a, b) => a.callbackId.localeCompare(b.callbackId)),
  };
}

function stateOf(portal: Portal, type: ObjectType, record: CrmRecord): RecordState {
  const { createdProperty, modifiedProperty } = objectTypeFacts[type];
  const volatile = new Set([createdProperty, modifiedProperty, ...(type === 'tasks' ? ['hs_object_id'] : [])]);
  const properties = Object.entries(record.properties)
    .filter(([name, value]) => !volatile.has(name) && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const associations = OBJECT_TYPES.filter((to) => to !== 'tasks').flatMap((to) => {
    const ids = portal.associations.of(type, record.id, to).map(({ toId }) => toId);
    return ids.length === 0 ? [] : [[to, ids.sort((a, b) => Number(a) - Number(b))] as const];
  });
  return { id: record.id, properties: Object.fromEntries(properties), associations: Object.fromEntries(associations) };
}
