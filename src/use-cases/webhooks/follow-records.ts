import { contactsLinkedTo } from '../../store/contacts/contacts.ts';
import { lookAtContacts } from '../../store/contacts/mark-stale.ts';
import type { Session } from '../session.ts';

/**
 * Marks the contacts of companies or deals that changed to be read again, with their links. A
 * deleted record has no associations any more, so the stored links count too. Returns how many.
 */
export async function followRecords(
  { db, portalId, hubspot, clock }: Session,
  kind: 'company' | 'deal',
  ids: readonly string[],
): Promise<number> {
  const linked = await hubspot.readAssociations(kind === 'company' ? 'companies' : 'deals', 'contacts', ids);
  const contacts = new Set([
    ...(await contactsLinkedTo(db, portalId, kind, ids)),
    ...[...linked.values()].flat().map(({ id }) => Number(id)),
  ]);
  const looks = [...contacts].map((contactId) => ({ contactId, relink: true }));
  await lookAtContacts(db, { portalId, looks, dueAt: clock.now() });
  return contacts.size;
}
