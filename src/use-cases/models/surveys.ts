import type { Logger } from 'pino';
import type { Model } from '../../domain/model/model.ts';
import { addToSurvey, newSurvey, type Survey } from '../../domain/set-up/survey.ts';
import { everyFacts } from '../../store/contacts/facts.ts';
import type { Db } from '../../store/transaction.ts';

/** `isDone`: every stored contact is counted. */
type SurveyTaken = { readonly survey: Survey; readonly isDone: boolean; readonly at: number };

export type Surveys = {
  /** What is known of an account now; nothing, or what is old: it is counted, and grows. */
  readonly of: (portalId: number, customerStages: Model['lifecycle']['customer']) => SurveyTaken;
};

type Context = { readonly db: Db; readonly clock: { now(): number }; readonly log: Pick<Logger, 'error'> };

/** What is older is counted anew when somebody looks. */
const FRESH_MS = 10 * 60_000;
/** Accounts whose figures a process keeps. */
const KEPT = 50;

/** Looks at all stored contacts of an account, beside everything else, when somebody sets it up. */
export function accountSurveys({ db, clock, log }: Context): Surveys {
  const taken = new Map<number, SurveyTaken>();
  const running = new Set<number>();

  async function take(portalId: number, stages: readonly string[]): Promise<void> {
    const [survey, at] = [newSurvey(), clock.now()];
    // What was known stays until all is known anew.
    if (!taken.has(portalId)) taken.set(portalId, { survey, isDone: false, at });
    for await (const facts of everyFacts(db, portalId)) addToSurvey(survey, facts, stages);
    taken.set(portalId, { survey, isDone: true, at });
  }

  return {
    of(portalId, stages) {
      const known = taken.get(portalId);
      const isFresh = known?.isDone === true && clock.now() - known.at < FRESH_MS;
      if (!isFresh && !running.has(portalId)) {
        running.add(portalId);
        if (taken.size >= KEPT && known === undefined) taken.delete(taken.keys().next().value!);
        void take(portalId, stages)
          .catch((error: unknown) => {
            taken.delete(portalId);
            log.error({ portalId, error }, 'The contacts could not be looked at for the set-up');
          })
          .finally(() => running.delete(portalId));
      }
      return taken.get(portalId) ?? { survey: newSurvey(), isDone: false, at: clock.now() };
    },
  };
}
