import { associate } from '../links.ts';
import { OBJECT_TYPES, type ObjectType } from '../object-types.ts';
import type { Portal } from '../portal.ts';
import type { CrmRecord, Source } from '../records.ts';
import { applyWrite, createRecord } from './write.ts';

/** To the recycle bin, from which HubSpot can restore for 90 days. The record leaves its lists. */
export function archiveRecord(portal: Portal, record: CrmRecord, source: Source): void {
  const now = portal.clock.now();
  const { type } = record;
  portal.records[type].archive(record, now);
  if (type === 'contacts') portal.lists.forget(record.id);
  portal.emit({ kind: 'deletion', type, id: record.id, source, occurredAt: now });
}

/** Back from the recycle bin, with its old id. */
export function restoreRecord(portal: Portal, record: CrmRecord, source: Source): void {
  const { type } = record;
  portal.records[type].restore(record);
  portal.emit({ kind: 'restore', type, id: record.id, source, occurredAt: portal.clock.now() });
}

/** A GDPR deletion: erases everything and announces it by two webhooks. */
export function eraseContact(portal: Portal, contact: CrmRecord, source: Source): void {
  const occurredAt = portal.clock.now();
  unlinkAll(portal, 'contacts', contact.id);
  portal.lists.forget(contact.id);
  portal.records.contacts.purge(contact);
  portal.emit({ kind: 'privacyDeletion', type: 'contacts', id: contact.id, source, occurredAt });
  portal.emit({ kind: 'deletion', type: 'contacts', id: contact.id, source, occurredAt });
}

/**
 * Merges two records: the primary's values win, the other fills the gaps. The survivor is the
 * primary or, where the portal is set so, a third record; reading an old id leads to it.
 */
export function mergeRecords(portal: Portal, primary: CrmRecord, merged: CrmRecord, source: Source): CrmRecord {
  const { type } = primary;
  const store = portal.records[type];
  const gaps = Object.fromEntries(
    Object.entries(merged.properties).filter(
      ([name, value]) => value !== '' && !primary.properties[name] && portal.definitions[type].byName.has(name),
    ),
  );
  const gone = portal.settings.mergeCreatesRecord ? [primary, merged] : [merged];
  const values = { ...(portal.settings.mergeCreatesRecord ? primary.properties : {}), ...gaps };
  for (const record of gone) store.archive(record, portal.clock.now());
  const survivor = portal.settings.mergeCreatesRecord ? createRecord(portal, type, values, source) : primary;
  if (survivor === primary) applyWrite(portal, primary, values, source);

  for (const record of gone) {
    moveLinks(portal, type, record.id, survivor.id, source);
    portal.lists.forget(record.id);
    store.alias(record.id, survivor.id);
  }
  applyWrite(portal, survivor, { hs_merged_object_ids: store.aliasesOf(survivor.id).join(';') }, source);
  portal.emit({
    kind: 'merge',
    type,
    primaryId: primary.id,
    mergedIds: [merged.id],
    newId: survivor.id,
    propertiesMoved: Object.keys(gaps).length,
    source,
    occurredAt: portal.clock.now(),
  });
  return survivor;
}

function moveLinks(portal: Portal, type: ObjectType, from: string, to: string, source: Source): void {
  for (const other of OBJECT_TYPES) {
    const links = portal.associations.of(type, from, other);
    const hasPrimary = portal.associations.of(type, to, other).some((link) => link.primary);
    for (const link of links) {
      portal.associations.unlink(type, from, other, link.toId);
      associate(portal, { type, id: to }, { type: other, id: link.toId }, link.primary && !hasPrimary, source);
    }
  }
}

function unlinkAll(portal: Portal, type: ObjectType, id: string): void {
  for (const other of OBJECT_TYPES) {
    for (const { toId } of portal.associations.of(type, id, other)) portal.associations.unlink(type, id, other, toId);
  }
}
