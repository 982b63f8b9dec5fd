import type { Properties } from '../contact.ts';
import { parseInstant } from '../time/time.ts';
import { readMail, sameMail, untagged } from './mail-address.ts';
import { phonesOf, type ReadPhone } from './phone.ts';

/** What other contacts of the portal say about one. */
export type Peers = {
  /**
   * the contact, created earlier, that has the same mail address, or the same name and phone number
   */
  readonly duplicateOf: number | null;
  /** it came with many others through one form in one second */
  readonly formBurst: boolean;
};
export const NO_PEERS: Peers = { duplicateOf: null, formBurst: false };

export const samePeers = (a: Peers, b: Peers): boolean =>
  a.duplicateOf === b.duplicateOf && a.formBurst === b.formBurst;

/**
 * By traits Ripen recognises duplicates and bursts. Two contacts with the same kind and key share
 * the trait.
 */
export type Trait = { readonly kind: 'email' | 'phone' | 'form'; readonly key: string };

/**
 * A contact as its peers are found: of two that share a trait, the one that HubSpot created later
 * is the duplicate.
 */
export type Traits = {
  readonly contactId: number;
  readonly createdAt: number | null;
  readonly traits: readonly Trait[];
};

/**
 * Nobody fills the same form five times in a second, and no campaign sends five people to the
 * button at once: that is a program.
 */
export const BURST = 5;

/**
 * A number that more contacts hold is the switchboard of their company, and makes nobody a
 * duplicate.
 */
export const PHONE_SHARED_BY = 3;

/**
 * The traits of a contact, each once: its address; its numbers and the mailbox before a tag, each
 * with the name, since a number alone is a switchboard's and a mailbox alone a team's; and the form
 * and second of its first conversion. They are as long as what they are made of.
 */
export function traitsOf(contact: Properties, readPhone: ReadPhone): Trait[] {
  const mail = readMail(contact['email'] ?? '');
  const name = nameOf(contact);
  const form = contact['first_conversion_event_name']?.trim();
  const at = parseInstant(contact['first_conversion_date']);
  const phones = phonesOf(contact, readPhone).flatMap(({ reading }) =>
    reading.outcome === 'number' ? [reading.key] : [],
  );
  // A contact without a name and an address is known by its number only.
  const tellsWho = name !== '' || mail === null;
  return [
    ...(mail ? [{ kind: 'email', key: sameMail(mail) } as const] : []),
    ...(mail && name !== '' ? [{ kind: 'email', key: `${untagged(mail)} ${name}` } as const] : []),
    ...[...new Set(tellsWho ? phones : [])].map((key) => ({ kind: 'phone', key: `${key} ${name}`.trim() }) as const),
    ...(form && at !== null ? [{ kind: 'form', key: `${form}@${Math.floor(at / 1000)}` } as const] : []),
  ];
}

/** First and last name, whatever their case, accents and order; empty: there is none. */
function nameOf({ firstname = '', lastname = '' }: Properties): string {
  const words = `${firstname} ${lastname}`
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).sort().join(' ');
}
