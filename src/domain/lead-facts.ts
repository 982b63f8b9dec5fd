import type { Facts, Properties } from './contact.ts';
import type { LeadValidity } from './words.ts';

/** What well-kept lists know of mail addresses. Domains and mailboxes come in lower case. */
export type MailLists = {
  readonly isFree: (domain: string) => boolean;
  readonly isDisposable: (domain: string) => boolean;
  readonly isRole: (mailbox: string) => boolean;
};

export const MAIL_KINDS = ['none', 'invalid', 'disposable', 'free', 'role', 'company'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Facts that Ripen derives itself, which rules read as `lead.mail_kind`, `lead.mail_domain`, `lead.validity`. */
export function leadFacts({ contact }: Facts, lists: MailLists): Properties {
  const email = contact['email']?.trim().toLowerCase();
  const kind = mailKind(email, lists);
  const domain = kind === 'none' || kind === 'invalid' ? undefined : email?.slice(email.lastIndexOf('@') + 1);
  return {
    mail_kind: kind,
    validity: validityOf(kind, contact),
    ...(domain === undefined ? {} : { mail_domain: domain }),
  };
}

/** Of several kinds the one that says most against the lead. */
function mailKind(email: string | undefined, lists: MailLists): MailKind {
  if (email === undefined || email === '') return 'none';
  const parts = /^([^\s@<>"(),:;]{1,64})@([^\s@]+\.[^\s@.]{2,})$/.exec(email);
  const mailbox = parts?.[1];
  const domain = parts?.[2];
  if (mailbox === undefined || domain === undefined || email.length > 254 || /\.\.|^\.|\.@|@[.-]/.test(email))
    return 'invalid';
  if (lists.isDisposable(domain)) return 'disposable';
  if (lists.isFree(domain)) return 'free';
  return lists.isRole(mailbox) ? 'role' : 'company';
}

function validityOf(kind: MailKind, contact: Properties): LeadValidity {
  if (kind === 'invalid' || contact['hs_email_hard_bounce_reason_enum'] !== undefined) return 'invalid';
  return kind === 'disposable' || kind === 'none' ? 'suspect' : 'valid';
}
