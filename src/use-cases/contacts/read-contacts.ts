import type { LinkedFacts, Properties } from '../../domain/contact.ts';
import { parseNumber } from '../../domain/text/number.ts';
import type { DealOutcome } from '../../hubspot/operations/companies-and-deals.ts';
import type { SingleRead } from './confirm-missing.ts';
import { DEAL_PROPERTIES, dealFacts, knownContact, knownProperties } from './hubspot-facts.ts';

type HubspotRecord = { readonly id: string; readonly properties: Readonly<Record<string, string | null>> };
type Linked = ReadonlyMap<string, readonly { readonly id: string; readonly typeIds: readonly number[] }[]>;

export type ContactSource = {
  readonly readContacts: (
    ids: readonly string[],
    properties: readonly string[],
  ) => Promise<{
    readonly found: readonly HubspotRecord[];
    readonly missing: readonly string[];
    readonly moved: readonly { readonly asked: string; readonly now: string }[];
    readonly unread: readonly string[];
  }>;
  /** One record by itself; whoever was merged away is answered with the one that is left. */
  readonly readContact: (id: string) => Promise<SingleRead>;
  readonly readAssociations: (from: 'contacts', to: 'companies' | 'deals', ids: readonly string[]) => Promise<Linked>;
  readonly readCompanies: (ids: readonly string[], properties: readonly string[]) => Promise<readonly HubspotRecord[]>;
  readonly readDeals: (ids: readonly string[], properties: readonly string[]) => Promise<readonly HubspotRecord[]>;
};

export type ReadPlan = {
  /** contact properties that the account has: HubSpot refuses to search for others */
  readonly searchable: readonly string[];
  readonly properties: { readonly contact: readonly string[]; readonly company: readonly string[] };
  readonly dealStages: Readonly<Record<string, DealOutcome>>;
};

/** `known`: facts of an earlier reading; `relink`: its company and deals may have changed since. */
export type ToRead = { readonly contactId: number; readonly known: LinkedFacts | null; readonly relink: boolean };

/** Each contact that was wanted is in exactly one of the four. */
export type ContactsRead = {
  readonly facts: ReadonlyMap<number, LinkedFacts>;
  /**
   * `read_refused`: HubSpot did not give it; `links_unreadable`: nor said what it is linked with,
   * and unknown is not none
   */
  readonly unreadable: readonly { readonly contactId: number; readonly code: 'read_refused' | 'links_unreadable' }[];
  readonly missing: readonly number[];
  readonly moved: readonly { readonly from: number; readonly into: number }[];
  /**
   * records came that nobody asked for: of some who are missing HubSpot did not tell who they are
   * now
   */
  readonly strangers: boolean;
};

/**
 * Reads up to 100 contacts as they are now, in as few calls as can be: one for the contacts;
 * companies and deals only of those whose links are new or may have changed.
 */
export async function readContacts(
  source: ContactSource,
  plan: ReadPlan,
  wanted: readonly ToRead[],
  now: number,
): Promise<ContactsRead> {
  const { found, missing, moved, unread } = await source.readContacts(
    wanted.map((w) => `${w.contactId}`),
    plan.properties.contact,
  );
  const asked = new Map(wanted.map((w) => [`${w.contactId}`, w]));
  const present = found
    .filter((record) => asked.has(record.id))
    .map((record) => ({
      id: record.id,
      contact: knownContact(record.properties, plan.properties.contact, now),
      known: asked.get(record.id)!,
    }));
  const relinked = present.filter(
    ({ known, contact }) =>
      known.relink || known.known === null || hasDeals(contact) !== known.known.dealIds.length > 0,
  );
  const links = await readLinks(source, plan, relinked, now);

  const facts = new Map<number, LinkedFacts>();
  const relinkedIds = new Set(relinked.map(({ id }) => id));
  const unreadable: { contactId: number; code: 'read_refused' | 'links_unreadable' }[] = unread.map((id) => ({
    contactId: Number(id),
    code: 'read_refused',
  }));
  for (const { id, contact, known } of present) {
    const linked = relinkedIds.has(id) ? links.get(id) : known.known;
    if (linked) facts.set(Number(id), { ...linked, contact });
    else unreadable.push({ contactId: Number(id), code: 'links_unreadable' });
  }
  return {
    facts,
    unreadable,
    missing: missing.map(Number),
    moved: moved.map(({ asked: from, now: into }) => ({ from: Number(from), into: Number(into) })),
    strangers: found.some(({ id }) => !asked.has(id) && !moved.some(({ now }) => now === id)),
  };
}

type Links = Omit<LinkedFacts, 'contact'>;

async function readLinks(
  source: ContactSource,
  plan: ReadPlan,
  contacts: readonly { readonly id: string; readonly contact: Properties }[],
  now: number,
): Promise<ReadonlyMap<string, Links>> {
  if (contacts.length === 0) return new Map();
  const companies =
    plan.properties.company.length === 0
      ? undefined
      : await source.readAssociations(
          'contacts',
          'companies',
          contacts.map((c) => c.id),
        );
  const withDeals = contacts.filter(({ contact }) => hasDeals(contact)).map((c) => c.id);
  const deals = withDeals.length === 0 ? undefined : await source.readAssociations('contacts', 'deals', withDeals);
  return resolveLinks(
    source,
    plan,
    contacts.flatMap(({ id, contact }) => {
      const ofCompanies = companies === undefined ? [] : companies.get(id);
      const ofDeals = hasDeals(contact) ? deals?.get(id) : [];
      if (ofCompanies === undefined || ofDeals === undefined) return [];
      return [{ id, companyIds: primaryFirst(ofCompanies), dealIds: ofDeals.map((deal) => deal.id) }];
    }),
    now,
  );
}

/** Reads the companies and deals behind known links, each once. */
export async function resolveLinks(
  source: Pick<ContactSource, 'readCompanies' | 'readDeals'>,
  { properties, dealStages }: ReadPlan,
  linked: readonly {
    readonly id: string;
    readonly companyIds: readonly string[];
    readonly dealIds: readonly string[];
  }[],
  now: number,
): Promise<ReadonlyMap<string, Links>> {
  const companies = await byId(
    linked.flatMap((l) => l.companyIds.slice(0, 1)),
    properties.company,
    source.readCompanies,
  );
  const deals = await byId(
    linked.flatMap((l) => l.dealIds),
    DEAL_PROPERTIES,
    source.readDeals,
  );
  return new Map(
    linked.map(({ id, companyIds, dealIds }) => {
      const companyId = companyIds[0] ?? null;
      const ofContact = dealIds.map((deal) => deals.get(deal)).filter((deal) => deal !== undefined);
      const company = companies.get(companyId ?? '') ?? {};
      return [id, { company, deals: dealFacts(ofContact, dealStages, now), companyId, dealIds }];
    }),
  );
}

async function byId(
  ids: readonly string[],
  properties: readonly string[],
  read: (ids: readonly string[], properties: readonly string[]) => Promise<readonly HubspotRecord[]>,
): Promise<ReadonlyMap<string, Properties>> {
  if (properties.length === 0) return new Map();
  const records = await read([...new Set(ids)], properties);
  return new Map(records.map((record) => [record.id, knownProperties(record.properties, properties)]));
}

/**
 * HubSpot counts a contact's deals on the contact itself, so most contacts need no further look.
 */
const hasDeals = (contact: Properties): boolean => parseNumber(contact['num_associated_deals'] ?? '0', 'plain') !== 0;

const PRIMARY_COMPANY = 1;
const primaryFirst = (linked: readonly { readonly id: string; readonly typeIds: readonly number[] }[]): string[] =>
  [...linked]
    .sort((a, b) => Number(b.typeIds.includes(PRIMARY_COMPANY)) - Number(a.typeIds.includes(PRIMARY_COMPANY)))
    .map((l) => l.id);
