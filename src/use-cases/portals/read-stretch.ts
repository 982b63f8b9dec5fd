import type { LinkedFacts } from '../../domain/contact.ts';
import type { PagedContact } from '../../hubspot/operations/contact-page.ts';
import type { PortalClient } from '../../hubspot/portal-client.ts';
import { knownContact } from '../contacts/hubspot-facts.ts';
import { type ReadPlan, resolveLinks } from '../contacts/read-contacts.ts';

/** Contacts in the order of HubSpot's list, with their companies and deals. */
export type Stretch = {
  readonly contacts: readonly { readonly contactId: number; readonly facts: LinkedFacts }[];
  /** contacts that could not be read: they are to be read by themselves */
  readonly unread: readonly number[];
  /** HubSpot's cursor; null: that was all */
  readonly after: string | null;
};

/**
 * While so many contacts wait to be scored and written, none are read: what is written rests on
 * facts of the last seconds.
 */
export const AHEAD = 300;

/**
 * Pages read in one stretch, and the links at which it ends: HubSpot gives 100 companies or deals
 * in one call.
 */
const STRETCH_PAGES = 8;
const LINKS = 100;

/**
 * Reads as many pages of 100 contacts as it takes to fill one call for companies or deals, since
 * most contacts have none of their own.
 */
export async function readStretch(
  hubspot: PortalClient,
  plan: ReadPlan,
  from: string | null,
  now: number,
): Promise<Stretch> {
  const contacts: PagedContact[] = [];
  const unread: number[] = [];
  let after = from ?? undefined;
  let pages = 0;
  do {
    const page = await hubspot.pageContacts({
      after,
      properties: plan.properties.contact,
      associations: ['companies', 'deals'],
    });
    contacts.push(...page.contacts);
    unread.push(...page.unread.map(Number));
    after = page.after;
    pages++;
  } while (after !== undefined && pages < STRETCH_PAGES && hasRoom(contacts, pages));
  const links = await resolveLinks(hubspot, plan, contacts, now);
  return {
    contacts: contacts.map(({ id, properties }) => ({
      contactId: Number(id),
      facts: { contact: knownContact(properties, plan.properties.contact, now), ...links.get(id)! },
    })),
    unread,
    after: after ?? null,
  };
}

/** Whether the links of one more page like those before would still fit into one call. */
function hasRoom(contacts: readonly PagedContact[], pages: number): boolean {
  const companies = new Set(contacts.flatMap((c) => c.companyIds.slice(0, 1))).size;
  const deals = new Set(contacts.flatMap((c) => c.dealIds)).size;
  return Math.max(companies, deals) * (1 + 1 / pages) <= LINKS;
}
