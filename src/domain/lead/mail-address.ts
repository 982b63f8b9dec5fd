/** What an address says of who uses it. */
export const MAIL_KINDS = ['none', 'invalid', 'disposable', 'free', 'role', 'company'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** A well-formed address: both parts in lower case. */
export type MailAddress = { readonly mailbox: string; readonly domain: string };

/** Characters without width and marks of direction, which copying brings along. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const NAMED = /^[^<>]*<([^<>]+)>$/;
const LABEL = '[\\p{L}\\p{M}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_-]*[\\p{L}\\p{M}\\p{N}_])?';
/** A domain ends in a word: IP addresses (`[127.0.0.1]`, `10.0.0.12`) do not count. */
const ADDRESS = new RegExp(`^([^\\s@<>"(),:;[\\]]{1,64})@((?:${LABEL}\\.)+(?=[^.]*\\p{L})${LABEL})$`, 'u');

/**
 * With a name before it. Reading takes longer by the square of the length, and a form takes
 * 65,536 characters.
 */
const LONGEST = 1_000;

/**
 * Reads a mail address as people write and copy it: `mailto:`, a name with the address in angle
 * brackets, full-width signs, and punctuation behind it. null: the text is no mail address.
 * Lengths: https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1
 */
export function readMail(text: string): MailAddress | null {
  if (text.length > LONGEST) return null;
  const written = text
    .replace(UNSEEN, '')
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .trim();
  const email = (NAMED.exec(written)?.[1] ?? written)
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, '')
    .replace(/\?.*$/, '')
    .replace(/^["']+|[.,;:"'\s]+$/g, '');
  if (email.length > 254 || /\.\.|^\.|\.@/.test(email)) return null;
  const [, mailbox, domain] = ADDRESS.exec(email) ?? [];
  return mailbox === undefined || domain === undefined || /(?:^|\.)[^.]$/.test(domain) ? null : { mailbox, domain };
}

const GMAIL = ['gmail.com', 'googlemail.com'];

/**
 * One text for all spellings of a mailbox. Only Gmail ignores dots and what follows a plus, and has
 * two names (https://support.google.com/mail/answer/7436150).
 */
export function sameMail({ mailbox, domain }: MailAddress): string {
  if (!GMAIL.includes(domain)) return `${mailbox}@${domain}`;
  return `${withoutTag(mailbox).replaceAll('.', '')}@gmail.com`;
}

/**
 * The address without a tag: `ann+news@` gives `ann@`. It need not be one person's: `sales+ann@`
 * and `sales+bob@` may belong to two people.
 */
export const untagged = ({ mailbox, domain }: MailAddress): string => `${withoutTag(mailbox)}@${domain}`;

const withoutTag = (mailbox: string): string => mailbox.replace(/(?<=.)\+.*$/, '');
