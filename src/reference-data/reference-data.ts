import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import freeDomains from 'email-providers/all.json' with { type: 'json' };
import roleMailboxes from 'role-based-email-addresses';
import type { ReferenceData } from '../domain/lead/lead-facts.ts';
import { readPhone } from './phone-numbers.ts';

// Once: the package builds a new set at each call, and so does its own look-up.
const disposable = disposableEmailBlocklistSet();
const free = new Set<string>(freeDomains);
const roles = new Set<string>(roleMailboxes);

/**
 * Free, throw-away and shared mail addresses, and phone numbers, by lists that others keep.
 * Disposable wins where a domain is on both.
 */
export const referenceData: ReferenceData = {
  isFree: (domain) => free.has(domain),
  isDisposable: (domain) => withParents(domain).some((name) => disposable.has(name)),
  isRole: (mailbox) => roles.has(mailbox),
  readPhone,
};

/**
 * A domain with those above it, down to two labels: throw-away mail comes to any name under a
 * throw-away domain.
 */
function withParents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
}
