/*
 * A company or deal that changed matters through its contacts: they are read again, with their
 * links.
 */

export type FollowPorts = {
  readonly readAssociations: (
    from: 'companies' | 'deals',
    to: 'contacts',
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly { readonly id: string }[]>>;
  /**
   * contacts whose stored facts name one of the records: a deleted record has no associations any
   * more
   */
  readonly contactsLinkedTo: (kind: 'company' | 'deal', ids: readonly string[]) => Promise<readonly number[]>;
  readonly lookAgain: (contactIds: readonly number[], options: { readonly relink: true }) => Promise<void>;
};

/** Marks the contacts of up to 1,000 companies or deals to be read again. Returns how many. */
export async function followRecords(
  ports: FollowPorts,
  kind: 'company' | 'deal',
  ids: readonly string[],
): Promise<number> {
  const linked = await ports.readAssociations(kind === 'company' ? 'companies' : 'deals', 'contacts', ids);
  const contacts = new Set([
    ...(await ports.contactsLinkedTo(kind, ids)),
    ...[...linked.values()].flat().map(({ id }) => Number(id)),
  ]);
  await ports.lookAgain([...contacts], { relink: true });
  return contacts.size;
}
