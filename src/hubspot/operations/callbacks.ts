import { HUBSPOT_PATHS } from '../transport/dated-paths.ts';
import { isolate } from '../transport/isolate.ts';
import { type RowRefusal, refusalOfError } from '../transport/row-refusal.ts';
import { anything } from '../transport/tolerant.ts';
import type { Transport } from '../transport/transport.ts';

/** The answer to a workflow action that was blocked. */
export interface CallbackCompletion {
  readonly callbackId: string;
  /** `hs_execution_state` is SUCCESS or FAIL_CONTINUE; every value is text. */
  readonly outputFields: Readonly<Record<string, string>> & {
    readonly hs_execution_state: 'SUCCESS' | 'FAIL_CONTINUE';
  };
  readonly typedOutputs?: Readonly<Record<string, unknown>>;
}

export interface CallbacksCompleted {
  readonly completed: readonly string[];
  /** Expired, unknown, or completed before: nothing more can be done for them. */
  readonly failed: readonly (RowRefusal & { readonly callbackId: string })[];
}

type Result = { readonly callbackId: string; readonly refusal?: RowRefusal };

export function callbacks({ call }: Transport) {
  /**
   * Lets enrolled records go on in their workflows, up to a hundred in one call. A callback that
   * HubSpot refuses costs the others nothing.
   */
  async function completeCallbacks(completions: readonly CallbackCompletion[]): Promise<CallbacksCompleted> {
    const results = await isolate<CallbackCompletion, Result>(completions, {
      async send(rows) {
        // HubSpot's specification demands typedOutputs, its guide does not know it; the official
        // client drops it.
        const inputs = rows.map((row) => ({ typedOutputs: {}, ...row }));
        await call({ route: 'callbacks.complete' }, anything, ({ request }) =>
          request({ method: 'POST', path: HUBSPOT_PATHS.completeCallbacks, body: { inputs } }),
        );
        return rows.map(({ callbackId }) => ({ callbackId }));
      },
      refused: ({ callbackId }, error) => ({ callbackId, refusal: refusalOfError(error) }),
    });
    return {
      completed: results.flatMap(({ callbackId, refusal }) => (refusal === undefined ? [callbackId] : [])),
      failed: results.flatMap(({ callbackId, refusal }) => (refusal === undefined ? [] : [{ callbackId, ...refusal }])),
    };
  }

  return { completeCallbacks };
}
