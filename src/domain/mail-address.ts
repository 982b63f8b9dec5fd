/** What an address says of who uses it. */
export type MailKind = 'none' | 'invalid' | 'disposable' | 'free' | 'role' | 'company';

/** An address that can be right: both parts in lower case. */
export type MailAddress = { readonly mailbox: string; readonly domain: string };

/** Reads a mail address as people write it; null: it cannot be one. Lengths: https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
export function readMail(text: string): MailAddress | null {
  const email = text.trim().toLowerCase();
  if (email.length > 254 || /\.\.|^\.|\.@|@[.-]/.test(email)) return null;
  const [, mailbox, domain] = /^([^\s@<>"(),:;]{1,64})@([^\s@]+\.[^\s@.]{2,})$/.exec(email) ?? [];
  return mailbox === undefined || domain === undefined ? null : { mailbox, domain };
}

const GMAIL = ['gmail.com', 'googlemail.com'];

/**
 * The same text for all spellings of one person's address: `Ann+News@Firm.com` is ann@firm.com. Only Gmail delivers whatever the
 * dots and under both of its names (https://support.google.com/mail/answer/7436150); elsewhere a dot makes another person.
 */
export function sameMail({ mailbox, domain }: MailAddress): string {
  const plain = mailbox.replace(/(?<=.)\+.*$/, '');
  return GMAIL.includes(domain) ? `${plain.replaceAll('.', '')}@gmail.com` : `${plain}@${domain}`;
}
