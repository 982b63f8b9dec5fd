import type { Logger } from 'pino';

/** `isDone`: everything is counted. */
export type CountedSoFar<Figures> = { readonly figures: Figures; readonly isDone: boolean; readonly at: number };

type Context = { readonly clock: { now(): number }; readonly log: Pick<Logger, 'error'> };
type Way<Figures, How> = {
  /** what is told where counting fails */
  readonly failed: string;
  readonly none: () => Figures;
  /** counts into the figures that it is given: they are seen while they grow */
  readonly count: (portalId: number, how: How, into: Figures) => Promise<void>;
};

/** What is older is counted anew when somebody looks. */
const FRESH_MS = 10 * 60_000;
/** Accounts whose figures a process keeps. */
const KEPT = 50;

/**
 * Figures of an account that take a while, counted beside everything else when somebody looks.
 * Nothing, or what is old: it is counted, and grows.
 */
export function countedBeside<Figures, How>({ clock, log }: Context, { failed, none, count }: Way<Figures, How>) {
  const taken = new Map<number, CountedSoFar<Figures>>();
  const running = new Set<number>();

  async function take(portalId: number, how: How): Promise<void> {
    const [figures, at] = [none(), clock.now()];
    // What was known stays until all is known anew.
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
