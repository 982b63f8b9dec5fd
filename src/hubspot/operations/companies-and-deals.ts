import { z } from 'zod';
import type { DealOutcome } from '../../domain/words.ts';
import { HUBSPOT_PATHS } from '../transport/dated-paths.ts';
import { type ErrorEntry, isGone, refusedRows } from '../transport/error-body.ts';
import { id, maybeNumber, maybeText, paging, partOf, results, textOrNone, tolerant } from '../transport/tolerant.ts';
import type { Transport } from '../transport/transport.ts';
import { batchWithHistory, type RecordHistory, recordHistory } from './property-history.ts';
import { type CrmRecord, callsOf, joined, nextCursor, ROWS_PER_CALL, recordSchema } from './records.ts';

interface RecordsRead {
  readonly found: readonly CrmRecord[];
  /** those that HubSpot could not give; what is neither here nor found does not exist */
  readonly unread: readonly string[];
}

export interface DealPipeline {
  readonly id: string;
  readonly label: string;
  /**
   * `outcome` tells what a stage means, since the ids `closedwon` and `closedlost` exist in the
   * default pipeline only. undefined: HubSpot does not say it, so look at the flags of each deal.
   * Archived stages are here too, since deals may still be in one.
   */
  readonly stages: readonly {
    readonly id: string;
    readonly label: string;
    readonly outcome: DealOutcome | undefined;
  }[];
}

const stage = z
  .object({ id, label: textOrNone, metadata: partOf(z.object({ isClosed: maybeText, probability: maybeNumber })) })
  .transform(({ metadata, ...rest }) => ({ ...rest, outcome: outcomeOf(metadata) }));

/**
 * The outcome that a stage means. HubSpot promises only the probability: 0 is lost, 1 is won. It
 * may also tell whether the stage is closed.
 */
function outcomeOf({
  isClosed,
  probability,
}: {
  readonly isClosed?: string | undefined;
  readonly probability?: number | undefined;
}): DealOutcome | undefined {
  const closed = isClosed?.toLowerCase();
  if (closed === 'false') return 'open';
  if (probability === undefined) return undefined;
  if (closed === 'true') return probability > 0 ? 'won' : 'lost';
  return probability <= 0 ? 'lost' : probability >= 1 ? 'won' : 'open';
}

const batch = results({ results: tolerant(recordSchema), errors: refusedRows });

/** A refused row that names no record may be any that the answer does not tell of. */
function readOf(asked: readonly string[], { results: found, errors }: z.infer<typeof batch>): RecordsRead {
  const idsOf = ({ context }: ErrorEntry) => context.ids ?? [];
  const refusals = errors.filter((entry) => !isGone(entry));
  const refused = new Set(refusals.flatMap(idsOf));
  const told = new Set([...found.map(({ id }) => id), ...errors.filter(isGone).flatMap(idsOf)]);
  const isNameless = refusals.some((entry) => idsOf(entry).length === 0);
  return { found, unread: asked.filter((id) => refused.has(id) || (isNameless && !told.has(id))) };
}

const together = (parts: readonly RecordsRead[]): RecordsRead => ({
  found: parts.flatMap(({ found }) => found),
  unread: parts.flatMap(({ unread }) => unread),
});
const pipeline = z.object({ id, label: textOrNone, stages: z.preprocess((list) => list ?? [], tolerant(stage)) });
const pipelines = results({ results: tolerant(pipeline), paging });

export function companiesAndDeals({ call }: Transport) {
  return {
    /** Any number of companies. */
    async readCompanies(ids: readonly string[], properties: readonly string[]): Promise<RecordsRead> {
      const parts = await joined(callsOf('readCompanies', ids, ROWS_PER_CALL.records), async (some) => {
        const answer = await call({ route: 'companies.read' }, batch, ({ client }) =>
          client.crm.companies.batchApi.readWithHttpInfo(batchOf(some, properties)),
        );
        return [readOf(some, answer)];
      });
      return together(parts);
    },

    /** Any number of deals. */
    async readDeals(ids: readonly string[], properties: readonly string[]): Promise<RecordsRead> {
      const parts = await joined(callsOf('readDeals', ids, ROWS_PER_CALL.records), async (some) => {
        const answer = await call({ route: 'deals.read' }, batch, ({ client }) =>
          client.crm.deals.batchApi.readWithHttpInfo(batchOf(some, properties)),
        );
        return [readOf(some, answer)];
      });
      return together(parts);
    },

    /** Past values of any number of companies; those that do not exist are absent. */
    async readCompanyHistory(ids: readonly string[], properties: readonly string[]): Promise<readonly RecordHistory[]> {
      return joined(callsOf('readCompanyHistory', ids, ROWS_PER_CALL.recordsWithHistory), async (some) => {
        const { results } = await call({ route: 'companies.history' }, batchWithHistory, ({ client }) =>
          client.crm.companies.batchApi.readWithHttpInfo(historyOf(some, properties)),
        );
        return results.map(recordHistory);
      });
    },

    /** Past values of any number of deals; those that do not exist are absent. */
    async readDealHistory(ids: readonly string[], properties: readonly string[]): Promise<readonly RecordHistory[]> {
      return joined(callsOf('readDealHistory', ids, ROWS_PER_CALL.recordsWithHistory), async (some) => {
        const { results } = await call({ route: 'deals.history' }, batchWithHistory, ({ client }) =>
          client.crm.deals.batchApi.readWithHttpInfo(historyOf(some, properties)),
        );
        return results.map(recordHistory);
      });
    },

    async dealPipelines(): Promise<readonly DealPipeline[]> {
      const all: DealPipeline[] = [];
      const used = new Set<string | undefined>();
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const page = await call({ route: 'deals.pipelines' }, pipelines, ({ request }) =>
          request({ method: 'GET', path: HUBSPOT_PATHS.dealPipelines(after) }),
        );
        all.push(...page.results);
        after = nextCursor(page, used, 'deals.pipelines');
      }
      return all;
    },
  };
}

function batchOf(ids: readonly string[], properties: readonly string[]) {
  return { inputs: ids.map((id) => ({ id })), properties: [...properties], propertiesWithHistory: [] };
}

function historyOf(ids: readonly string[], properties: readonly string[]) {
  return { inputs: ids.map((id) => ({ id })), properties: [], propertiesWithHistory: [...properties] };
}
