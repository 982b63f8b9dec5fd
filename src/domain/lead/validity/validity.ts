import type { Properties } from '../../contact.ts';
import type { LeadValidity } from '../../words.ts';
import type { MailAddress, MailKind } from '../mail-address.ts';
import { PHONE_COUNTRY, PHONES, phonesOf, type ReadPhone } from '../phone.ts';
import { hasKeyRun } from './validity-mash.ts';
import { isTestPerson, type Oddity, oddCompany, oddName } from './validity-names.ts';
import { BURST, type Peers } from './validity-peers.ts';

/** Contact properties that Ripen reads to judge the validity of a lead and to find its peers. */
export const VALIDITY_READS = [
  'email',
  'firstname',
  'lastname',
  'company',
  ...Object.keys(PHONES),
  PHONE_COUNTRY,
  'createdate',
  'first_conversion_date',
  'first_conversion_event_name',
  'hs_email_bad_address',
  'hs_email_hard_bounce_reason_enum',
  'hs_email_quarantined',
] as const;

/** `reasons`: sentences for a marketer, the gravest first; empty if and only if it is valid. */
export type Validity = { readonly validity: LeadValidity; readonly reasons: readonly string[] };

/**
 * Judges the data of a lead. Invalid: nobody can ever write to its address. Suspect: a person
 * should look first. A free or shared mailbox alone makes a lead neither of the two.
 */
export function validityOf(
  contact: Properties,
  { mail, kind }: { readonly mail: MailAddress | null; readonly kind: MailKind },
  readPhone: ReadPhone,
  peers: Peers,
): Validity {
  const invalid = mailFaults(contact, kind);
  const reasons = [
    ...invalid,
    ...mailDoubts(contact, mail, kind),
    ...nameDoubts(contact),
    ...phonesOf(contact, readPhone).flatMap(({ label, reading }) =>
      reading.outcome === 'wrong' ? [`The ${label} ${reading.why}.`] : [],
    ),
    ...peerDoubts(peers),
  ];
  if (invalid.length > 0) return { validity: 'invalid', reasons };
  return { validity: reasons.length > 0 ? 'suspect' : 'valid', reasons };
}

function mailFaults(contact: Properties, kind: MailKind): string[] {
  const bounced = contact['hs_email_hard_bounce_reason_enum'] !== undefined;
  return [
    ...when(kind === 'invalid', 'The e-mail address is not written like one.'),
    ...when(bounced, 'The e-mail address bounced for good.'),
    ...when(!bounced && contact['hs_email_bad_address'] === 'true', 'HubSpot knows the e-mail address as a bad one.'),
  ];
}

function mailDoubts(contact: Properties, mail: MailAddress | null, kind: MailKind): string[] {
  return [
    ...when(kind === 'none', 'There is no e-mail address.'),
    ...when(kind === 'disposable', 'The e-mail address is a throw-away one.'),
    ...when(mail !== null && isTestMail(mail), 'The e-mail address is one that people use for tests.'),
    ...when(contact['hs_email_quarantined'] === 'true', 'HubSpot has the e-mail address in quarantine.'),
  ];
}

// Domains that can have no mailbox: https://www.rfc-editor.org/rfc/rfc2606
const RESERVED = /(?:^|\.)example\.(?:com|net|org)$|\.(?:test|invalid|localhost)$/;

const isTestMail = ({ mailbox, domain }: MailAddress): boolean =>
  RESERVED.test(domain) || domain === 'test.com' || /^test\d*$/.test(mailbox) || hasKeyRun(mailbox);

const SAYS: Readonly<Record<Oddity, string>> = {
  mash: 'looks typed at random',
  test: 'is one that people use for tests',
  digits: 'is made of digits',
  advertising: 'reads like advertising',
};

function nameDoubts(contact: Properties): string[] {
  const [first, last, company] = [contact['firstname'], contact['lastname'], contact['company']];
  const fields = [
    ['first name', oddName(first)],
    ['last name', oddName(last)],
    ['company', oddCompany(company)],
  ] as const;
  const doubts = fields.flatMap(([label, oddity]) => (oddity === null ? [] : [`The ${label} ${SAYS[oddity]}.`]));
  return doubts.length > 0 ? doubts : when(isTestPerson(first, last), 'The name is one that people use for tests.');
}

const peerDoubts = ({ duplicateOf, formBurst }: Peers): string[] => [
  ...when(
    duplicateOf !== null,
    `An older contact (${duplicateOf}) has the same e-mail address, or the same name and phone number.`,
  ),
  ...when(formBurst, `It is one of ${BURST} or more contacts that came through one form in the same second.`),
];

const when = (holds: boolean, reason: string): string[] => (holds ? [reason] : []);
