import type { Properties } from './contact.ts';

/**
 * Where a contact lists those that it took over in merges; accounts differ in which of the two is
 * filled.
 */
export const MERGED_IDS = ['hs_merged_object_ids', 'hs_all_contact_vids'] as const;

/**
 * The contacts that became one with this one, its own id perhaps among them. HubSpot promises
 * neither an order nor that both lists are filled, and names of ids may come twice.
 */
function mergedIds(contact: Properties): ReadonlySet<number> {
  const ids = MERGED_IDS.flatMap((name) => contact[name]?.split(/[;,\s]+/) ?? []).map(Number);
  return new Set(ids.filter((id) => Number.isSafeInteger(id) && id > 0));
}

/** The ids that the contact lists now and did not list before: it took them over in between. */
export function tookOver(before: Properties, after: Properties): readonly number[] {
  const known = mergedIds(before);
  return [...mergedIds(after)].filter((id) => !known.has(id));
}

/** Contacts that HubSpot made one. */
export type Merge = { readonly from: readonly number[]; readonly into: number };

/**
 * The merges of a chain in the order in which they happened, whatever the order of their events:
 * whom a contact took over is carried into that contact before it is carried on itself.
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
