import type { LinkedFacts } from '../domain/contact.ts';
import { knownProperties } from './hubspot-facts.ts';
import { type ContactSource, type ReadPlan, resolveLinks } from './read-contacts.ts';

/** How far the first reading of a portal has come. Kept with the contacts it has read, so a restart goes on where it stopped. */
export type BackfillProgress = {
  /** HubSpot's cursor; null before the first page */
  readonly after: string | null;
  readonly read: number;
  /** contacts in the portal when it began, for an estimate; null before HubSpot said */
  readonly total: number | null;
  readonly startedAt: number;
  readonly finishedAt: number | null;
};

export const newBackfill = (now: number): BackfillProgress => ({
  after: null,
  read: 0,
  total: null,
  startedAt: now,
  finishedAt: null,
});

type PagedContact = {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly companyIds: readonly string[];
  readonly dealIds: readonly string[];
};

export type BackfillPorts = {
  readonly hubspot: Pick<ContactSource, 'readCompanies' | 'readDeals'> & {
    readonly pageContacts: (query: {
      readonly after?: string | undefined;
      readonly properties: readonly string[];
      readonly associations: readonly ('companies' | 'deals')[];
    }) => Promise<{ readonly contacts: readonly PagedContact[]; readonly after: string | undefined }>;
  };
  /** commits the page and the progress together */
  readonly store: (
    contacts: readonly { readonly contactId: number; readonly facts: LinkedFacts }[],
    progress: BackfillProgress,
  ) => Promise<void>;
};

/**
 * Reads the next page of 100 contacts, with their companies and deals, and stores it with the progress. Scoring and writing
 * are left to the same work that every other contact goes through.
 */
export async function backfillPage(
  { hubspot, store }: BackfillPorts,
  plan: ReadPlan,
  progress: BackfillProgress,
  now: number,
): Promise<BackfillProgress> {
  const page = await hubspot.pageContacts({
    after: progress.after ?? undefined,
    properties: plan.properties.contact,
    associations: ['companies', 'deals'],
  });
  const links = await resolveLinks(hubspot, plan, page.contacts);
  const contacts = page.contacts.map(({ id, properties }) => ({
    contactId: Number(id),
    facts: { contact: knownProperties(properties, plan.properties.contact), ...links.get(id)! },
  }));
  const next: BackfillProgress = {
    ...progress,
    after: page.after ?? null,
    read: progress.read + contacts.length,
    finishedAt: page.after === undefined ? now : null,
  };
  await store(contacts, next);
  return next;
}
