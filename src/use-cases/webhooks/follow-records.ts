import { contactsLinkedTo } from '../../store/contacts/contacts.ts';
import { markContactsStale } from '../../store/contacts/mark-stale.ts';
import type { Session } from '../session.ts';

/**
 * Marks the contacts of changed companies or deals to be read again, with their links. A deleted
 * record has no associations any more, so the stored links count, too. Returns how many contacts it
 * marked.
 */
export async function followRecords(
  { db, portalId, hubspot, clock }: Session,
  kind: 'company' | 'deal',
  ids: readonly string[],
): Promise<number> {
  const linked = await hubspot.readAssociations(kind === 'company' ? 'companies' : 'deals', 'contacts', ids);
  const contacts = new Set([
    ...(await contactsLinkedTo(db, portalId, kind, ids, clock.now())),
    ...[...linked.values()].flat().map(({ id }) => Number(id)),
  ]);
  const marks = [...contacts].map((contactId) => ({ contactId, relink: true }));
  await markContactsStale(db, { portalId, marks, dueAt: clock.now() });
  return contacts.size;
}
