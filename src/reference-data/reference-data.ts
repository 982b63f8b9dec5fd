import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import freeDomains from 'email-providers/all.json' with { type: 'json' };
import roleMailboxes from 'role-based-email-addresses';
import type { ReferenceData } from '../domain/lead/lead-facts.ts';
import { readPhone } from './phone-numbers.ts';

// Built once, since the package builds a new set at each call.
const disposable = disposableEmailBlocklistSet();
const free = new Set<string>(freeDomains);
const roles = new Set<string>(roleMailboxes);

/** Free, disposable and shared mail addresses, and phone numbers, by lists of npm packages. */
export const referenceData: ReferenceData = {
  isFree: (domain) => free.has(domain),
  isDisposable: (domain) => withParents(domain).some((name) => disposable.has(name)),
  isRole: (mailbox) => roles.has(mailbox),
  readPhone,
};

/**
 * A domain and its parents with two labels or more: subdomains of a disposable domain are so too.
 */
function withParents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
}
