import type { LinkedFacts } from '../../../domain/contact.ts';
import { stepTo, type Trail } from '../../../domain/sync/trail.ts';
import type { PagedContact } from '../../../hubspot/operations/contact-page.ts';
import type { PortalClient } from '../../../hubspot/portal-client.ts';
import { HubspotError } from '../../../hubspot/transport/errors.ts';
import { knownContact } from '../../contacts/read/hubspot-facts.ts';
import { type ReadPlan, resolveLinks } from '../../contacts/read/read-contacts.ts';

/** Contacts in the order of HubSpot's list. */
export type Pages = {
  readonly contacts: readonly PagedContact[];
  /** contacts that could not be read here, and are to be read one by one */
  readonly unread: readonly number[];
  /** HubSpot's cursor; null: that was all */
  readonly after: string | null;
  readonly trail: Trail | undefined;
};

/** The same with their companies and deals. */
export type Stretch = Omit<Pages, 'contacts'> & {
  readonly contacts: readonly { readonly contactId: number; readonly facts: LinkedFacts }[];
};

/** While so many contacts are due, no more are read. */
export const AHEAD = 1_000;

/**
 * A stretch ends after so many pages, or with so many linked companies or deals: HubSpot gives 100
 * of them in one call.
 */
const STRETCH_PAGES = 8;
const LINKS = 100;

/**
 * Reads pages of 100 contacts until one call for companies or deals is full: most contacts have
 * none of their own.
 */
export async function readPages(
  hubspot: PortalClient,
  plan: ReadPlan,
  from: { readonly after: string | null; readonly trail?: Trail | undefined },
): Promise<Pages> {
  const contacts: PagedContact[] = [];
  const unread: number[] = [];
  let after = from.after ?? undefined;
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
  const trail = after === undefined ? undefined : stepTo(from.trail, after);
  if (trail === null)
    throw new HubspotError({ code: 'contract' }, { route: 'contacts.page', detail: 'the pages go in a circle' });
  return { contacts, unread, after: after ?? null, trail };
}

/** Reads the companies and deals of the contacts. */
export async function withLinks(
  hubspot: PortalClient,
  plan: ReadPlan,
  { contacts, ...pages }: Pages,
  now: number,
): Promise<Stretch> {
  const links = await resolveLinks(hubspot, plan, contacts, now);
  return {
    ...pages,
    contacts: contacts.flatMap(({ id, properties }) => {
      const its = links.get(id);
      if (its === undefined) return [];
      const facts = { contact: knownContact(properties, plan.properties.contact, now), ...its };
      return [{ contactId: Number(id), facts }];
    }),
    unread: [...pages.unread, ...contacts.filter(({ id }) => !links.has(id)).map(({ id }) => Number(id))],
  };
}

/** Whether the links of one more page, as many as on average, would still fit into one call. */
function hasRoom(contacts: readonly PagedContact[], pages: number): boolean {
  const companies = new Set(contacts.flatMap((c) => c.companyIds.slice(0, 1))).size;
  const deals = new Set(contacts.flatMap((c) => c.dealIds)).size;
  return Math.max(companies, deals) * (1 + 1 / pages) <= LINKS;
}
