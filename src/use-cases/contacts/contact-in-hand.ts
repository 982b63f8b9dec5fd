import type { Activity, LinkedFacts, Missing } from '../../domain/contact.ts';
import type { ClaimedContact } from '../../store/contacts/claim-contacts.ts';

/** A claimed contact with all its activities. */
export type ContactInHand = ClaimedContact & { readonly activities: readonly Activity[] };

/** As they were last read, whether or not an evaluation has seen them; null: never. */
export const latestFacts = ({ pendingFacts, facts }: ClaimedContact): LinkedFacts | null =>
  pendingFacts?.facts ?? facts;

type MissingRecord = Missing & { readonly contactId: number };

/** What became of a claimed contact that is not evaluated now. */
export type UnjudgedContact =
  /** not in HubSpot any more */
  | { readonly outcome: 'gone'; readonly contactId: number }
  /** not in HubSpot any more, it seems: to be read again before anything is erased */
  | ({ readonly outcome: 'missing' } & MissingRecord)
  /**
   * it is one of `from`, and lives on as `into`; or it is `into`, and they are still stored beside
   * it
   */
  | { readonly outcome: 'merged'; readonly contactId: number; readonly from: readonly number[]; readonly into: number }
  /** one bad contact never stops a batch; `code` holds nothing personal */
  | { readonly outcome: 'failed'; readonly contactId: number; readonly code: string };
