import type { Properties } from './contact.ts';

/** Properties that list the contacts merged into one; accounts differ in which one is filled. */
export const MERGED_IDS = ['hs_merged_object_ids', 'hs_all_contact_vids'] as const;

/**
 * The ids of the contacts that were merged into this one, perhaps with its own id. HubSpot promises
 * no order, and the same id may come twice.
 */
function mergedIds(contact: Properties): ReadonlySet<number> {
  const ids = MERGED_IDS.flatMap((name) => contact[name]?.split(/[;,\s]+/) ?? []).map(Number);
  return new Set(ids.filter((id) => Number.isSafeInteger(id) && id > 0));
}

/** The ids that the contact lists now and did not list before: they were merged in between. */
export function tookOver(before: Properties, after: Properties): readonly number[] {
  const known = mergedIds(before);
  return [...mergedIds(after)].filter((id) => !known.has(id));
}

/** HubSpot merged the contacts `from` into the contact `into`. */
export type Merge = { readonly from: readonly number[]; readonly into: number };

/**
 * Merges in the order in which they must be carried out, whatever the order of their events: if A
 * was merged into B and B into C, A into B comes first.
 */
export function inChainOrder<M extends Merge>(merges: readonly M[]): readonly M[] {
  const ordered = new Set<M>();
  const begun = new Set<M>();
  const add = (merge: M) => {
    if (begun.has(merge)) return;
    begun.add(merge);
    for (const earlier of merges) if (merge.from.includes(earlier.into)) add(earlier);
    ordered.add(merge);
  };
  for (const merge of merges) add(merge);
  return [...ordered];
}
