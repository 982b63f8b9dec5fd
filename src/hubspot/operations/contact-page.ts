import { z } from 'zod';
import { LONGEST_ADDRESS } from '../transport/plain-request.ts';
import { id, listOf, paging, partOf, results, textOrNone, tolerant } from '../transport/tolerant.ts';
import type { Transport } from '../transport/transport.ts';
import { ASSOCIATION_TYPE, type Associated, type Associations, primaryFirst } from './associations.ts';
import type { ContactRecord, ContactRecordsRead } from './contacts.ts';
import { idOfRow, nextCursor, ROWS_PER_CALL, recordSchema } from './records.ts';

export interface PagedContact extends ContactRecord {
  /** Primary company first; empty when companies were not asked for. */
  readonly companyIds: readonly string[];
  readonly dealIds: readonly string[];
}

export interface ContactPage {
  readonly contacts: readonly PagedContact[];
  /** Contacts of the page that could not be read. */
  readonly unread: readonly string[];
  /** Reads the next page; undefined on the last one. */
  readonly after: string | undefined;
}

export interface PageQuery {
  readonly after?: string | undefined;
  readonly properties: readonly string[];
  readonly associations: readonly LinkedType[];
}

type LinkedType = 'companies' | 'deals';
type LinksOf = ReadonlyMap<string, readonly Associated[]>;

/**
 * HubSpot repeats an id for each kind of link; `contact_to_company` without suffix is the link to
 * the primary company.
 */
const links = partOf(z.object({ results: listOf(z.object({ id, type: textOrNone })), paging }));

const pagedContact = recordSchema.extend({
  associations: z
    .object({ companies: links, deals: links })
    .nullish()
    .transform((associations) => associations ?? undefined),
});
type Row = z.output<typeof pagedContact>;

const page = results({ results: z.array(z.unknown()), paging });
const pagedContacts = tolerant(pagedContact);

/** What the rest of a page's address may need: host, path, cursor, associations. */
const REST_OF_ADDRESS = 1_000;

/** Whether a list of properties fits into the address of a page, each as a parameter. */
const fitsAddress = (properties: readonly string[]): boolean =>
  properties.reduce((sum, name) => sum + `&properties=${encodeURIComponent(name)}`.length, 0) <=
  LONGEST_ADDRESS - REST_OF_ADDRESS;

export function contactPage(
  { call, rowsOf }: Transport,
  { readAssociations }: Associations,
  readContacts: (ids: readonly string[], properties: readonly string[]) => Promise<ContactRecordsRead>,
) {
  /** Whether HubSpot leaves existing links out of pages; undefined: Ripen does not know yet. */
  let leavesLinksOut: boolean | undefined;

  async function send({ after, associations }: PageQuery, properties: readonly string[]) {
    const answer = await call({ route: 'contacts.page' }, page, ({ client }) =>
      client.crm.contacts.basicApi.getPageWithHttpInfo(ROWS_PER_CALL.records, after, [...properties], undefined, [
        ...associations,
      ]),
    );
    // A contact that comes twice is one.
    const read = [...new Map(rowsOf(pagedContacts, answer.results).map((row) => [row.id, row])).values()];
    const readable = new Set(read.map((row) => row.id));
    const unread = answer.results.flatMap((row) => idOfRow(row) ?? []).filter((rowId) => !readable.has(rowId));
    return { read, unread, after: nextCursor(answer, new Set([after]), 'contacts.page') };
  }

  /**
   * A page with its properties. If these make the address too long, they are read by id after it.
   */
  async function withProperties(query: PageQuery) {
    const { properties } = query;
    if (fitsAddress(properties)) return send(query, properties);
    const bare = await send(query, ['hs_object_id']);
    const ids = bare.read.map((row) => row.id);
    const { found, unread } = await readContacts(ids, properties);
    const known = new Map(found.map((record) => [record.id, record.properties]));
    return {
      ...bare,
      // What was deleted or merged away between the two calls is no part of the page any more.
      read: bare.read.flatMap((row) => {
        const values = known.get(row.id);
        return values === undefined ? [] : [{ ...row, properties: values }];
      }),
      unread: [...bare.unread, ...unread],
    };
  }

  /** The links of each contact of a page. Links that the page does not have are read apart. */
  async function linksOf(to: LinkedType, read: readonly Row[]): Promise<LinksOf> {
    const isBare = leavesLinksOut !== false && read.every(({ associations }) => associations === undefined);
    const apart = read.filter(
      ({ associations, properties }) =>
        isBare ||
        associations?.[to].paging?.next !== undefined ||
        (to === 'deals' && associations === undefined && Number(properties['num_associated_deals'] ?? 0) > 0),
    );
    const ids = apart.map((row) => row.id);
    const found = ids.length === 0 ? new Map<string, never>() : await readAssociations('contacts', to, ids);
    const isOmitted = apart.some((row) => row.associations === undefined && (found.get(row.id) ?? []).length > 0);
    if (isOmitted) leavesLinksOut = true;
    return new Map([...read.map((row) => [row.id, inPage(row, to)] as const), ...found]);
  }

  return {
    /** Up to 100 contacts in the order of their ids, with the ids of their companies and deals. */
    async pageContacts(query: PageQuery): Promise<ContactPage> {
      const { read, unread, after } = await withProperties(query);
      const none: LinksOf = new Map();
      const companies = query.associations.includes('companies') ? await linksOf('companies', read) : none;
      const deals = query.associations.includes('deals') ? await linksOf('deals', read) : none;
      if (query.associations.length > 0 && read.length > 0) leavesLinksOut ??= false;
      return {
        contacts: read.map((row) => ({
          id: row.id,
          properties: row.properties,
          companyIds: primaryFirst(companies.get(row.id) ?? []),
          dealIds: primaryFirst(deals.get(row.id) ?? []),
        })),
        unread,
        after,
      };
    },
  };
}

const inPage = ({ associations }: Row, to: LinkedType): readonly Associated[] =>
  (associations?.[to].results ?? []).map((link) => ({
    id: link.id,
    typeIds: link.type === 'contact_to_company' ? [ASSOCIATION_TYPE.contactToPrimaryCompany] : [],
  }));
