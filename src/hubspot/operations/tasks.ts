import type { Client } from '@hubspot/api-client';
import { z } from 'zod';
import { refusedRows } from '../transport/error-body.ts';
import { isHubspotError } from '../transport/errors.ts';
import { isolate, isRefusal } from '../transport/isolate.ts';
import { type RowRefusal, refusalOfEntry, refusalOfError } from '../transport/row-refusal.ts';
import { anything, maybeText, results } from '../transport/tolerant.ts';
import type { Transport } from '../transport/transport.ts';
import { ASSOCIATION_TYPE, type Associations } from './associations.ts';
import { callsOf, joined, ROWS_PER_CALL, recordSchema } from './records.ts';

export type TaskStatus = 'NOT_STARTED' | 'IN_PROGRESS' | 'WAITING' | 'COMPLETED' | 'DEFERRED';

/** The parts of a task that Ripen writes. */
export interface TaskChanges {
  readonly status?: TaskStatus;
  readonly subject?: string;
  readonly body?: string;
  /** Milliseconds since the epoch. */
  readonly dueAt?: number;
  readonly ownerId?: string | undefined;
  /** a queue of tasks of the account */
  readonly queueId?: string | undefined;
  readonly type?: 'TODO' | 'CALL' | 'EMAIL';
  readonly priority?: 'LOW' | 'MEDIUM' | 'HIGH';
}

export interface NewHubspotTask extends TaskChanges {
  /**
   * Names the row in the answer; unique within the batch. HubSpot does not keep it: put a mark of
   * your own in the body.
   */
  readonly traceId: string;
  readonly contactId: string;
  /** other contacts that it is linked to */
  readonly also?: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly dueAt: number;
}

export type TaskCreation =
  | { readonly traceId: string; readonly outcome: 'created'; readonly taskId: string }
  | ({ readonly traceId: string; readonly outcome: 'failed' } & RowRefusal)
  /**
   * HubSpot may or may not have created it: look for the mark with `tasksOfContacts` before asking
   * again.
   */
  | { readonly traceId: string; readonly outcome: 'unknown' };

export interface Task {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
  readonly status: string;
}

type CreateBody = Parameters<Client['crm']['objects']['tasks']['batchApi']['create']>[0];

const made = recordSchema.extend({ objectWriteTraceId: maybeText });
const answer = results({
  results: z.array(made.nullish().catch(undefined)),
  errors: refusedRows,
});

/** Strict: if a row were dropped, Ripen would create its task a second time. */
const batch = results({ results: z.array(recordSchema) });

export function tasks({ call }: Transport, { readAssociations }: Associations) {
  async function send(rows: readonly NewHubspotTask[]): Promise<readonly TaskCreation[]> {
    const { results, errors } = await call({ route: 'tasks.create', repeatable: false }, answer, ({ client }) =>
      client.crm.objects.tasks.batchApi.createWithHttpInfo({ inputs: rows.map(asInput) } as unknown as CreateBody),
    );
    // If a row has no trace id, find it by the body of the task, which holds the caller's mark.
    const nameOf = ({ objectWriteTraceId, properties }: z.output<typeof made>) =>
      objectWriteTraceId ?? rows.find(({ body }) => body === properties['hs_task_body'])?.traceId;
    const created = new Map(results.flatMap((row) => (row ? [[nameOf(row), row.id] as const] : [])));
    const refusals = new Map(
      errors.flatMap((entry) => (entry.context.objectWriteTraceId ?? []).map((id) => [id, refusalOfEntry(entry)])),
    );
    // A refusal without a row is about the tasks that were not created, if all created are known.
    const isClear = results.length === created.size && !created.has(undefined);
    const nameless = errors.filter(({ context }) => context.objectWriteTraceId === undefined);
    const [unnamed] = isClear ? nameless.map(refusalOfEntry) : [];
    return rows.map(({ traceId }): TaskCreation => {
      const taskId = created.get(traceId);
      if (taskId !== undefined) return { traceId, outcome: 'created', taskId };
      const refusal = refusals.get(traceId) ?? unnamed;
      return refusal === undefined ? { traceId, outcome: 'unknown' } : { traceId, outcome: 'failed', ...refusal };
    });
  }

  async function readTasks(operation: string, ids: readonly string[], properties: string[]) {
    return joined(callsOf(operation, ids, ROWS_PER_CALL.records), async (some) => {
      const { results } = await call({ route: 'tasks.read' }, batch, ({ client }) =>
        client.crm.objects.tasks.batchApi.readWithHttpInfo({
          inputs: some.map((id) => ({ id })),
          properties,
          propertiesWithHistory: [],
        }),
      );
      return results;
    });
  }

  return {
    /**
     * Creates any number of tasks. HubSpot has no idempotency key, so a request without a clear
     * answer is not sent again. A HubspotError that is thrown was applied to no row.
     */
    async createTasks(rows: readonly NewHubspotTask[]): Promise<readonly TaskCreation[]> {
      const calls = callsOf('createTasks', rows, ROWS_PER_CALL.records, ({ traceId }) => traceId);
      return joined(calls, (some) =>
        isolate<NewHubspotTask, TaskCreation>(some, {
          // Every task lacks the same required property: HubSpot would refuse halves like the
          // whole.
          alike: ({ problem }) => problem.code === 'invalid' && problem.reasons.includes('MISSING_REQUIRED_PROPERTY'),
          refused: ({ traceId }, error) => ({ traceId, outcome: 'failed', ...refusalOfError(error) }),
          async send(part) {
            try {
              return await send(part);
            } catch (error) {
              // A throw would lose the outcome of the parts before this one.
              const isLater = part !== calls[0] && isHubspotError(error) && !isRefusal(error);
              if (!mayBeApplied(error) && !isLater) throw error;
              return part.map(({ traceId }) => ({ traceId, outcome: 'unknown' }));
            }
          },
        }),
      );
    },

    /**
     * All tasks of these contacts; a contact whose tasks could not be read is absent.
     */
    async tasksOfContacts(contactIds: readonly string[]): Promise<ReadonlyMap<string, readonly Task[]>> {
      const linked = await readAssociations('contacts', 'tasks', contactIds);
      const ids = [...new Set([...linked.values()].flat().map(({ id }) => id))];
      const records = await readTasks('tasksOfContacts', ids, ['hs_task_subject', 'hs_task_body', 'hs_task_status']);
      const found = new Map(
        records.map(({ id, properties }): [string, Task] => [
          id,
          {
            id,
            subject: properties['hs_task_subject'] ?? '',
            body: properties['hs_task_body'] ?? '',
            status: properties['hs_task_status'] ?? '',
          },
        ]),
      );
      return new Map(
        [...linked].map(([contactId, ofContact]) => [contactId, ofContact.flatMap(({ id }) => found.get(id) ?? [])]),
      );
    },

    /** The status of each task; a task that does not exist any more is absent. */
    async readTaskStatus(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const records = await readTasks('readTaskStatus', ids, ['hs_task_status']);
      return new Map(records.map(({ id, properties }) => [id, properties['hs_task_status'] ?? '']));
    },

    /** Throws `not_found` for a task that somebody deleted. */
    async updateTask(taskId: string, changes: TaskChanges): Promise<void> {
      await call({ route: 'tasks.update' }, anything, ({ client }) =>
        client.crm.objects.tasks.basicApi.updateWithHttpInfo(taskId, { properties: taskProperties(changes) }),
      );
    },
  };
}

function mayBeApplied(error: unknown): boolean {
  return (
    isHubspotError(error, 'contract', 'unavailable') &&
    !(error.problem.code === 'unavailable' && error.problem.reached === 'no')
  );
}

function asInput({ traceId, contactId, also = [], ...rest }: NewHubspotTask) {
  return {
    objectWriteTraceId: traceId,
    properties: taskProperties({ status: 'NOT_STARTED', type: 'TODO', ...rest }),
    associations: [contactId, ...also].map((id) => ({
      to: { id },
      types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: ASSOCIATION_TYPE.taskToContact }],
    })),
  };
}

function taskProperties(task: TaskChanges): Record<string, string> {
  const named = {
    hs_task_status: task.status,
    hs_task_subject: task.subject,
    hs_task_body: task.body,
    hs_timestamp: task.dueAt?.toString(),
    hubspot_owner_id: task.ownerId,
    hs_queue_membership_ids: task.queueId,
    hs_task_type: task.type,
    hs_task_priority: task.priority,
  };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
