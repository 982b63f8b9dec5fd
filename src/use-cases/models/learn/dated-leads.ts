import { disqualifies, outcomeOfLead, sinceWhenOneOf } from '../../../domain/learning/past/outcomes.ts';
import { parseInstant } from '../../../domain/time/time.ts';
import { type DecidedPast, pastsAfter } from '../../../store/contacts/past.ts';
import type { Session } from '../../session.ts';
import type { LearningPlan } from './learning-plan.ts';

const PAGE = 500;

type DatedLead = {
  readonly contactId: number;
  readonly won: boolean;
  /** its lead status says that it is lost */
  readonly isLostByStatus: boolean;
  readonly bornAt: number;
  readonly outcomeAt: number;
};

/** Decided leads with the instants at which they came and were decided; the others are counted. */
export async function datedLeads(
  session: Session,
  plan: LearningPlan,
): Promise<{ readonly leads: readonly DatedLead[]; readonly undated: number; readonly open: number }> {
  const customers = new Set(plan.customerStages);
  const lostStatuses = new Set(plan.lostStatuses);
  const leads: DatedLead[] = [];
  let [undated, open] = [0, 0];
  for await (const page of pagesOfPasts(session, plan, [])) {
    for (const { contactId, facts, decisions, history, deals } of page) {
      const stages = (history['lifecyclestage'] ?? []).filter(({ value }) => customers.has(value));
      const isLostByStatus = lostStatuses.has(facts.contact['hs_lead_status'] ?? '');
      const outcome = outcomeOfLead({
        deals,
        isCustomer: customers.has(facts.contact['lifecyclestage'] ?? ''),
        customerAt: stages.length === 0 ? null : Math.min(...stages.map(({ at }) => at)),
        disqualified: [
          ...(disqualifies(decisions.handBackKind) ? [decisions.handedBackAt ?? null] : []),
          ...(isLostByStatus ? [sinceWhenOneOf(history['hs_lead_status'] ?? [], lostStatuses)] : []),
        ],
      });
      const bornAt = parseInstant(facts.contact['createdate']);
      if (outcome.is === 'open') open++;
      else if (outcome.is === 'undated' || bornAt === null) undated++;
      else leads.push({ contactId, won: outcome.is === 'won', isLostByStatus, bornAt, outcomeAt: outcome.at });
    }
  }
  return { leads, undated, open };
}

/** The pasts that were read, page by page. `shown`: properties whose activities come along. */
export async function* pagesOfPasts(
  { db, portalId }: Session,
  plan: LearningPlan,
  shown: readonly string[],
): AsyncGenerator<readonly DecidedPast[], void> {
  for (let after = 0; ; ) {
    const page = await pastsAfter(db, portalId, { ...plan, after, limit: PAGE, shown });
    yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)!.contactId;
  }
}
