import type { Missing } from '../../domain/contact.ts';

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

export type MissingRecord = Missing & { readonly contactId: number };

export type SingleRead =
  | { readonly outcome: 'found' }
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'moved'; readonly now: string };

type Suspect = {
  readonly contactId: number;
  readonly missing: Missing | null;
  /** nothing is stored that erasing would lose */
  readonly isEmpty: boolean;
};

export type Verdicts = {
  readonly gone: readonly number[];
  readonly moved: readonly { readonly from: number; readonly into: number }[];
  /** to be looked at again */
  readonly missing: readonly MissingRecord[];
  readonly failed: readonly { readonly contactId: number; readonly code: string }[];
};

/**
 * What becomes of contacts that a read did not find. `strangers`: it gave records that nobody asked
 * for, so some may live on under another id that HubSpot did not tell.
 */
export async function judgeMissing(
  readContact: (id: string) => Promise<SingleRead>,
  suspects: readonly Suspect[],
  { strangers, now }: { readonly strangers: boolean; readonly now: number },
): Promise<Verdicts> {
  const gone: number[] = [];
  const moved: { from: number; into: number }[] = [];
  const missing: MissingRecord[] = [];
  const failed: { contactId: number; code: string }[] = [];
  for (const { contactId, missing: known, isEmpty } of suspects) {
    if (isEmpty && !strangers) {
      gone.push(contactId);
      continue;
    }
    const isConfirmed = known !== null && now >= confirmAt(known);
    if (strangers || (isConfirmed && (known.by === 'read' || suspects.length <= FEW))) {
      const record = await readContact(`${contactId}`);
      if (record.outcome === 'moved') {
        moved.push({ from: contactId, into: Number(record.now) });
        continue;
      }
      if (record.outcome === 'found') {
        failed.push({ contactId, code: 'read_contradictory' });
        continue;
      }
    }
    if (isConfirmed) gone.push(contactId);
    else missing.push({ contactId, ...(known ?? { since: now, by: 'read' }) });
  }
  return { gone, moved, missing, failed };
}
