import type { Activity, LinkedFacts, Missing } from '../../domain/contact.ts';
import type { ClaimedContact } from '../../store/contacts/claim-contacts.ts';

/** A claimed contact with all its activities. */
export type ContactInHand = ClaimedContact & { readonly activities: readonly Activity[] };

/** The facts of the last reading, evaluated or not; null: the contact was never read. */
export const latestFacts = ({ pendingFacts, facts }: ClaimedContact): LinkedFacts | null =>
  pendingFacts?.facts ?? facts;

type MissingRecord = Missing & { readonly contactId: number };

/** What became of a claimed contact that is not evaluated now. */
export type UnjudgedContact =
  /** not in HubSpot any more */
  | { readonly outcome: 'gone'; readonly contactId: number }
  /** HubSpot did not find it: Ripen reads it again before it erases anything */
  | ({ readonly outcome: 'missing' } & MissingRecord)
  /**
   * HubSpot merged `from` into `into`. The contact is one of `from`; or it is `into`, and `from`
   * are still stored
   */
  | { readonly outcome: 'merged'; readonly contactId: number; readonly from: readonly number[]; readonly into: number }
  /** it fails alone, and the batch goes on; `code` holds nothing personal */
  | { readonly outcome: 'failed'; readonly contactId: number; readonly code: string };
