import type { Properties } from '../../contact.ts';
import { parseInstant } from '../../time/time.ts';
import { readMail, sameMail, untagged } from '../mail-address.ts';
import { phonesOf, type ReadPhone } from '../phone.ts';

/** What other contacts of the portal tell about a contact. */
export type Peers = {
  /** the older contact with the same mail address, or the same name and phone number; null: none */
  readonly duplicateOf: number | null;
  /** whether the contact came with many others through one form in one second */
  readonly formBurst: boolean;
};
export const NO_PEERS: Peers = { duplicateOf: null, formBurst: false };

export const samePeers = (a: Peers, b: Peers): boolean =>
  a.duplicateOf === b.duplicateOf && a.formBurst === b.formBurst;

/** Ripen recognises duplicates and bursts by traits that contacts share (same kind and key). */
export type Trait = { readonly kind: 'email' | 'phone' | 'form'; readonly key: string };

/** A contact with its traits. Of two contacts that share one, the younger is the duplicate. */
export type Traits = {
  readonly contactId: number;
  readonly createdAt: number | null;
  readonly traits: readonly Trait[];
};

/** So many contacts through one form in one second come from a program, not from people. */
export const BURST = 5;

/** A number that more contacts share is a switchboard and makes nobody a duplicate. */
export const PHONE_SHARED_BY = 3;

/**
 * The traits of a contact, each once: its mail address; its phone numbers and its untagged address,
 * each with the name, since a number alone may be a switchboard and an address alone a team; and
 * the form and second of its first conversion. Keys may be long: nothing shortens them here.
 */
export function traitsOf(contact: Properties, readPhone: ReadPhone): Trait[] {
  const mail = readMail(contact['email'] ?? '');
  const name = nameOf(contact);
  const form = contact['first_conversion_event_name']?.trim();
  const at = parseInstant(contact['first_conversion_date']);
  const phones = phonesOf(contact, readPhone).flatMap(({ reading }) =>
    reading.outcome === 'number' ? [reading.key] : [],
  );
  // Only a contact without an address may be recognised by a number without a name.
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
