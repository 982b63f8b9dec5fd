import type { Logger } from 'pino';
import { addToSurvey, newSurvey, type Survey } from '../../domain/set-up/survey.ts';
import { everyFacts } from '../../store/contacts/facts.ts';
import { type SeenNames, seenNames } from '../../store/contacts/seen-names.ts';
import type { Db } from '../../store/transaction.ts';
import { type CountedSoFar, countedBeside } from './counted-beside.ts';

type Context = { readonly db: Db; readonly clock: { now(): number }; readonly log: Pick<Logger, 'error'> };

/**
 * Surveys the stored contacts of an account; `customerStages`: its customers' stages, by the model.
 */
export type Surveys = (portalId: number, customerStages: readonly string[]) => CountedSoFar<Survey>;

/** Surveys all stored contacts of an account in the background, when somebody opens the set-up. */
export const accountSurveys = ({ db, clock, log }: Context): Surveys =>
  countedBeside(
    { clock, log },
    {
      failed: 'The contacts could not be looked at for the set-up',
      none: newSurvey,
      count: async (portalId, stages: readonly string[], survey) => {
        for await (const facts of everyFacts(db, portalId)) addToSurvey(survey, facts, stages);
      },
    },
  );

/**
 * The forms and pages that contacts used; `formCounters`: the model's properties that count forms.
 */
export type NamesSeen = (portalId: number, formCounters: readonly string[]) => CountedSoFar<SeenNames>;

/** Counts forms and pages of an account in the background, when somebody chooses among them. */
export const accountNames = ({ db, clock, log }: Context): NamesSeen =>
  countedBeside(
    { clock, log },
    {
      failed: 'The forms and pages of the account could not be counted',
      none: (): SeenNames => ({ forms: [], pages: [] }),
      count: async (portalId, formCounters: readonly string[], names) => {
        const { forms, pages } = await seenNames(db, portalId, formCounters);
        names.forms.push(...forms);
        names.pages.push(...pages);
      },
    },
  );
