import type { LinkedFacts, Properties } from '../../../domain/contact.ts';
import { parseNumber } from '../../../domain/text/number.ts';
import type { DealOutcome } from '../../../domain/words.ts';
import { primaryFirst } from '../../../hubspot/operations/associations.ts';
import type { PortalClient } from '../../../hubspot/portal-client.ts';
import { type ContactInHand, latestFacts, type UnjudgedContact } from '../contact-in-hand.ts';
import { DEAL_PROPERTIES, dealFacts, knownContact, knownProperties } from './hubspot-facts.ts';

export type ReadPlan = {
  /** contact properties that the account has: HubSpot refuses to search for others */
  readonly searchable: readonly string[];
  readonly properties: { readonly contact: readonly string[]; readonly company: readonly string[] };
  readonly dealStages: Readonly<Record<string, DealOutcome>>;
};

/** Each wanted contact is in exactly one of `facts`, `missing` and `unjudged`. */
export type FactsRead = {
  readonly facts: ReadonlyMap<number, LinkedFacts>;
  readonly missing: ReadonlySet<number>;
  /**
   * contacts that were merged into others or failed. `read_refused`: HubSpot did not give the
   * contact; `links_unreadable`: HubSpot gave it without its companies and deals, which is not the
   * same as having none
   */
  readonly unjudged: readonly UnjudgedContact[];
  /**
   * HubSpot gave records that nobody asked for: some missing contacts may live on under an id that
   * HubSpot did not tell
   */
  readonly strangers: boolean;
};

/**
 * Reads up to 100 contacts as they are now, in as few calls as possible. One call reads the
 * contacts; companies and deals are read only where the links are new or may have changed.
 */
export async function readContacts(
  hubspot: PortalClient,
  plan: ReadPlan,
  wanted: readonly ContactInHand[],
  now: number,
): Promise<FactsRead> {
  const { found, missing, merged, unread } = await hubspot.readContacts(
    wanted.map(({ contactId }) => `${contactId}`),
    plan.properties.contact,
  );
  const asked = new Map(wanted.map((contact) => [`${contact.contactId}`, contact]));
  const present = found
    .filter(({ id }) => asked.has(id))
    .map(({ id, properties }) => ({
      id,
      contact: knownContact(properties, plan.properties.contact, now),
      known: latestFacts(asked.get(id)!),
      relink: asked.get(id)!.relink,
    }));
  const relinked = present.filter(
    ({ known, relink, contact }) => relink || known === null || hasDeals(contact) !== known.dealIds.length > 0,
  );
  const links = await readLinks(hubspot, plan, relinked, now);

  const facts = new Map<number, LinkedFacts>();
  const unjudged: UnjudgedContact[] = merged.map(({ asked, into }) => ({
    outcome: 'merged',
    contactId: Number(asked),
    from: [Number(asked)],
    into: Number(into),
  }));
  const failed = (id: string, code: string) => unjudged.push({ outcome: 'failed', contactId: Number(id), code });
  for (const id of unread) failed(id, 'read_refused');
  const isRelinked = new Set(relinked.map(({ id }) => id));
  for (const { id, contact, known } of present) {
    const linked = isRelinked.has(id) ? links.get(id) : known;
    if (linked) facts.set(Number(id), { ...linked, contact });
    else failed(id, 'links_unreadable');
  }
  return {
    facts,
    missing: new Set(missing.map(Number)),
    unjudged,
    strangers: found.some(({ id }) => !asked.has(id) && !merged.some(({ into }) => into === id)),
  };
}

type Links = Omit<LinkedFacts, 'contact'>;

async function readLinks(
  hubspot: PortalClient,
  plan: ReadPlan,
  contacts: readonly { readonly id: string; readonly contact: Properties }[],
  now: number,
): Promise<ReadonlyMap<string, Links>> {
  if (contacts.length === 0) return new Map();
  const companies =
    plan.properties.company.length === 0
      ? undefined
      : await hubspot.readAssociations(
          'contacts',
          'companies',
          contacts.map((c) => c.id),
        );
  const withDeals = contacts.filter(({ contact }) => hasDeals(contact)).map((c) => c.id);
  const deals = withDeals.length === 0 ? undefined : await hubspot.readAssociations('contacts', 'deals', withDeals);
  return resolveLinks(
    hubspot,
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

/**
 * Reads the linked companies and deals, each once. A contact of which HubSpot could not give one
 * that counts is absent: unknown is not none.
 */
export async function resolveLinks(
  hubspot: PortalClient,
  { properties, dealStages }: ReadPlan,
  linked: readonly {
    readonly id: string;
    readonly companyIds: readonly string[];
    readonly dealIds: readonly string[];
  }[],
  now: number,
): Promise<ReadonlyMap<string, Links>> {
  const companies = await firstCompanies(linked, (ids) => byId(ids, properties.company, hubspot.readCompanies));
  const deals = await byId(
    linked.flatMap((l) => l.dealIds),
    DEAL_PROPERTIES,
    hubspot.readDeals,
  );
  return new Map(
    linked.flatMap(({ id, companyIds, dealIds }) => {
      const there = companyIds.slice(0, MOST_COMPANIES).find((company) => companies.has(company));
      const companyId = there ?? companyIds[0] ?? null;
      const company = companies.get(companyId ?? '');
      const ofContact = dealIds.map((deal) => deals.get(deal)).filter((deal) => deal !== undefined);
      const known = ofContact.filter((deal) => deal !== null);
      if (company === null || known.length < ofContact.length) return [];
      return [[id, { company: company ?? {}, deals: dealFacts(known, dealStages, now), companyId, dealIds }]];
    }),
  );
}

/** Of more companies of a contact the others do not count. */
const MOST_COMPANIES = 5;

/**
 * For each contact the first of its companies that is there, or that HubSpot could not give (null);
 * most have but one.
 */
async function firstCompanies(
  linked: readonly { readonly companyIds: readonly string[] }[],
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Properties | null>>,
): Promise<ReadonlyMap<string, Properties | null>> {
  const found = new Map<string, Properties | null>();
  let left = linked;
  for (let place = 0; place < MOST_COMPANIES; place++) {
    // A later one that another contact has too does not count before the ones between are read.
    left = left.filter(
      ({ companyIds }) => companyIds.length > place && !companyIds.slice(0, place).some((id) => found.has(id)),
    );
    if (left.length === 0) break;
    for (const [id, values] of await read(left.map(({ companyIds }) => companyIds[place]!))) found.set(id, values);
  }
  return found;
}

async function byId(
  ids: readonly string[],
  properties: readonly string[],
  read: PortalClient['readCompanies'],
): Promise<ReadonlyMap<string, Properties | null>> {
  if (properties.length === 0) return new Map();
  const { found, unread } = await read([...new Set(ids)], properties);
  return new Map([
    ...found.map((record) => [record.id, knownProperties(record.properties, properties)] as const),
    ...unread.map((id) => [id, null] as const),
  ]);
}

/**
 * HubSpot counts a contact's deals on the contact itself, so most contacts need no further call.
 */
const hasDeals = (contact: Properties): boolean => parseNumber(contact['num_associated_deals'] ?? '0', 'plain') !== 0;
