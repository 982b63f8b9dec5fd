import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import freeDomains from 'email-providers/all.json' with { type: 'json' };
import roleMailboxes from 'role-based-email-addresses';
import type { MailLists } from './domain/lead-facts.ts';

// Once: the package builds a new set at each call, and so does its own look-up.
const disposable = disposableEmailBlocklistSet();
const free = new Set<string>(freeDomains);
const roles = new Set<string>(roleMailboxes);

/** Free, throw-away and shared mail addresses, by lists that others keep. Disposable wins where a domain is on both. */
export const mailLists: MailLists = {
  isFree: (domain) => free.has(domain),
  isDisposable: (domain) => disposable.has(domain),
  isRole: (mailbox) => roles.has(mailbox),
};
