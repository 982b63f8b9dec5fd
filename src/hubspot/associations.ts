import { z } from 'zod';
import { refusedRows } from './error-body.ts';
import { BATCH, checkBatch, paging } from './records.ts';
import type { Transport } from './transport.ts';

/** HubSpot's own association types, as far as they are read or written here. */
export const ASSOCIATION_TYPE = {
  contactToPrimaryCompany: 1,
  taskToContact: 204,
} as const;

export type ObjectType = 'contacts' | 'companies' | 'deals' | 'tasks';

export interface Associated {
  readonly id: string;
  readonly typeIds: readonly number[];
}

/** Their ids, each once, a primary company first. */
export function primaryFirst(linked: readonly Associated[]): readonly string[] {
  const rank = ({ typeIds }: Associated) => (typeIds.includes(ASSOCIATION_TYPE.contactToPrimaryCompany) ? 0 : 1);
  return [...new Set(linked.toSorted((one, other) => rank(one) - rank(other)).map(({ id }) => id))];
}

const associated = z
  .object({ toObjectId: z.coerce.string(), associationTypes: z.array(z.object({ typeId: z.number() })) })
  .transform(({ toObjectId, associationTypes }) => ({
    id: toObjectId,
    typeIds: associationTypes.map(({ typeId }) => typeId),
  }));

const page = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: z.coerce.string() }),
      to: z.array(associated),
      paging,
    }),
  ),
  errors: refusedRows,
});

export function associations({ call }: Transport) {
  return {
    /**
     * What up to 1,000 records are associated with. A record with nothing has an empty list;
     * a record that could not be read is absent from the map: unknown is not none.
     */
    async readAssociations(
      from: ObjectType,
      to: ObjectType,
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, readonly Associated[]>> {
      checkBatch('readAssociations', ids, BATCH.associations);
      const found = new Map<string, Associated[]>(ids.map((id) => [id, []]));
      let inputs: { id: string; after?: string }[] = ids.map((id) => ({ id }));
      while (inputs.length > 0) {
        const { results, errors } = await call({ route: `associations.${from}.${to}.read` }, page, ({ client }) =>
          client.crm.associations.v4.batchApi.getPageWithHttpInfo(from, to, { inputs }),
        );
        for (const row of results) found.get(row.from.id)?.push(...row.to);
        for (const { category, context } of errors) {
          if (category !== 'OBJECT_NOT_FOUND')
            for (const id of context.fromObjectId ?? context.ids ?? []) found.delete(id);
        }
        inputs = results.flatMap(({ from: { id }, paging }) =>
          paging?.next === undefined ? [] : [{ id, after: paging.next.after }],
        );
      }
      return found;
    },
  };
}

export type Associations = ReturnType<typeof associations>;
