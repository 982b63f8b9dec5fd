import type { PastDeal } from '../../../domain/learning/past/outcomes.ts';
import type { LearningProgress } from '../../../domain/sync/jobs.ts';
import { ROWS_PER_CALL } from '../../../hubspot/operations/records.ts';
import { type DecidedContact, decidedUnread, putPasts, type StoredPast } from '../../../store/contacts/past.ts';
import { noteLearning } from '../../../store/models/learnings.ts';
import { type ClaimedJob, saveProgress } from '../../../store/work/jobs.ts';
import { DEAL_PROPERTIES, dealFacts, knownProperties } from '../../contacts/read/hubspot-facts.ts';
import type { Session } from '../../session.ts';
import { type LearningPlan, progressOfLearning } from './learning-plan.ts';

/** Contacts of one stretch. It takes a few calls, and then other work has its turn. */
const STRETCH = 200;

/** Reads the past of the next contacts, the newest first, as far as the allowed calls suffice. */
export async function readPasts(
  session: Session,
  job: ClaimedJob<'learn'>,
  plan: LearningPlan,
  budget: number,
): Promise<void> {
  const { db, portalId, clock } = session;
  const { below, calls, learningId } = job.payload;
  const found = await decidedUnread(db, portalId, { ...plan, below, limit: STRETCH });
  const { contacts, cost } = withinCalls(found, plan, Math.max(0, budget - calls));
  const save = async (progress: Pick<LearningProgress, 'below' | 'calls' | 'isRead'>) => {
    const payload = { learningId, ...progress };
    if (!(await saveProgress(db, job, payload))) throw new Error('Another learning was begun meanwhile.');
    return payload;
  };
  // The calls count before they are made: a process that ends now has made them.
  await save({ below, calls: calls + cost, isRead: false });
  const callsBefore = session.calls();
  const pasts = await pastsOf(session, contacts, plan);
  await putPasts(db, portalId, { pasts, reads: plan.reads, now: clock.now() });
  const payload = await save({
    below: contacts.at(-1)?.contactId ?? below,
    calls: calls + session.calls() - callsBefore,
    isRead: contacts.length < STRETCH,
  });
  await noteLearning(db, { portalId, learningId }, await progressOfLearning(session, plan, payload, 'reading'));
}

/** Asks HubSpot for the past of the contacts; who is gone there has none. */
async function pastsOf(
  session: Session,
  contacts: readonly DecidedContact[],
  plan: LearningPlan,
): Promise<readonly StoredPast[]> {
  const { hubspot } = session;
  const ids = contacts.map(({ contactId }) => `${contactId}`);
  const histories = await hubspot.readContactHistory(ids.map((id) => ({ id, properties: plan.contact })));
  const ofCompanies =
    plan.company.length === 0 ? [] : await hubspot.readCompanyHistory(companiesOf(contacts), plan.company);
  const companies = new Map(ofCompanies.map(({ id, history }) => [id, history]));
  const deals = await dealsOf(session, contacts);
  const known = new Map(contacts.map((contact) => [contact.contactId, contact]));
  return histories.flatMap(({ id, history }) => {
    const contact = known.get(Number(id));
    if (contact === undefined) return [];
    const company = companies.get(contact.facts.companyId ?? '') ?? {};
    return [{ contactId: contact.contactId, history, company, deals: deals.get(contact.contactId) ?? [] }];
  });
}

const companiesOf = (contacts: readonly DecidedContact[]): string[] => [
  ...new Set(contacts.flatMap(({ facts }) => facts.companyId ?? [])),
];

/** Only contacts with several deals need a call. */
const dealsToRead = (contacts: readonly DecidedContact[]): string[] => [
  ...new Set(contacts.flatMap(({ facts }) => (facts.dealIds.length > 1 ? facts.dealIds : []))),
];

/** The first of the contacts, as many as so many calls suffice for. */
function withinCalls(
  found: readonly DecidedContact[],
  plan: LearningPlan,
  calls: number,
): { readonly contacts: readonly DecidedContact[]; readonly cost: number } {
  const costOf = (contacts: readonly DecidedContact[]) =>
    Math.ceil(contacts.length / ROWS_PER_CALL.recordsWithHistory) +
    (plan.company.length === 0 ? 0 : Math.ceil(companiesOf(contacts).length / ROWS_PER_CALL.recordsWithHistory)) +
    Math.ceil(dealsToRead(contacts).length / ROWS_PER_CALL.records);
  let contacts = found;
  while (costOf(contacts) > calls) contacts = contacts.slice(0, -1);
  return { contacts, cost: costOf(contacts) };
}

/** What became of each contact's deals. */
async function dealsOf(
  { hubspot, settings, clock }: Session,
  contacts: readonly DecidedContact[],
): Promise<ReadonlyMap<number, readonly PastDeal[]>> {
  const { found } = await hubspot.readDeals(dealsToRead(contacts), DEAL_PROPERTIES);
  const byId = new Map(found.map(({ id, properties }) => [id, knownProperties(properties, DEAL_PROPERTIES)]));
  const now = clock.now();
  return new Map(
    contacts.map(({ contactId, facts }) => {
      const ofEach = facts.dealIds.flatMap((id) => {
        const deal = byId.get(id);
        return deal === undefined ? [] : [dealFacts([deal], settings.read.dealStages, now)];
      });
      const parts = facts.dealIds.length > 1 ? ofEach : [facts.deals];
      return [
        contactId,
        parts.flatMap((deal): PastDeal[] => [
          ...(deal.open > 0 ? [{ outcome: 'open', at: null } as const] : []),
          ...(deal.won > 0 ? [{ outcome: 'won', at: deal.lastWonAt } as const] : []),
          ...(deal.lost > 0 ? [{ outcome: 'lost', at: deal.lastLostAt } as const] : []),
        ]),
      ];
    }),
  );
}
