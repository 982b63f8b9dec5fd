import type { Logger } from 'pino';
import { ruleUsePage } from '../../store/models/rule-use.ts';
import type { Db } from '../../store/transaction.ts';

/** To how many contacts each rule of a version gives points, as far as it is counted. */
export type RuleUse = {
  /** the instant at which counting began */
  readonly at: number;
  readonly version: number;
  readonly isDone: boolean;
  /** contacts that were evaluated by this version */
  readonly contacts: number;
  /** contacts that wait for their evaluation by it */
  readonly waiting: number;
  readonly rules: ReadonlyMap<string, { readonly contacts: number; readonly milli: number }>;
};

export type RuleCounter = {
  /**
   * The figures of a version. If there are none, or they are too old, counting begins in the
   * background, and later calls see how far it is. `anew`: count again in any case.
   */
  readonly use: (portalId: number, version: number, how?: { readonly anew: boolean }) => RuleUse;
};

type Context = {
  readonly db: Db;
  readonly clock: { now(): number };
  readonly log: Pick<Logger, 'error'>;
};

const PAGE = 2_000;
/** Figures older than this are counted again when somebody looks. */
const FRESH_MS = 10 * 60_000;
/** A process keeps the figures of at most so many accounts. */
const KEPT = 200;

/**
 * Counts the use of rules from the stored evaluations, page by page in the background. The figures
 * stay in this process; every other process counts for itself.
 */
export function ruleCounter({ db, clock, log }: Context): RuleCounter {
  const known = new Map<number, RuleUse>();
  const running = new Set<string>();

  async function count(portalId: number, version: number): Promise<void> {
    const rules = new Map<string, { contacts: number; milli: number }>();
    const at = clock.now();
    let [contacts, waiting] = [0, 0];
    for (let after = 0; ; ) {
      const page = await ruleUsePage(db, portalId, { version, after, limit: PAGE });
      contacts += page.judged;
      waiting += page.seen - page.judged;
      for (const [id, [some, milli]] of Object.entries(page.rules)) {
        const before = rules.get(id);
        rules.set(id, { contacts: (before?.contacts ?? 0) + some, milli: (before?.milli ?? 0) + milli });
      }
      const isDone = page.seen < PAGE;
      // Complete figures of this version stay until the new ones are complete.
      if (isDone || known.get(portalId)?.isDone !== true || known.get(portalId)?.version !== version)
        known.set(portalId, { at, version, isDone, contacts, waiting, rules: new Map(rules) });
      if (isDone) return;
      after = page.lastId!;
    }
  }

  return {
    use(portalId, version, { anew } = { anew: false }) {
      const found = known.get(portalId);
      const key = `${portalId} ${version}`;
      const isFresh = found?.version === version && clock.now() - found.at < FRESH_MS;
      if ((anew || !isFresh) && !running.has(key)) {
        running.add(key);
        if (known.size >= KEPT && !known.has(portalId)) known.delete(known.keys().next().value!);
        void count(portalId, version)
          .catch((error: unknown) => log.error({ portalId, error }, 'The use of rules could not be counted'))
          .finally(() => running.delete(key));
      }
      return found?.version === version
        ? found
        : { at: clock.now(), version, isDone: false, contacts: 0, waiting: 0, rules: new Map() };
    },
  };
}
