import type { Logger } from 'pino';
import type { ModelContext } from '../model-context.ts';
import type { Wanted } from './prepare-comparison.ts';
import { type WhatIfOutcome, whatIf } from './what-if.ts';

/** Comparisons that go on after the request that began them; `readPlan` says how far each is. */
export type WhatIfRuns = {
  /** Begins a comparison, and ends an earlier one of the same person. */
  readonly begin: (portalId: number, wanted: Wanted, who: string) => Promise<BegunOutcome>;
  /** Ends all of them. */
  readonly stop: () => void;
};

type BegunOutcome =
  | { readonly outcome: 'begun'; readonly planId: string }
  | Exclude<WhatIfOutcome, { readonly outcome: 'done' }>;

export function whatIfRuns(context: ModelContext & { readonly log: Pick<Logger, 'error'> }): WhatIfRuns {
  const running = new Map<string, AbortController>();
  return {
    async begin(portalId, wanted, who) {
      const key = `${portalId} ${who}`;
      running.get(key)?.abort();
      const controller = new AbortController();
      running.set(key, controller);
      const steps = whatIf(context, portalId, wanted, { signal: controller.signal });
      const first = await steps.next();
      if (first.done) {
        running.delete(key);
        // It ended without a step: it was refused.
        return first.value as BegunOutcome;
      }
      void (async () => {
        for (let next = first; !next.done; ) next = (await steps.next()) as typeof first;
      })()
        .catch((error: unknown) => context.log.error({ portalId, error }, 'A what-if failed'))
        .finally(() => {
          if (running.get(key) === controller) running.delete(key);
        });
      return { outcome: 'begun', planId: (first.value as { readonly planId: string }).planId };
    },
    stop() {
      for (const controller of running.values()) controller.abort();
    },
  };
}
