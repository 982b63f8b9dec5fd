import type { Missing } from '../../domain/contact.ts';
import type { PortalClient } from '../../hubspot/portal-client.ts';
import type { ContactInHand, UnjudgedContact } from './contact-in-hand.ts';

/*
 * Nothing is erased on one answer. Whoever HubSpot seems to have no more is looked at again a
 * little later, in another way: what an event, a refused write or a list of all contacts said is
 * confirmed by a read of a hundred; what such a read said, by a read of the one record, which also
 * tells whom it was merged into.
 */

/**
 * How much later the second look is at least: HubSpot may tell a deletion and the merge that it was
 * minutes apart.
 */
export const CONFIRM_AFTER_MS = 2 * 60_000;

/**
 * So few at a time are looked at one by one before they are erased; of many, as in a clean-up, two
 * looks must do.
 */
const FEW = 10;

/** A person has a right to be forgotten: a privacy deletion is confirmed at once. */
export const confirmAt = ({ since, by }: Missing): number => (by === 'privacy' ? since : since + CONFIRM_AFTER_MS);

/**
 * What becomes of contacts that a read did not find. `strangers`: it gave records that nobody asked
 * for, so some may live on under another id that HubSpot did not tell.
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

/** Nothing is stored that erasing would lose. */
const isEmpty = ({ facts, pendingFacts, memory, decisions, inputs, activities }: ContactInHand): boolean =>
  (facts ?? pendingFacts ?? memory) === null &&
  activities.length + Object.keys(decisions).length + Object.keys(inputs).length === 0;
