import type { Facts, Properties } from '../contact.ts';
import { type MailKind, readMail } from './mail-address.ts';
import type { ReadPhone } from './phone.ts';
import { validityOf } from './validity.ts';
import { NO_PEERS, type Peers } from './validity-peers.ts';

/**
 * What well-kept lists know of mail addresses and phone numbers. Domains and mailboxes come in
 * lower case.
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
  const kind = mailKind(contact['email'], referenceData);
  const domain = readMail(contact['email'] ?? '')?.domain;
  const { validity, reasons } = vouchedFor
    ? { validity: 'valid', reasons: [] }
    : validityOf(contact, kind, referenceData.readPhone, peers);
  return {
    lead: {
      mail_kind: kind,
      validity,
      ...(domain === undefined ? {} : { mail_domain: domain }),
      ...(peers.duplicateOf === null ? {} : { duplicate: 'true' }),
      ...(peers.formBurst ? { form_burst: 'true' } : {}),
    },
    validityReasons: reasons,
  };
}

/** If several kinds fit, the one that says most against the lead. */
function mailKind(email: string | undefined, referenceData: ReferenceData): MailKind {
  if (email === undefined || email.trim() === '') return 'none';
  const mail = readMail(email);
  if (mail === null) return 'invalid';
  if (referenceData.isDisposable(mail.domain)) return 'disposable';
  if (referenceData.isFree(mail.domain)) return 'free';
  return referenceData.isRole(mail.mailbox) ? 'role' : 'company';
}
