import type { Facts, Properties } from '../contact.ts';
import { type MailAddress, type MailKind, readMail } from './mail-address.ts';
import type { ReadPhone } from './phone.ts';
import { validityOf } from './validity/validity.ts';
import { NO_PEERS, type Peers } from './validity/validity-peers.ts';

/**
 * What public lists know of mail addresses and phone numbers. The caller gives domains and
 * mailboxes in lower case.
 */
export type ReferenceData = {
  readonly isFree: (domain: string) => boolean;
  readonly isDisposable: (domain: string) => boolean;
  readonly isRole: (mailbox: string) => boolean;
  readonly readPhone: ReadPhone;
};

/**
 * Facts that Ripen derives itself from how a contact came in: rules read them as `lead.mail_kind`,
 * `lead.mail_domain`, `lead.validity`, `lead.duplicate`, `lead.form_burst` (the last two `true` or
 * absent). `vouchedFor`: a person vouches for the data.
 */
export function leadFacts(
  { contact }: Facts,
  referenceData: ReferenceData,
  { peers = NO_PEERS, vouchedFor = false }: { readonly peers?: Peers | undefined; readonly vouchedFor?: boolean } = {},
): { readonly lead: Properties; readonly validityReasons: readonly string[] } {
  const { mail, kind, facts } = mailFacts(contact, referenceData);
  const { validity, reasons } = vouchedFor
    ? { validity: 'valid', reasons: [] }
    : validityOf(contact, { mail, kind }, referenceData.readPhone, peers);
  return {
    lead: {
      ...facts,
      validity,
      ...(peers.duplicateOf === null ? {} : { duplicate: 'true' }),
      ...(peers.formBurst ? { form_burst: 'true' } : {}),
    },
    validityReasons: reasons,
  };
}

/** What the mail address alone tells: `lead.mail_kind`, `lead.mail_domain`. */
export function mailFacts({ email }: Properties, referenceData: ReferenceData) {
  const mail = readMail(email ?? '');
  const kind = mailKind(email, mail, referenceData);
  const facts: Properties = { mail_kind: kind, ...(mail !== null && { mail_domain: mail.domain }) };
  return { mail, kind, facts };
}

/** The kind of a mail address; if several fit, the worst for the lead. */
function mailKind(email: string | undefined, mail: MailAddress | null, referenceData: ReferenceData): MailKind {
  if (email === undefined || email.trim() === '') return 'none';
  if (mail === null) return 'invalid';
  if (referenceData.isDisposable(mail.domain)) return 'disposable';
  if (referenceData.isFree(mail.domain)) return 'free';
  return referenceData.isRole(mail.mailbox) ? 'role' : 'company';
}
