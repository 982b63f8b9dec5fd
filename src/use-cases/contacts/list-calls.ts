import type { ListName } from '../../domain/words.ts';

/*
 * Each contact belongs on the list of its track, on no other track's, and on those of the further
 * lists that it should be on. A contact leaves lists first and joins others in a later call, so
 * that at no moment it is on the lists of two tracks.
 */

/** `from`: the lists that HubSpot has confirmed; null: unknown, perhaps any. */
export type ListChange = {
  readonly contactId: number;
  readonly from: readonly ListName[] | null;
  readonly to: readonly ListName[];
};

export type ListCall = {
  readonly list: ListName;
  readonly add: readonly number[];
  readonly remove: readonly number[];
};

/** HubSpot documents no limit for one call; 500 keeps it small. */
const LIST_CHUNK = 500;

/**
 * The calls for these changes, and what may be confirmed once they are made. With `onlyFull`,
 * changes that would make a call of fewer than 500 wait for more.
 */
export function listCalls(
  changes: readonly ListChange[],
  lists: readonly ListName[],
  onlyFull: boolean,
): { readonly calls: readonly ListCall[]; readonly confirmed: readonly ListChange[] } {
  const steps = changes.map((change) => ({ ...change, ...stepOf(change, lists) }));
  const calls: ListCall[] = [];
  const waiting = new Set<number>();
  for (const list of lists) {
    const entries = steps.filter(({ leaves, joins }) => leaves.includes(list) || joins.includes(list));
    const taken = onlyFull ? entries.length - (entries.length % LIST_CHUNK) : entries.length;
    for (const { contactId } of entries.slice(taken)) waiting.add(contactId);
    for (let start = 0; start < taken; start += LIST_CHUNK) {
      const part = entries.slice(start, Math.min(start + LIST_CHUNK, taken));
      calls.push({
        list,
        add: part.filter(({ joins }) => joins.includes(list)).map((e) => e.contactId),
        remove: part.filter(({ leaves }) => leaves.includes(list)).map((e) => e.contactId),
      });
    }
  }
  const confirmed = steps
    .filter(({ contactId }) => !waiting.has(contactId))
    .map(({ contactId, from, after }) => ({ contactId, from, to: after }));
  return { calls, confirmed };
}

/** What is done now, and the lists that the contact is on afterwards. */
function stepOf({ from, to }: ListChange, lists: readonly ListName[]) {
  const leaves = (from ?? lists).filter((list) => !to.includes(list));
  if (leaves.length > 0) return { leaves, joins: [], after: (from ?? []).filter((list) => to.includes(list)) };
  return { leaves, joins: to.filter((list) => from === null || !from.includes(list)), after: to };
}
