import type { Client } from '@hubspot/api-client';
import { z } from 'zod';
import type { ListFilter } from '../../domain/sync/segment-lists.ts';
import { HUBSPOT_PATHS } from '../transport/dated-paths.ts';
import { HubspotError, isHubspotError, isLimit } from '../transport/errors.ts';
import { anything, id, listOf, maybeText, textOrNone, texts } from '../transport/tolerant.ts';
import type { Transport } from '../transport/transport.ts';
import { callsOf, ROWS_PER_CALL } from './records.ts';

export interface ContactList {
  readonly id: string;
  readonly name: string;
  /** Only MANUAL and SNAPSHOT lists take members from an app. */
  readonly processingType: string;
}

export interface MembershipChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export interface MembershipChanged {
  /** Those that were not members before. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Contacts that do not exist. */
  readonly missing: readonly string[];
}

const CONTACT_TYPE_ID = '0-1';

/**
 * HubSpot answers with a list in a list (`{ list: { listId } }`) or with the list itself, by either
 * name of the id.
 */
const shown = z.preprocess(
  (body) => {
    const list = (body as { readonly list?: unknown } | null | undefined)?.list ?? body;
    return typeof list === 'object' && list !== null && 'id' in list ? { listId: list.id, ...list } : list;
  },
  z.object({
    listId: id,
    name: textOrNone,
    processingType: maybeText,
    objectTypeId: maybeText,
    deletedAt: maybeText,
  }),
);
type Shown = z.output<typeof shown>;
const listIn = ({ listId, name, processingType }: Shown) => ({ id: listId, name, processingType });
const answer = shown.transform(listIn);

/** Several lists, without deleted ones, which HubSpot may show too. */
const several = z
  .object({ lists: listOf(shown) })
  .transform(({ lists: found }) => found.filter(({ deletedAt }) => deletedAt === undefined).map(listIn));

/** HubSpot may show lists of companies and deals by the same name too. */
const searched = z
  .object({ lists: listOf(shown), hasMore: z.unknown().optional() })
  .transform(({ lists: found, hasMore }) => ({
    ids: found.map(({ listId }) => listId),
    hasMore: hasMore === true || hasMore === 'true',
    found: found
      .filter(
        ({ deletedAt, objectTypeId }) =>
          deletedAt === undefined && (objectTypeId ?? CONTACT_TYPE_ID) === CONTACT_TYPE_ID,
      )
      .map(listIn),
  }));
/** The most that HubSpot shows in one answer. */
const SEARCH_PAGE = 500;

const none = z.object({ list: z.null() }).transform(() => undefined);
/** An answer that does not show the list that was created. */
const unsaid = anything.transform(() => undefined);
const listOrNone = answer.or(none);
const listOrUnsaid = answer.or(unsaid);

/**
 * HubSpot's documents spell these lists of ids with and without a plural; the official client reads
 * one spelling of each.
 */
const changed = z
  .object({
    recordsIdsAdded: texts,
    recordIdsAdded: texts,
    recordsIdsRemoved: texts,
    recordIdsRemoved: texts,
    recordIdsMissing: texts,
    recordsIdsMissing: texts,
  })
  .transform((body) => ({
    added: [...body.recordsIdsAdded, ...body.recordIdsAdded],
    removed: [...body.recordsIdsRemoved, ...body.recordIdsRemoved],
    missing: [...body.recordIdsMissing, ...body.recordsIdsMissing],
  }));

type SearchRequest = Parameters<Client['crm']['lists']['listsApi']['doSearch']>[0];
type Kind = 'MANUAL' | 'DYNAMIC';

/** Where HubSpot does not tell the type of a list, it is the one that was asked for. */
const asAsked = (list: z.output<typeof answer>, kind: Kind): ContactList => ({
  ...list,
  processingType: list.processingType ?? kind,
});

/** The root is an OR of ANDs: HubSpot takes no other form, even for one filter. */
const filterBranchOf = (filters: readonly ListFilter[]) => ({
  filterBranchType: 'OR',
  filterBranchOperator: 'OR',
  filterBranches: [
    {
      filterBranchType: 'AND',
      filterBranchOperator: 'AND',
      filterBranches: [],
      filters: filters.map((filter) => ({
        filterType: 'PROPERTY',
        property: filter.property,
        operation: operationOf(filter),
      })),
    },
  ],
  filters: [],
});

function operationOf({ type, value }: ListFilter) {
  if (value === null)
    return { operationType: 'ALL_PROPERTY', operator: 'IS_UNKNOWN', includeObjectsWithNoValueSet: false };
  return type === 'enumeration'
    ? { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: [value] }
    : { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: [value] };
}

export function lists({ call }: Transport) {
  async function findListByName(name: string, kind: Kind = 'MANUAL'): Promise<ContactList | undefined> {
    try {
      const list = await call({ route: 'lists.by-name' }, listOrNone, ({ client }) =>
        client.crm.lists.listsApi.getByNameWithHttpInfo(name, CONTACT_TYPE_ID, false),
      );
      return list && asAsked(list, kind);
    } catch (error) {
      if (isHubspotError(error, 'not_found')) return undefined;
      throw error;
    }
  }

  return {
    /**
     * The lists of contacts with these words in their name. HubSpot's index may not know yet what
     * was made a moment ago; `createList` does.
     */
    async searchLists(query: string): Promise<readonly ContactList[]> {
      const lists = new Map<string, ContactList>();
      const shown = new Set<string>();
      for (let offset = 0; ; ) {
        const page = await call({ route: 'lists.search' }, searched, ({ client }) =>
          client.crm.lists.listsApi.doSearchWithHttpInfo({ query, offset, count: SEARCH_PAGE } as SearchRequest),
        );
        for (const list of page.found) lists.set(list.id, asAsked(list, 'MANUAL'));
        // A page with nothing new is the last one, whatever it says: pages would never end.
        if (!page.hasMore || page.ids.every((listId) => shown.has(listId))) return [...lists.values()];
        for (const listId of page.ids) shown.add(listId);
        offset += page.ids.length;
      }
    },

    /** The lists that exist among these ids, in any order. */
    async findLists(ids: readonly string[]): Promise<readonly ContactList[]> {
      if (ids.length === 0) return [];
      try {
        const found = await call({ route: 'lists.by-ids' }, several, ({ client }) =>
          client.crm.lists.listsApi.getAllWithHttpInfo([...ids], false),
        );
        return found.map((list) => asAsked(list, 'MANUAL'));
      } catch (error) {
        if (isHubspotError(error, 'not_found')) return [];
        throw error;
      }
    },

    /**
     * A new list of contacts that only this app fills, or with `filters` one that HubSpot fills; or
     * the list of that name that the account has already.
     */
    async createList(name: string, filters?: readonly ListFilter[]): Promise<ContactList | 'no_room'> {
      const kind = filters === undefined ? 'MANUAL' : 'DYNAMIC';
      try {
        // This create is repeatable: names are unique, so HubSpot refuses a second list.
        const created = await call({ route: 'lists.create' }, listOrUnsaid, ({ request }) =>
          request({
            method: 'POST',
            path: HUBSPOT_PATHS.lists,
            body: {
              name,
              objectTypeId: CONTACT_TYPE_ID,
              processingType: kind,
              ...(filters !== undefined && { filterBranch: filterBranchOf(filters) }),
            },
          }),
        );
        if (created !== undefined) return asAsked(created, kind);
      } catch (error) {
        if (!isHubspotError(error, 'conflict', 'invalid')) throw error;
        const existing = await findListByName(name, kind);
        if (existing !== undefined) return existing;
        if (isLimit(error)) return 'no_room';
        throw error;
      }
      const made = await findListByName(name, kind);
      if (made !== undefined) return made;
      throw new HubspotError({ code: 'contract' }, { route: 'lists.create', detail: 'no list of that name was made' });
    },

    /**
     * Adds and removes any number of contacts; twice is harmless. Throws `not_found` for a deleted
     * list.
     */
    async changeMembership(listId: string, { add, remove }: MembershipChange): Promise<MembershipChanged> {
      const joins = new Set(add);
      const parts: MembershipChanged[] = [];
      for (const ids of callsOf('changeMembership', [...add, ...remove], ROWS_PER_CALL.memberships)) {
        const part = await call({ route: 'lists.memberships.change', bodyless: true }, changed, ({ request }) =>
          request({
            method: 'PUT',
            path: HUBSPOT_PATHS.changeMembership(listId),
            body: {
              recordIdsToAdd: ids.filter((id) => joins.has(id)),
              recordIdsToRemove: ids.filter((id) => !joins.has(id)),
            },
          }),
        );
        parts.push(part);
      }
      return {
        added: parts.flatMap(({ added }) => added),
        removed: parts.flatMap(({ removed }) => removed),
        missing: parts.flatMap(({ missing }) => missing),
      };
    },

    /** A list that is gone already is deleted. */
    async deleteList(listId: string): Promise<void> {
      try {
        await call({ route: 'lists.delete' }, anything, ({ client }) =>
          client.crm.lists.listsApi.removeWithHttpInfo(listId),
        );
      } catch (error) {
        if (!isHubspotError(error, 'not_found')) throw error;
      }
    },
  };
}
