import { z } from 'zod';
import { isGone, refusedRows } from '../transport/error-body.ts';
import { isolate, isRefusal } from '../transport/isolate.ts';
import { type RowRefusal, refusalOfEntry, refusalOfError } from '../transport/row-refusal.ts';
import { id, results } from '../transport/tolerant.ts';
import type { Transport } from '../transport/transport.ts';
import { callsOf, joined, ROWS_PER_CALL } from './records.ts';

export interface ContactUpdate {
  readonly id: string;
  /** `''` clears a value. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface ContactsUpdated {
  readonly updated: readonly string[];
  readonly failed: readonly (RowRefusal & { readonly id: string })[];
}

type Result = { readonly id: string; readonly refusal?: RowRefusal };

const UNANSWERED: RowRefusal = {
  reason: 'invalid',
  code: 'unanswered',
  message: 'HubSpot did not answer for this row',
  propertyNames: [],
};

const written = z.object({ id }).nullish().catch(undefined);
const answer = results({ results: z.array(written), errors: refusedRows });

const idOf = ({ id }: ContactUpdate): string => id;

export function contactUpdates({ call }: Transport) {
  async function send(rows: readonly ContactUpdate[]): Promise<readonly Result[]> {
    const { results, errors } = await call({ route: 'contacts.update', bodyless: true }, answer, ({ client }) =>
      client.crm.contacts.batchApi.updateWithHttpInfo({
        inputs: rows.map(({ id, properties }) => ({ id, properties: { ...properties } })),
      }),
    );
    const updated = new Set(results.flatMap((row) => row?.id ?? []));
    // An answer without refusals that shows no row, or all rows, means that all are written.
    const isWhole = updated.size === 0 || updated.size >= rows.length;
    if (errors.length === 0 && isWhole) return rows.map(({ id }) => ({ id }));
    const refusals = new Map(
      errors.flatMap((entry) => (entry.context.ids ?? []).map((id) => [id, refusalOfEntry(entry)])),
    );
    // A refusal without a row is about the rows that the rest of the answer does not name.
    const nameless = errors.filter(({ context }) => context.ids === undefined);
    const [unnamed] = [...nameless.filter((entry) => !isGone(entry)), ...nameless].map(refusalOfEntry);
    return rows.map(({ id }) =>
      updated.has(id) ? { id } : { id, refusal: refusals.get(id) ?? unnamed ?? UNANSWERED },
    );
  }

  return {
    /**
     * Writes contacts, each once, without searching for the bad ones. `refused`: HubSpot took no
     * row of a call because of some of its rows, and the calls behind it are not made.
     */
    async tryContactUpdates(
      rows: readonly ContactUpdate[],
    ): Promise<
      | { readonly outcome: 'answered'; readonly failed: ContactsUpdated['failed'] }
      | { readonly outcome: 'refused'; readonly refusal: RowRefusal }
    > {
      try {
        const results = await joined(callsOf('tryContactUpdates', rows, ROWS_PER_CALL.records, idOf), send);
        return {
          outcome: 'answered',
          failed: results.flatMap(({ id, refusal }) => (refusal === undefined ? [] : [{ id, ...refusal }])),
        };
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return { outcome: 'refused', refusal: refusalOfError(error) };
      }
    },

    /**
     * Writes contacts, each once. The answer names bad rows, and all others are written. Throws
     * `missing_properties` when the account lacks a property: HubSpot takes no row without it.
     */
    async updateContacts(rows: readonly ContactUpdate[]): Promise<ContactsUpdated> {
      const results = await joined(callsOf('updateContacts', rows, ROWS_PER_CALL.records, idOf), (some) =>
        isolate<ContactUpdate, Result>(some, {
          send,
          refused: ({ id }, error) => ({ id, refusal: refusalOfError(error) }),
          suspect: ({ properties }, { problem }) =>
            problem.code !== 'invalid' || problem.propertyNames.some((name) => name in properties),
        }),
      );
      return {
        updated: results.flatMap(({ id, refusal }) => (refusal === undefined ? [id] : [])),
        failed: results.flatMap(({ id, refusal }) => (refusal === undefined ? [] : [{ id, ...refusal }])),
      };
    },
  };
}
