import type { CrmRecord } from './records.ts';

/** A send of a marketing e-mail to one contact, and what the contact did with it. */
type Send = { readonly contactId: string; readonly at: number; opened: boolean; clicked: boolean };

/** A marketing e-mail of the account; the first send by a new name makes it. */
export type MarketingEmail = { readonly id: string; readonly name: string; readonly sends: Send[] };

export type MarketingEmails = Map<string, MarketingEmail>;

const FIRST_ID = 88_000_000_001;

export function noteSend(emails: MarketingEmails, name: string, contact: CrmRecord, at: number): void {
  const email = emails.get(name) ?? { id: `${FIRST_ID + emails.size}`, name, sends: [] };
  emails.set(name, email);
  email.sends.push({ contactId: contact.id, at, opened: false, clicked: false });
}

/** An open or a click belongs to the last e-mail that the contact got; a click is an open, too. */
export function noteEngagement(emails: MarketingEmails, contact: CrmRecord, what: 'opened' | 'clicked'): void {
  const last = emails
    .get(contact.properties.hs_email_last_email_name ?? '')
    ?.sends.findLast(({ contactId }) => contactId === contact.id);
  if (last === undefined) return;
  last.opened = true;
  if (what === 'clicked') last.clicked = true;
}
