import { z } from 'zod';
import { PATHS } from './dated-paths.ts';
import { isHubspotError } from './errors.ts';
import { BATCH, checkBatch } from './records.ts';
import type { Transport } from './transport.ts';

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

const answer = z
  .object({ list: z.object({ listId: z.coerce.string(), name: z.string(), processingType: z.string() }) })
  .transform(({ list: { listId, name, processingType } }) => ({ id: listId, name, processingType }));

const ids = z.array(z.coerce.string()).default([]);

/** HubSpot's documents spell the removed ids both ways, and the official client reads only one of them. */
const changed = z
  .object({ recordsIdsAdded: ids, recordsIdsRemoved: ids, recordIdsRemoved: ids, recordIdsMissing: ids })
  .transform(({ recordsIdsAdded, recordsIdsRemoved, recordIdsRemoved, recordIdsMissing }) => ({
    added: recordsIdsAdded,
    removed: [...recordsIdsRemoved, ...recordIdsRemoved],
    missing: recordIdsMissing,
  }));

export function lists({ call }: Transport) {
  async function findListByName(name: string): Promise<ContactList | undefined> {
    try {
      return await call({ route: 'lists.by-name' }, answer, ({ client }) =>
        client.crm.lists.listsApi.getByNameWithHttpInfo(name, CONTACT_TYPE_ID, false),
      );
    } catch (error) {
      if (isHubspotError(error, 'not_found')) return undefined;
      throw error;
    }
  }

  return {
    findListByName,

    /** A new list of contacts that only this app fills, or the list of that name that the account has already. */
    async createList(name: string): Promise<ContactList> {
      try {
        // Repeatable, although a create: names are unique, so that a second one is refused.
        return await call({ route: 'lists.create' }, answer, ({ client }) =>
          client.crm.lists.listsApi.createWithHttpInfo({
            name,
            objectTypeId: CONTACT_TYPE_ID,
            processingType: 'MANUAL',
          }),
        );
      } catch (error) {
        if (!isHubspotError(error, 'conflict', 'invalid')) throw error;
        const existing = await findListByName(name);
        if (existing === undefined) throw error;
        return existing;
      }
    },

    /** Up to 500 contacts to add and remove together; twice is harmless. Throws `not_found` for a deleted list. */
    async changeMembership(listId: string, { add, remove }: MembershipChange): Promise<MembershipChanged> {
      checkBatch('changeMembership', [...add, ...remove], BATCH.memberships);
      if (add.length + remove.length === 0) return { added: [], removed: [], missing: [] };
      return call({ route: 'lists.memberships.change' }, changed, ({ request }) =>
        request({
          method: 'PUT',
          path: PATHS.changeMembership(listId),
          body: { recordIdsToAdd: add, recordIdsToRemove: remove },
        }),
      );
    },

    /** A list that is gone already is deleted. */
    async deleteList(listId: string): Promise<void> {
      try {
        await call({ route: 'lists.delete' }, z.unknown(), ({ client }) =>
          client.crm.lists.listsApi.removeWithHttpInfo(listId),
        );
      } catch (error) {
        if (!isHubspotError(error, 'not_found')) throw error;
      }
    },
  };
}
