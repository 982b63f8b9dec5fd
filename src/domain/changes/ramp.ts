/**
 * A version on trial with a part of the contacts: the version that it was made from judges the
 * others. A contact's id, owner and first sight decide, so that no contact flaps between the two.
 */
export type Ramp = {
  /** the version that judges everybody else */
  readonly from: number;
  /** a share of the contacts that Ripen has met since this instant is in the ramp */
  readonly since: number;
  /** that share, in per cent */
  readonly share: number;
  /** owners whose contacts are all in the ramp */
  readonly owners: readonly string[];
};

/** The ramp that a person asks for. */
export type RampWish = Pick<Ramp, 'share' | 'owners'>;

/** Whether a contact is in the ramp. `metAt`: since when Ripen has watched the contact. */
export function isInRamp(
  { since, share, owners }: Ramp,
  contact: { readonly contactId: number; readonly metAt: number; readonly owner: string | undefined },
): boolean {
  if (contact.owner !== undefined && owners.includes(contact.owner)) return true;
  return contact.metAt >= since && percentOf(contact.contactId) < share;
}

/** A number under 100 for each contact, spread evenly; so a larger share includes a smaller one. */
function percentOf(contactId: number): number {
  let mixed = (contactId ^ Math.floor(contactId / 2 ** 32)) >>> 0;
  for (let round = 0; round < 2; round++) mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b) >>> 0;
  return ((mixed ^ (mixed >>> 16)) >>> 0) % 100;
}
