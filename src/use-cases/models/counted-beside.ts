import type { Logger } from 'pino';

/** `isDone`: everything is counted. */
export type CountedSoFar<Figures> = { readonly figures: Figures; readonly isDone: boolean; readonly at: number };

type Context = { readonly clock: { now(): number }; readonly log: Pick<Logger, 'error'> };
type Way<Figures, How> = {
  /** the sentence for the log when counting fails */
  readonly failed: string;
  readonly none: () => Figures;
  /** adds to `into`, so that callers see the figures while they grow */
  readonly count: (portalId: number, how: How, into: Figures) => Promise<void>;
};

/** Figures older than this are counted again when somebody looks. */
const FRESH_MS = 10 * 60_000;
/** A process keeps the figures of at most so many accounts. */
const KEPT = 50;

/**
 * Serves figures of an account that take a while to count. It answers at once with what it has; if
 * that is nothing or too old, it counts in the background, and later calls see more.
 */
export function countedBeside<Figures, How>({ clock, log }: Context, { failed, none, count }: Way<Figures, How>) {
  const taken = new Map<number, CountedSoFar<Figures>>();
  const running = new Set<number>();

  async function take(portalId: number, how: How): Promise<void> {
    const [figures, at] = [none(), clock.now()];
    // The old figures stay until the new ones are complete.
    if (!taken.has(portalId)) taken.set(portalId, { figures, isDone: false, at });
    await count(portalId, how, figures);
    taken.set(portalId, { figures, isDone: true, at });
  }

  return (portalId: number, how: How): CountedSoFar<Figures> => {
    const known = taken.get(portalId);
    const isFresh = known?.isDone === true && clock.now() - known.at < FRESH_MS;
    if (!isFresh && !running.has(portalId)) {
      running.add(portalId);
      if (taken.size >= KEPT && known === undefined) taken.delete(taken.keys().next().value!);
      void take(portalId, how)
        .catch((error: unknown) => {
          taken.delete(portalId);
          log.error({ portalId, error }, failed);
        })
        .finally(() => running.delete(portalId));
    }
    return taken.get(portalId) ?? { figures: none(), isDone: false, at: clock.now() };
  };
}
