import type { LinkedFacts } from '../../domain/contact.ts';
import type { BackfillProgress } from '../../domain/sync/jobs.ts';
import type { PagedContact } from '../../hubspot/operations/contact-page.ts';
import type { PortalClient } from '../../hubspot/portal-client.ts';
import { knownContact } from '../contacts/hubspot-facts.ts';
import { type ReadPlan, resolveLinks } from '../contacts/read-contacts.ts';

export const newBackfill = (now: number): BackfillProgress => ({
  after: null,
  read: 0,
  total: null,
  startedAt: now,
  finishedAt: null,
});

export type BackfillPorts = {
  readonly hubspot: PortalClient;
  /** contacts of a page that could not be read: they are to be read by themselves */
  readonly lookAgain: (ids: readonly number[]) => Promise<void>;
  /** commits the page and the progress together */
  readonly store: (
    contacts: readonly { readonly contactId: number; readonly facts: LinkedFacts }[],
    progress: BackfillProgress,
  ) => Promise<void>;
};

/**
 * Pages read in one stretch, and the links at which it ends: HubSpot gives 100 companies or deals
 * in one call.
 */
const STRETCH_PAGES = 8;
const LINKS = 100;

/**
 * Reads the next stretch of contacts, with their companies and deals, and stores it with the
 * progress. A stretch is as many pages of 100 as it takes to fill one call for companies or deals,
 * since most contacts have none of their own. Scoring and writing are left to the same work that
 * every other contact goes through.
 */
export async function backfillStretch(
  { hubspot, lookAgain, store }: BackfillPorts,
  plan: ReadPlan,
  progress: BackfillProgress,
  now: number,
): Promise<BackfillProgress> {
  const contacts: PagedContact[] = [];
  let after = progress.after ?? undefined;
  let pages = 0;
  do {
    const page = await hubspot.pageContacts({
      after,
      properties: plan.properties.contact,
      associations: ['companies', 'deals'],
    });
    contacts.push(...page.contacts);
    if (page.unread.length > 0) await lookAgain(page.unread.map(Number));
    after = page.after;
    pages++;
  } while (after !== undefined && pages < STRETCH_PAGES && hasRoom(contacts, pages));

  const links = await resolveLinks(hubspot, plan, contacts, now);
  const read = contacts.map(({ id, properties }) => ({
    contactId: Number(id),
    facts: { contact: knownContact(properties, plan.properties.contact, now), ...links.get(id)! },
  }));
  const next: BackfillProgress = {
    ...progress,
    after: after ?? null,
    read: progress.read + read.length,
    finishedAt: after === undefined ? now : null,
  };
  await store(read, next);
  return next;
}

/** Whether the links of one more page like those before would still fit into one call. */
function hasRoom(contacts: readonly PagedContact[], pages: number): boolean {
  const companies = new Set(contacts.flatMap((c) => c.companyIds.slice(0, 1))).size;
  const deals = new Set(contacts.flatMap((c) => c.dealIds)).size;
  return Math.max(companies, deals) * (1 + 1 / pages) <= LINKS;
}
