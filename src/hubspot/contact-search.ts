import type { Client } from '@hubspot/api-client';
import { z } from 'zod';
import type { ContactRecord } from './contacts.ts';
import { BATCH, recordSchema } from './records.ts';
import type { Transport } from './transport.ts';

export type FilterOperator =
  | 'EQ'
  | 'NEQ'
  | 'LT'
  | 'LTE'
  | 'GT'
  | 'GTE'
  | 'BETWEEN'
  | 'IN'
  | 'NOT_IN'
  | 'HAS_PROPERTY'
  | 'NOT_HAS_PROPERTY'
  | 'CONTAINS_TOKEN'
  | 'NOT_CONTAINS_TOKEN';

export interface Filter {
  readonly propertyName: string;
  readonly operator: FilterOperator;
  readonly value?: string;
  readonly highValue?: string;
  readonly values?: readonly string[];
}

export interface ContactSearch {
  /** Any of the groups (at most 5) whose filters (at most 5, paging needs the sixth) all hold. */
  readonly filterGroups: readonly (readonly Filter[])[];
  readonly properties: readonly string[];
  /** The `afterId` of the page before. */
  readonly afterId?: string | undefined;
}

export interface ContactSearchPage {
  readonly contacts: readonly ContactRecord[];
  /** Reads the next page; undefined on the last one. */
  readonly afterId: string | undefined;
}

type SearchRequest = Parameters<Client['crm']['contacts']['searchApi']['doSearch']>[0];

/** https://developers.hubspot.com/docs/api-reference/search/guide */
const LIMIT = { groups: 5, filtersPerGroup: 6, filters: 18, characters: 3_000 } as const;

const page = z.object({ results: z.array(z.unknown()) });
const counted = z.object({ total: z.number() });

export function contactSearch({ call, tolerant }: Transport) {
  const records = tolerant(recordSchema);

  return {
    /** How many contacts the account has, by the search index. */
    async countContacts(): Promise<number> {
      const request = { filterGroups: [], properties: [], sorts: [], limit: 1 };
      const { total } = await call({ route: 'contacts.count', lane: 'search' }, counted, ({ client }) =>
        client.crm.contacts.searchApi.doSearchWithHttpInfo(request as unknown as SearchRequest),
      );
      return total;
    },

    /**
     * Up to 200 contacts by ascending id. Pages are cut by id, not by offset, because HubSpot ends offsets at 10,000.
     * The index lags some moments behind writes: overlap the searched times, never read back a write.
     */
    async searchContacts({ filterGroups, properties, afterId = '0' }: ContactSearch): Promise<ContactSearchPage> {
      const beyond: Filter = { propertyName: 'hs_object_id', operator: 'GT', value: afterId };
      const request = {
        filterGroups: filterGroups.map((filters) => ({ filters: [...filters, beyond] })),
        properties: [...properties],
        sorts: ['hs_object_id'],
        limit: BATCH.searchPage,
      };
      check(request);
      const { results } = await call({ route: 'contacts.search', lane: 'search' }, page, ({ client }) =>
        client.crm.contacts.searchApi.doSearchWithHttpInfo(request as unknown as SearchRequest),
      );
      const contacts = records.parse(results);
      return { contacts, afterId: results.length < BATCH.searchPage ? undefined : contacts.at(-1)?.id };
    },
  };
}

function check({
  filterGroups,
  ...rest
}: {
  readonly filterGroups: readonly { readonly filters: readonly Filter[] }[];
}) {
  const filters = filterGroups.reduce((sum, group) => sum + group.filters.length, 0);
  const characters = JSON.stringify({ filterGroups, ...rest }).length;
  const tooBig =
    filterGroups.length === 0 ||
    filterGroups.length > LIMIT.groups ||
    filterGroups.some((group) => group.filters.length > LIMIT.filtersPerGroup) ||
    filters > LIMIT.filters ||
    characters > LIMIT.characters;
  if (tooBig) {
    throw new RangeError(
      `A search takes 1 to ${LIMIT.groups} groups of up to ${LIMIT.filtersPerGroup} filters, ${LIMIT.filters} in all ` +
        `(one of each group is used for paging), and ${LIMIT.characters} characters; ` +
        `${filterGroups.length} groups, ${filters} filters, ${characters} characters came. Split the search.`,
    );
  }
}
