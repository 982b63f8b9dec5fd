import type { ListName } from '../../../domain/words.ts';
import type { ConfirmedListing, ListChange } from '../../../store/work/lists.ts';

/*
 * A contact belongs on the list of its track, on the list of no other track, and on some of the
 * further lists. It leaves lists first, and joins others in a later call, so that it is never on
 * the lists of two tracks.
 */

export type MembershipStep = {
  readonly list: ListName;
  readonly add: readonly number[];
  readonly remove: readonly number[];
};

/**
 * The change of each list, and what may be confirmed once it is made. With `fullCall` (contacts of
 * a full call), a list takes only as many contacts as fill whole calls; the others wait for more.
 */
export function membershipChanges(
  changes: readonly ListChange[],
  lists: readonly ListName[],
  fullCall?: number,
): { readonly changed: readonly MembershipStep[]; readonly confirmed: readonly ConfirmedListing[] } {
  const steps = changes.map((change) => ({ ...change, ...stepOf(change, lists) }));
  const changed: MembershipStep[] = [];
  const waiting = new Set<number>();
  for (const list of lists) {
    const entries = steps.filter(({ leaves, joins }) => leaves.includes(list) || joins.includes(list));
    const count = fullCall === undefined ? entries.length : entries.length - (entries.length % fullCall);
    for (const { contactId } of entries.slice(count)) waiting.add(contactId);
    if (count === 0) continue;
    const part = entries.slice(0, count);
    changed.push({
      list,
      add: part.filter(({ joins }) => joins.includes(list)).map((e) => e.contactId),
      remove: part.filter(({ leaves }) => leaves.includes(list)).map((e) => e.contactId),
    });
  }
  const confirmed = steps
    .filter(({ contactId }) => !waiting.has(contactId))
    .map(({ contactId, from, after }) => ({ contactId, from, to: after }));
  return { changed, confirmed };
}

/** The lists that the contact leaves or joins now, and those that it is on afterwards. */
function stepOf({ from, to, inDoubt }: ListChange, lists: readonly ListName[]) {
  const sure = (from ?? []).filter((list) => !inDoubt?.includes(list));
  const possible = from === null ? lists : lists.filter((list) => from.includes(list) || inDoubt?.includes(list));
  const leaves = possible.filter((list) => !to.includes(list));
  if (leaves.length > 0) return { leaves, joins: [], after: sure.filter((list) => to.includes(list)) };
  return { leaves, joins: to.filter((list) => !sure.includes(list)), after: to };
}
