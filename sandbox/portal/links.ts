import { associationKind } from './associations.ts';
import type { ObjectType } from './object-types.ts';
import type { Portal } from './portal.ts';
import type { Source } from './records.ts';
import { rollUpCompany, rollUpContact } from './write/roll-up.ts';

export type RecordRef = { readonly type: ObjectType; readonly id: string };

/**
 * Links two records, tells both sides, and rolls up. False when HubSpot has no such kind of
 * association.
 */
export function associate(portal: Portal, from: RecordRef, to: RecordRef, primary: boolean, source: Source): boolean {
  const kind = associationKind(from.type, to.type);
  if (!kind || (primary && kind.primary === undefined)) return false;
  if (portal.associations.link(from.type, from.id, to.type, to.id, primary)) {
    linksChanged(portal, from, to, { removed: false, primary }, source);
  }
  return true;
}

export function dissociate(portal: Portal, from: RecordRef, to: RecordRef, source: Source): void {
  const link = portal.associations.of(from.type, from.id, to.type).find(({ toId }) => toId === to.id);
  if (!link) return;
  portal.associations.unlink(from.type, from.id, to.type, to.id);
  linksChanged(portal, from, to, { removed: true, primary: link.primary }, source);
}

/** HubSpot announces a change of association once per side. */
function linksChanged(
  portal: Portal,
  from: RecordRef,
  to: RecordRef,
  change: { readonly removed: boolean; readonly primary: boolean },
  source: Source,
): void {
  const occurredAt = portal.clock.now();
  const sides = [
    [from, to],
    [to, from],
  ] as const;
  for (const [one, other] of sides) {
    const ends = { type: one.type, toType: other.type, fromId: one.id, toId: other.id };
    portal.emit({ kind: 'associationChange', ...ends, ...change, source, occurredAt });
    if (one.type !== 'contacts') continue;
    if (other.type === 'deals') rollUpContact(portal, one.id, source);
    if (other.type === 'companies') rollUpCompany(portal, one.id, source);
  }
}
