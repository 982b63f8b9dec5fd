import type { Track } from '../domain/words.ts';

/*
 * Each contact belongs on the list of its track, and on no other. A contact that changes lists leaves the old one first and
 * joins the new one in a later call, so that at no moment it is on two.
 */

/** `from`: the track whose list HubSpot has confirmed; null: unknown, perhaps any. */
export type ListChange = { readonly contactId: number; readonly from: Track | null; readonly to: Track };

export type ListCall = { readonly track: Track; readonly add: readonly number[]; readonly remove: readonly number[] };

/** HubSpot documents no limit for one call; 500 keeps it small. */
const LIST_CHUNK = 500;

/**
 * The calls for these changes, and what may be confirmed once they are made. With `onlyFull`, changes that would make a call
 * of fewer than 500 wait for more.
 */
export function listCalls(
  changes: readonly ListChange[],
  lists: readonly Track[],
  onlyFull: boolean,
): { readonly calls: readonly ListCall[]; readonly confirmed: readonly ListChange[] } {
  const calls: ListCall[] = [];
  const waiting = new Set<number>();
  for (const track of lists) {
    const entries = changes.flatMap(({ contactId, from, to }) => {
      if (from === 'none' && to === track) return [{ contactId, add: true }];
      return from === track || (from === null && to !== track) ? [{ contactId, add: false }] : [];
    });
    const taken = onlyFull ? entries.length - (entries.length % LIST_CHUNK) : entries.length;
    for (const { contactId } of entries.slice(taken)) waiting.add(contactId);
    for (let start = 0; start < taken; start += LIST_CHUNK) {
      const part = entries.slice(start, Math.min(start + LIST_CHUNK, taken));
      calls.push({
        track,
        add: part.filter((e) => e.add).map((e) => e.contactId),
        remove: part.filter((e) => !e.add).map((e) => e.contactId),
      });
    }
  }
  const confirmed = changes
    .filter((c) => !waiting.has(c.contactId))
    .map((c): ListChange => (c.from === 'none' ? c : { ...c, to: 'none' }));
  return { calls, confirmed };
}
