import { chooseLandmark, isUndecided } from '../../../domain/learning/past/landmark.ts';
import { newPastTable } from '../../../domain/learning/past/past-table.ts';
import { behaviourProperties } from '../../../domain/model/reads.ts';
import type { DecidedPast } from '../../../store/contacts/past.ts';
import { takeTurns } from '../../contacts/judge/take-turns.ts';
import type { Session } from '../../session.ts';
import { datedLeads, pagesOfPasts } from './dated-leads.ts';
import type { Lesson } from './learn-thread.ts';
import type { LearningPlan } from './learning-plan.ts';
import type { LearningWishes } from './learnings.ts';

/** The lesson for the thread: each lead as it stood at its landmark, before its outcome. */
export async function lessonOf(
  session: Session,
  plan: LearningPlan,
  wishes: LearningWishes,
  signal: AbortSignal,
): Promise<Lesson> {
  const { settings } = session;
  const { model } = settings.compiled;
  const dated = await datedLeads(session, plan);
  const landmark = chooseLandmark(dated.leads);
  const table = newPastTable({ model, fields: plan.fields, referenceData: settings.referenceData });
  const outcomes = new Map(dated.leads.map((lead) => [lead.contactId, lead]));
  const shown = behaviourProperties(model);
  const add = function* (page: readonly DecidedPast[]): Generator<undefined, void> {
    for (const { contactId, history, company, deals, activities } of page) {
      const lead = outcomes.get(contactId);
      if (lead !== undefined && isUndecided(landmark, lead))
        table.add({
          contact: history,
          company,
          deals,
          activities,
          won: lead.won,
          outcomeAt: lead.outcomeAt,
          bornAt: lead.bornAt,
          landmark: lead.bornAt + landmark.after,
        });
      yield;
    }
  };
  for await (const page of pagesOfPasts(session, plan, shown))
    await takeTurns(add(page), () => signal.throwIfAborted());
  return { past: table.past(), model, wishes };
}
