import { z } from 'zod';
import { ASSOCIATION_TYPE, type Associated, type Associations, primaryFirst } from './associations.ts';
import { refusedRows } from './error-body.ts';
import { BATCH, type CrmRecord, checkBatch, paging, recordSchema } from './records.ts';
import type { Transport } from './transport.ts';

export type ContactRecord = CrmRecord;

export interface PagedContact extends ContactRecord {
  /** Primary company first; empty when companies were not asked for. */
  readonly companyIds: readonly string[];
  readonly dealIds: readonly string[];
}

export interface ContactPage {
  readonly contacts: readonly PagedContact[];
  /** Reads the next page; undefined on the last one. */
  readonly after: string | undefined;
}

/** Each id that was asked for is in exactly one of the four. */
export interface ContactsRead {
  readonly found: readonly ContactRecord[];
  /** Deleted, or never there. */
  readonly missing: readonly string[];
  /** Merged away: `asked` lives on as `now`, whose record is in `found`. */
  readonly moved: readonly { readonly asked: string; readonly now: string }[];
  /** HubSpot neither gave them nor said that they are gone. */
  readonly unread: readonly string[];
}

export interface PastValue {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface ContactHistory {
  readonly id: string;
  /** Past values of each property, newest first. */
  readonly history: Readonly<Record<string, readonly PastValue[]>>;
}

/** Where a contact lists the ids that it took over in merges; accounts differ in which of the two is filled. */
const MERGED_IDS = ['hs_merged_object_ids', 'hs_all_contact_vids'] as const;

/** HubSpot repeats an id for each kind of link; `contact_to_company` without suffix is the link to the primary company. */
const links = z
  .object({ results: z.array(z.object({ id: z.string(), type: z.string() })), paging })
  .default({ results: [], paging: undefined });

const pagedContact = recordSchema.extend({
  associations: z.object({ companies: links, deals: links }).default({
    companies: { results: [], paging: undefined },
    deals: { results: [], paging: undefined },
  }),
});

const batch = z.object({ results: z.array(z.unknown()), errors: refusedRows });

const historySchema = z.object({
  id: z.string(),
  propertiesWithHistory: z.record(
    z.string(),
    z.array(z.object({ value: z.string().nullish(), timestamp: z.coerce.date() })),
  ),
});

export function contacts({ call, tolerant }: Transport, { readAssociations }: Associations) {
  const page = z.object({ results: tolerant(pagedContact), paging });
  const records = tolerant(recordSchema);
  const batchWithHistory = z.object({ results: tolerant(historySchema) });

  /** Ids by contact, for those contacts whose links did not fit into the page. */
  async function overflow(to: 'companies' | 'deals', rows: readonly z.output<typeof pagedContact>[]) {
    const ids = rows.filter(({ associations }) => associations[to].paging?.next !== undefined).map(({ id }) => id);
    return ids.length === 0 ? new Map<string, never>() : readAssociations('contacts', to, ids);
  }

  return {
    /** Up to 100 contacts in the order of their ids, with the ids of their companies and deals. */
    async pageContacts(query: {
      readonly after?: string | undefined;
      readonly properties: readonly string[];
      readonly associations: readonly ('companies' | 'deals')[];
    }): Promise<ContactPage> {
      const { results, paging } = await call({ route: 'contacts.page' }, page, ({ client }) =>
        client.crm.contacts.basicApi.getPageWithHttpInfo(BATCH.records, query.after, [...query.properties], undefined, [
          ...query.associations,
        ]),
      );
      const [companies, deals] = [await overflow('companies', results), await overflow('deals', results)];
      return {
        contacts: results.map(({ id, properties, associations }) => ({
          id,
          properties,
          companyIds: primaryFirst(companies.get(id) ?? associations.companies.results.map(asAssociated)),
          dealIds: primaryFirst(deals.get(id) ?? associations.deals.results.map(asAssociated)),
        })),
        after: paging?.next?.after,
      };
    },

    /** Up to 100 contacts. Properties that the account lacks are left out silently. */
    async readContacts(ids: readonly string[], properties: readonly string[]): Promise<ContactsRead> {
      checkBatch('readContacts', ids, BATCH.records);
      if (ids.length === 0) return { found: [], missing: [], moved: [], unread: [] };
      const { results, errors } = await call({ route: 'contacts.read' }, batch, ({ client }) =>
        client.crm.contacts.batchApi.readWithHttpInfo({
          inputs: ids.map((id) => ({ id })),
          properties: [...new Set([...properties, ...MERGED_IDS])],
          propertiesWithHistory: [],
        }),
      );
      const found = records.parse(results);
      const known = whoIsWho(ids, found);
      // A row that is unreadable may be any of those that are not there.
      if (found.length < results.length) return { ...known, missing: [], unread: known.missing };
      const refusals = errors.filter(({ category }) => category !== 'OBJECT_NOT_FOUND');
      const named = new Set(refusals.flatMap(({ context }) => context.ids ?? []));
      const gone = new Set(errors.flatMap((e) => (refusals.includes(e) ? [] : (e.context.ids ?? []))));
      // A refusal without ids may be about any that is not said to be gone.
      const nameless = refusals.some(({ context }) => (context.ids ?? []).length === 0);
      const isUnread = (id: string) => named.has(id) || (nameless && !gone.has(id));
      return {
        ...known,
        missing: known.missing.filter((id) => !isUnread(id)),
        unread: known.missing.filter(isUnread),
      };
    },

    /** Past values of up to 50 contacts. How far back HubSpot goes is not documented. */
    async readContactHistory(
      ids: readonly string[],
      properties: readonly string[],
    ): Promise<readonly ContactHistory[]> {
      checkBatch('readContactHistory', ids, BATCH.recordsWithHistory);
      if (ids.length === 0) return [];
      const { results } = await call({ route: 'contacts.history' }, batchWithHistory, ({ client }) =>
        client.crm.contacts.batchApi.readWithHttpInfo({
          inputs: ids.map((id) => ({ id })),
          properties: [],
          propertiesWithHistory: [...properties],
        }),
      );
      return results.map(({ id, propertiesWithHistory }) => ({
        id,
        history: Object.fromEntries(
          Object.entries(propertiesWithHistory).map(([name, past]) => [
            name,
            past.map(({ value, timestamp }) => ({ value: value ?? '', at: timestamp.getTime() })),
          ]),
        ),
      }));
    },
  };
}

function asAssociated({ id, type }: { readonly id: string; readonly type: string }): Associated {
  return { id, typeIds: type === 'contact_to_company' ? [ASSOCIATION_TYPE.contactToPrimaryCompany] : [] };
}

/** HubSpot answers a merged-away id with the surviving record under the survivor's id. */
function whoIsWho(asked: readonly string[], records: readonly ContactRecord[]): Omit<ContactsRead, 'unread'> {
  const found = new Map(records.map((record) => [record.id, record]));
  const successors = new Map(
    [...found.values()].flatMap(({ id, properties }) =>
      MERGED_IDS.flatMap((name) => properties[name]?.split(';') ?? []).map((old) => [old.trim(), id]),
    ),
  );
  const gone = asked.filter((id) => !found.has(id));
  return {
    found: [...found.values()],
    missing: gone.filter((id) => !successors.has(id)),
    moved: gone.flatMap((id) => {
      const now = successors.get(id);
      return now === undefined ? [] : [{ asked: id, now }];
    }),
  };
}
