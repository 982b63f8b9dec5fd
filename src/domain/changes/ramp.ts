/**
 * A version that does not hold for everybody yet: who is not in the ramp is judged by the version
 * it was made from. Contacts never flap: their number and their coming decide, or whose they are.
 */
export type Ramp = {
  /** the version that judges everybody else */
  readonly from: number;
  /** contacts that Ripen has met since then are in it, by their share */
  readonly since: number;
  /** of new contacts, in per cent */
  readonly share: number;
  /** owners whose contacts are in it, all of them */
  readonly owners: readonly string[];
};

/** What a person asks for. */
export type RampWish = Pick<Ramp, 'share' | 'owners'>;

/** `metAt`: since when Ripen has watched the contact. */
export function isInRamp(
  { since, share, owners }: Ramp,
  contact: { readonly contactId: number; readonly metAt: number; readonly owner: string | undefined },
): boolean {
  if (contact.owner !== undefined && owners.includes(contact.owner)) return true;
  return contact.metAt >= since && percentOf(contact.contactId) < share;
}

/** A number under 100 of each contact, spread evenly: a larger share has all of a smaller one. */
function percentOf(contactId: number): number {
  let mixed = (contactId ^ Math.floor(contactId / 2 ** 32)) >>> 0;
  for (let round = 0; round < 2; round++) mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b) >>> 0;
  return ((mixed ^ (mixed >>> 16)) >>> 0) % 100;
}
