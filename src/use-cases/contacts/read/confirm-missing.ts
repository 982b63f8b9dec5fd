import type { Missing } from '../../../domain/contact.ts';
import type { PortalClient } from '../../../hubspot/portal-client.ts';
import type { ContactInHand, UnjudgedContact } from '../contact-in-hand.ts';

/*
 * Ripen erases no contact because of one answer. When HubSpot seems to have a contact no more,
 * Ripen looks again a little later, in another way. After an event, a refused write or a list of
 * all contacts it reads the contact in a batch; after a batch it reads the single record, which
 * also tells into whom it was merged.
 */

/**
 * The second look comes at least so much later: of a merge, HubSpot may report the deletion minutes
 * before the merge itself.
 */
export const CONFIRM_AFTER_MS = 2 * 60_000;

/**
 * At most so many missing contacts of a batch are read one by one before they are erased. When
 * there are more, as after a clean-up, two looks in batches must do.
 */
const FEW = 10;

/** When to look again. A privacy deletion is final: Ripen need not wait. */
export const confirmAt = ({ since, by }: Missing): number => (by === 'privacy' ? since : since + CONFIRM_AFTER_MS);

/**
 * Decides what becomes of contacts that a read did not find. `strangers`: the read gave records
 * that nobody asked for, so some contacts may live on under an id that HubSpot did not tell.
 */
export async function judgeMissing(
  hubspot: Pick<PortalClient, 'readContact'>,
  contacts: readonly ContactInHand[],
  { strangers, now }: { readonly strangers: boolean; readonly now: number },
): Promise<UnjudgedContact[]> {
  const judged: UnjudgedContact[] = [];
  for (const contact of contacts) judged.push(await judge(contact));
  return judged;

  async function judge(contact: ContactInHand): Promise<UnjudgedContact> {
    const { contactId, missing } = contact;
    if (isEmpty(contact) && !strangers) return { outcome: 'gone', contactId };
    const isConfirmed = missing !== null && now >= confirmAt(missing);
    if (strangers || (isConfirmed && (missing.by === 'read' || contacts.length <= FEW))) {
      const record = await hubspot.readContact(`${contactId}`);
      if (record.outcome === 'merged')
        return { outcome: 'merged', contactId, from: [contactId], into: Number(record.mergedInto) };
      if (record.outcome === 'found') return { outcome: 'failed', contactId, code: 'read_contradictory' };
    }
    return isConfirmed
      ? { outcome: 'gone', contactId }
      : { outcome: 'missing', contactId, ...(missing ?? { since: now, by: 'read' }) };
  }
}

/** Whether nothing is stored of the contact that erasing would lose. */
const isEmpty = ({ facts, pendingFacts, memory, decisions, inputs, activities }: ContactInHand): boolean =>
  (facts ?? pendingFacts ?? memory) === null &&
  activities.length + Object.keys(decisions).length + Object.keys(inputs).length === 0;
