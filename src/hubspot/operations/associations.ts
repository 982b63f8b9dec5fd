import { z } from 'zod';
import { type ErrorEntry, isGone, refusedRows } from '../transport/error-body.ts';
import { id, listOf, maybeNumber, maybeText, paging, results, tolerant } from '../transport/tolerant.ts';
import type { Transport } from '../transport/transport.ts';
import { callsOf, joined, nextCursor, ROWS_PER_CALL } from './records.ts';

/** The association types of HubSpot that Ripen reads or writes. */
export const ASSOCIATION_TYPE = {
  contactToPrimaryCompany: 1,
  taskToContact: 204,
} as const;

export type ObjectType = 'contacts' | 'companies' | 'deals' | 'tasks';

export interface Associated {
  readonly id: string;
  readonly typeIds: readonly number[];
}

/** The ids of linked records, each once, the primary company first. */
export function primaryFirst(linked: readonly Associated[]): readonly string[] {
  const rank = ({ typeIds }: Associated) => (typeIds.includes(ASSOCIATION_TYPE.contactToPrimaryCompany) ? 0 : 1);
  return [...new Set(linked.toSorted((one, other) => rank(one) - rank(other)).map(({ id }) => id))];
}

/**
 * HubSpot may leave out the kind of a link. The id or the label of the kind marks the primary
 * company.
 */
const associated = z
  .object({ toObjectId: id, associationTypes: listOf(z.object({ typeId: maybeNumber, label: maybeText })) })
  .transform(
    ({ toObjectId, associationTypes }): Associated => ({
      id: toObjectId,
      typeIds: associationTypes.flatMap(({ typeId, label }) => {
        if (typeId !== undefined) return [typeId];
        return label?.toLowerCase() === 'primary' ? [ASSOCIATION_TYPE.contactToPrimaryCompany] : [];
      }),
    }),
  );

const row = z.object({ from: z.object({ id }), to: listOf(associated), paging });
const page = results({ results: z.array(z.unknown()), errors: refusedRows });

/** The records whose links an answer does not tell. */
function unanswered(
  inputs: readonly { readonly id: string }[],
  unreadable: number,
  rows: readonly { readonly from: { readonly id: string } }[],
  errors: readonly ErrorEntry[],
): readonly string[] {
  const idsOf = ({ context }: ErrorEntry) => context.fromObjectId ?? context.ids ?? [];
  const failed = errors.filter((entry) => !isGone(entry));
  const isNameless = unreadable > 0 || failed.some((entry) => idsOf(entry).length === 0);
  const told = new Set([...rows.map(({ from }) => from.id), ...errors.filter(isGone).flatMap(idsOf)]);
  return [...failed.flatMap(idsOf), ...(isNameless ? inputs.map(({ id }) => id).filter((id) => !told.has(id)) : [])];
}

const records = tolerant(row);

export function associations({ call, rowsOf }: Transport) {
  async function readTogether(from: ObjectType, to: ObjectType, ids: readonly string[]) {
    const route = `associations.${from}.${to}.read`;
    const found = new Map<string, Associated[]>(ids.map((id) => [id, []]));
    const used = new Map(ids.map((id) => [id, new Set<string | undefined>()]));
    let inputs: { id: string; after?: string }[] = ids.map((id) => ({ id }));
    while (inputs.length > 0) {
      const { results, errors } = await call({ route }, page, ({ client }) =>
        client.crm.associations.v4.batchApi.getPageWithHttpInfo(from, to, { inputs }),
      );
      const rows = rowsOf(records, results);
      for (const row of rows) found.get(row.from.id)?.push(...row.to);
      for (const id of unanswered(inputs, results.length - rows.length, rows, errors)) found.delete(id);
      // A record that comes twice in one answer goes on once.
      inputs = [...new Map(rows.map((row) => [row.from.id, row]))].flatMap(([id, row]) => {
        const cursors = used.get(id);
        const after = cursors && nextCursor(row, cursors, route);
        return after === undefined || !found.has(id) ? [] : [{ id, after }];
      });
    }
    return [...found];
  }

  return {
    /**
     * What any number of records are associated with. A record with nothing has an empty list;
     * a record that could not be read is absent from the map: unknown is not none.
     */
    async readAssociations(
      from: ObjectType,
      to: ObjectType,
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, readonly Associated[]>> {
      const calls = callsOf('readAssociations', ids, ROWS_PER_CALL.associations);
      return new Map(await joined(calls, (some) => readTogether(from, to, some)));
    },
  };
}

export type Associations = ReturnType<typeof associations>;
