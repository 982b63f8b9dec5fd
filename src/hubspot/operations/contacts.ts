import { z } from 'zod';
import { MERGED_IDS } from '../../domain/merged.ts';
import { type ErrorEntry, isGone, refusedRows } from '../transport/error-body.ts';
import { isHubspotError } from '../transport/errors.ts';
import { anything, results, tolerant } from '../transport/tolerant.ts';
import type { Transport } from '../transport/transport.ts';
import { batchWithHistory, type RecordHistory, recordHistory } from './property-history.ts';
import { type CrmRecord, callsOf, idOfRow, joined, ROWS_PER_CALL, recordSchema } from './records.ts';

export type ContactRecord = CrmRecord;

/** The contacts of a reading. Each id that was asked for is in exactly one of the four lists. */
export interface ContactRecordsRead {
  readonly found: readonly ContactRecord[];
  /** Deleted, or never there. */
  readonly missing: readonly string[];
  /** Merged away: `asked` was merged into `into`, whose record is in `found`. */
  readonly merged: readonly { readonly asked: string; readonly into: string }[];
  /** The answer neither shows these contacts nor says that they are gone. */
  readonly unread: readonly string[];
}

export type ContactRead =
  | { readonly outcome: 'found' }
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'merged'; readonly mergedInto: string };

const batch = results({ results: z.array(z.unknown()), errors: refusedRows });
const records = tolerant(recordSchema);

/** A contact, and the properties whose past values are wanted. */
export interface HistoryQuery {
  readonly id: string;
  readonly properties: readonly string[];
}

/** At most so many contacts of a batch are read alone, a call each; others stay unread. */
const READ_ALONE = 5;

export function contacts({ call, rowsOf }: Transport) {
  /** Whether a contact is gone, asked by a call of its own, when a batch did not tell. */
  async function isMissing(contactId: string): Promise<boolean> {
    try {
      await call({ route: 'contacts.look', repeatable: false }, anything, ({ client }) =>
        client.crm.contacts.basicApi.getByIdWithHttpInfo(contactId, ['hs_object_id']),
      );
      return false;
    } catch (error) {
      if (isHubspotError(error, 'not_found')) return true;
      if (isHubspotError(error, 'invalid', 'conflict', 'contract', 'unavailable')) return false;
      throw error;
    }
  }

  async function readTogether(ids: readonly string[], properties: readonly string[]): Promise<ContactRecordsRead> {
    const { results, errors } = await call({ route: 'contacts.read' }, batch, ({ client }) =>
      client.crm.contacts.batchApi.readWithHttpInfo({
        inputs: ids.map((id) => ({ id })),
        properties: [...new Set([...properties, ...MERGED_IDS])],
        propertiesWithHistory: [],
      }),
    );
    const found = rowsOf(records, results);
    const known = whoIsWho(ids, found);
    const readable = new Set(found.map((record) => record.id));
    const unreadable = results.map(idOfRow).filter((rowId) => rowId === undefined || !readable.has(rowId));
    const { missing, unread, unclear } = sorted(known.missing, errors, unreadable);
    const gone = new Set<string>();
    for (const contactId of unclear.slice(0, READ_ALONE)) if (await isMissing(contactId)) gone.add(contactId);
    return {
      ...known,
      missing: [...missing, ...gone],
      unread: [...unread, ...unclear.filter((contactId) => !gone.has(contactId))],
    };
  }

  async function readHistories(queries: readonly HistoryQuery[]): Promise<readonly RecordHistory[]> {
    const { results } = await call({ route: 'contacts.history' }, batchWithHistory, ({ client }) =>
      client.crm.contacts.batchApi.readWithHttpInfo({
        inputs: queries.map(({ id }) => ({ id })),
        properties: [],
        propertiesWithHistory: [...new Set(queries.flatMap(({ properties }) => properties))],
      }),
    );
    return results.map(recordHistory);
  }

  return {
    /** Any number of contacts. HubSpot leaves out properties that the account lacks. */
    async readContacts(ids: readonly string[], properties: readonly string[]): Promise<ContactRecordsRead> {
      const parts = await joined(callsOf('readContacts', ids, ROWS_PER_CALL.records), async (some) => [
        await readTogether(some, properties),
      ]);
      return {
        // A contact that was merged away in one call may be asked for by its own id in another.
        found: [...new Map(parts.flatMap(({ found }) => found).map((record) => [record.id, record])).values()],
        missing: parts.flatMap(({ missing }) => missing),
        merged: parts.flatMap(({ merged }) => merged),
        unread: parts.flatMap(({ unread }) => unread),
      };
    },

    /** One contact by itself, which tells for sure who it is now. */
    async readContact(id: string): Promise<ContactRead> {
      try {
        const record = await call({ route: 'contacts.one' }, recordSchema, ({ client }) =>
          client.crm.contacts.basicApi.getByIdWithHttpInfo(id, [...MERGED_IDS]),
        );
        return record.id === id ? { outcome: 'found' } : { outcome: 'merged', mergedInto: record.id };
      } catch (error) {
        if (isHubspotError(error, 'not_found')) return { outcome: 'gone' };
        throw error;
      }
    },

    /**
     * Past values of any number of contacts. Contacts of one call get the properties of all of
     * them. HubSpot does not document how far back it goes.
     */
    async readContactHistory(queries: readonly HistoryQuery[]): Promise<readonly RecordHistory[]> {
      return joined(
        callsOf('readContactHistory', queries, ROWS_PER_CALL.recordsWithHistory, ({ id }) => id),
        readHistories,
      );
    },
  };
}

/**
 * What became of contacts that are not among the results. A refused row without an id, and a row
 * that Ripen cannot read, may be any contact that the answer does not name: those are unclear.
 */
function sorted(absent: readonly string[], errors: readonly ErrorEntry[], unreadable: readonly (string | undefined)[]) {
  const idsOf = ({ context }: ErrorEntry) => context.ids ?? [];
  const refusals = errors.filter((entry) => !isGone(entry));
  const refused = new Set([...refusals.flatMap(idsOf), ...unreadable]);
  const gone = new Set(errors.filter(isGone).flatMap(idsOf));
  const isNameless = unreadable.includes(undefined) || refusals.some((entry) => idsOf(entry).length === 0);
  const isUnclear = (contactId: string) => isNameless && !gone.has(contactId) && !refused.has(contactId);
  return {
    missing: absent.filter((contactId) => !refused.has(contactId) && !isUnclear(contactId)),
    unread: absent.filter((contactId) => refused.has(contactId)),
    unclear: absent.filter(isUnclear),
  };
}

/** HubSpot answers a merged-away id with the surviving record under the survivor's id. */
function whoIsWho(asked: readonly string[], records: readonly ContactRecord[]): Omit<ContactRecordsRead, 'unread'> {
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
    merged: gone.flatMap((id) => {
      const into = successors.get(id);
      return into === undefined ? [] : [{ asked: id, into }];
    }),
  };
}
