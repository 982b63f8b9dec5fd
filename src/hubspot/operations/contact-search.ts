import type { Client } from '@hubspot/api-client';
import { z } from 'zod';
import { HubspotError } from '../transport/errors.ts';
import { maybeNumber, paging, results, tolerant } from '../transport/tolerant.ts';
import type { Transport } from '../transport/transport.ts';
import type { ContactRecord, ContactRecordsRead } from './contacts.ts';
import { ROWS_PER_CALL, recordSchema } from './records.ts';
import { type FilterGroup, planSearch, type SearchRequest, searchRequest } from './search-packing.ts';

export interface ContactSearch {
  /**
   * Finds contacts for which any of the groups holds. Any number: groups are packed into as few
   * requests as HubSpot's limits allow.
   */
  readonly filterGroups: readonly FilterGroup[];
  /** Any number. */
  readonly properties: readonly string[];
  /** The `afterId` of the page before; the rest of the search must be the same. */
  readonly afterId?: string | undefined;
}

export interface ContactSearchPage {
  /** One that could not be read has no properties. A contact may come again with another group. */
  readonly contacts: readonly ContactRecord[];
  /** Reads the next page; undefined on the last one. */
  readonly afterId: string | undefined;
}

type ClientRequest = Parameters<Client['crm']['contacts']['searchApi']['doSearch']>[0];

const page = results({ results: z.array(z.unknown()), paging });
const records = tolerant(recordSchema);
const counted = z.object({ total: maybeNumber });

export function contactSearch(
  { call, rowsOf }: Transport,
  readContacts: (ids: readonly string[], properties: readonly string[]) => Promise<Pick<ContactRecordsRead, 'found'>>,
) {
  async function send(request: SearchRequest) {
    return call({ route: 'contacts.search', lane: 'search' }, page, ({ client }) =>
      client.crm.contacts.searchApi.doSearchWithHttpInfo(request as unknown as ClientRequest),
    );
  }

  async function withProperties(
    found: readonly ContactRecord[],
    properties: readonly string[],
  ): Promise<readonly ContactRecord[]> {
    const ids = found.map(({ id }) => id);
    const read = new Map(
      (await readContacts([...new Set(ids)], properties)).found.map((record) => [record.id, record]),
    );
    return ids.map((id) => read.get(id) ?? { id, properties: {} });
  }

  return {
    /** How many contacts the account has, by the search index; null when HubSpot does not say. */
    async countContacts(): Promise<number | null> {
      const request = { filterGroups: [], properties: [], sorts: [], limit: 1 };
      const { total } = await call({ route: 'contacts.count', lane: 'search' }, counted, ({ client }) =>
        client.crm.contacts.searchApi.doSearchWithHttpInfo(request as unknown as ClientRequest),
      );
      return total ?? null;
    },

    /**
     * Up to 200 contacts by ascending id, request by request. Pages are cut by id, not by offset,
     * because HubSpot ends offsets at 10,000. The index lags some moments behind writes: overlap
     * the searched times, never read back a write.
     */
    async searchContacts({ filterGroups, properties, afterId = '0' }: ContactSearch): Promise<ContactSearchPage> {
      const plan = planSearch(filterGroups, properties);
      const at = cursor(afterId);
      const { results, paging } = await send(searchRequest(plan.requests[at.request] ?? [], plan.properties, at.id));
      const found = rowsOf(records, results);
      const contacts = plan.readsById ? await withProperties(found, properties) : found;
      const lastId = found.at(-1)?.id;
      const goesOn = results.length >= ROWS_PER_CALL.searchPage || paging?.next !== undefined;
      if (goesOn && lastId !== undefined) {
        assertBeyond(at.id, lastId);
        return { contacts, afterId: printed({ ...at, id: lastId }) };
      }
      const next = at.request + 1;
      return { contacts, afterId: next < plan.requests.length ? printed({ request: next, id: '0' }) : undefined };
    },
  };
}

/** How far a search has come: which of its requests, and the last id of its last page. */
interface Cursor {
  readonly request: number;
  readonly id: string;
}

/** Throws `contract` where a page ends no further than the one before: pages would never end. */
function assertBeyond(before: string, lastId: string): void {
  if (Number(lastId) > Number(before)) return;
  throw new HubspotError({ code: 'contract' }, { route: 'contacts.search', detail: 'a page shows contacts again' });
}

const printed = ({ request, id }: Cursor): string => (request === 0 ? id : `${request}:${id}`);

function cursor(text: string): Cursor {
  const [request, id] = text.includes(':') ? text.split(':') : ['0', text];
  return { request: Number(request), id: id ?? '0' };
}
