import { z } from 'zod';
import { BATCH, type CrmRecord, checkBatch, recordSchema } from './records.ts';
import type { Transport } from './transport.ts';

export type CompanyRecord = CrmRecord;
export type DealRecord = CrmRecord;

export interface DealPipeline {
  readonly id: string;
  readonly label: string;
  /** Ids `closedwon` and `closedlost` exist in the default pipeline only, so what a stage means is told by `outcome`. */
  readonly stages: readonly { readonly id: string; readonly label: string; readonly outcome: DealOutcome }[];
}

export type DealOutcome = 'open' | 'won' | 'lost';

const stage = z
  .object({
    id: z.string(),
    label: z.string(),
    metadata: z.object({ isClosed: z.string().optional(), probability: z.string().optional() }).default({}),
  })
  .transform(({ id, label, metadata }) => ({ id, label, outcome: outcomeOf(metadata) }));

function outcomeOf(metadata: {
  readonly isClosed?: string | undefined;
  readonly probability?: string | undefined;
}): DealOutcome {
  if (metadata.isClosed !== 'true') return 'open';
  return Number(metadata.probability) > 0 ? 'won' : 'lost';
}

export function companiesAndDeals({ call, tolerant }: Transport) {
  const batch = z.object({ results: tolerant(recordSchema) });
  const pipelines = z.object({
    results: tolerant(z.object({ id: z.string(), label: z.string(), stages: z.array(stage) })),
  });

  return {
    /** Up to 100 companies; those that do not exist are left out. */
    async readCompanies(ids: readonly string[], properties: readonly string[]): Promise<readonly CompanyRecord[]> {
      checkBatch('readCompanies', ids, BATCH.records);
      if (ids.length === 0) return [];
      const { results } = await call({ route: 'companies.read' }, batch, ({ client }) =>
        client.crm.companies.batchApi.readWithHttpInfo(batchOf(ids, properties)),
      );
      return results;
    },

    /** Up to 100 deals; those that do not exist are left out. */
    async readDeals(ids: readonly string[], properties: readonly string[]): Promise<readonly DealRecord[]> {
      checkBatch('readDeals', ids, BATCH.records);
      if (ids.length === 0) return [];
      const { results } = await call({ route: 'deals.read' }, batch, ({ client }) =>
        client.crm.deals.batchApi.readWithHttpInfo(batchOf(ids, properties)),
      );
      return results;
    },

    async dealPipelines(): Promise<readonly DealPipeline[]> {
      const { results } = await call({ route: 'deals.pipelines' }, pipelines, ({ client }) =>
        client.crm.pipelines.pipelinesApi.getAllWithHttpInfo('deals'),
      );
      return results;
    },
  };
}

function batchOf(ids: readonly string[], properties: readonly string[]) {
  return { inputs: ids.map((id) => ({ id })), properties: [...properties], propertiesWithHistory: [] };
}
