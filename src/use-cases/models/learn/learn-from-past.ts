import { createHash } from 'node:crypto';
import { chooseLandmark, isUndecided } from '../../../domain/learning/past/landmark.ts';
import { disqualifies, outcomeOfLead, type PastDeal, sinceWhenOneOf } from '../../../domain/learning/past/outcomes.ts';
import { type PastReads, pastReads } from '../../../domain/learning/past/past-fields.ts';
import { newPastTable } from '../../../domain/learning/past/past-table.ts';
import type { TaughtReport } from '../../../domain/learning/teach.ts';
import { behaviourProperties } from '../../../domain/model/reads.ts';
import type { LearningProgress } from '../../../domain/sync/jobs.ts';
import { parseInstant } from '../../../domain/time/time.ts';
import { ROWS_PER_CALL } from '../../../hubspot/operations/records.ts';
import { countDue } from '../../../store/contacts/contacts.ts';
import {
  countDecided,
  type DecidedContact,
  type DecidedKey,
  type DecidedPast,
  decidedUnread,
  pastsAfter,
  putPasts,
} from '../../../store/contacts/past.ts';
import { endLearning, lastLearning, noteLearning } from '../../../store/models/learnings.ts';
import { findProperties } from '../../../store/portals/account-properties.ts';
import { inTransaction } from '../../../store/transaction.ts';
import { type ClaimedJob, completeJob, releaseJob, saveProgress } from '../../../store/work/jobs.ts';
import { takeTurns } from '../../contacts/judge/take-turns.ts';
import { DEAL_PROPERTIES, dealFacts, knownProperties } from '../../contacts/read/hubspot-facts.ts';
import { AHEAD } from '../../portals/read/read-stretch.ts';
import { MAX_ATTEMPTS, type Session } from '../../session.ts';
import { saveDraft } from '../draft/edit-draft.ts';
import { type LeadStatus, leadStatusesIn } from './lead-statuses.ts';
import type { Lesson } from './learn-thread.ts';
import type { LearningReport, LearningStep, LearningWishes } from './learnings.ts';

/*
 * Learns a draft from the won and lost leads of an account. The job reads their past from HubSpot,
 * as far as the allowed calls suffice, and stores it; then a thread learns. Scoring goes first.
 * Another process can go on where this one ended.
 */

/** Contacts of one stretch. It takes a few calls, and then other work has its turn. */
const STRETCH = 200;
const PAGE = 500;
/** A past that was read longer ago than this is read again. */
const FRESH_MS = 7 * 86_400_000;

/** Takes the next step of a learning; after the last attempt the learning has failed. */
export async function learnFromPast(session: Session, job: ClaimedJob<'learn'>): Promise<void> {
  const { db, portalId, clock } = session;
  try {
    await learnOn(session, job);
  } catch (error) {
    const { learningId } = job.payload;
    if (job.attempts >= MAX_ATTEMPTS)
      await endLearning(
        db,
        { portalId, learningId },
        { state: 'failed', report: null, draftId: null, now: clock.now() },
      );
    throw error;
  }
}

/** Reads a stretch, or looks how far the thread is; releases the job until the learning is over. */
async function learnOn(session: Session, job: ClaimedJob<'learn'>): Promise<void> {
  const { db, portalId, clock, learners, log } = session;
  const { learningId } = job.payload;
  const key = { portalId, learningId };
  const learning = await lastLearning(db, portalId);
  const name = `${portalId} ${learningId}`;
  if (learning === null || learning.learningId !== learningId || learning.state !== 'running') {
    learners.stop(name);
    await completeJob(db, job);
    return;
  }
  const wishes = learning.wishes as LearningWishes;
  const plan = await planOf(session, learning.begunAt, wishes);
  if (!job.payload.isRead) {
    if ((await countDue(db, portalId, clock.now(), AHEAD)) < AHEAD) await readOn(session, job, plan, wishes.calls);
    await releaseJob(db, job, clock.now());
    return;
  }
  const state = await learners.proceed(name, (signal) => lessonOf(session, plan, wishes, signal));
  if (state.is === 'running') {
    await noteLearning(db, key, await progressOf(session, plan, job.payload, state.step));
    await releaseJob(db, job, clock.now());
    return;
  }
  if (state.is === 'failed') {
    log.error({ portalId, learningId, error: state.error }, 'Nothing could be learnt from the past');
    await endLearning(db, key, { state: 'failed', report: null, draftId: null, now: clock.now() });
  } else await store(session, plan, { ...key, calls: job.payload.calls, ...state.taught });
  learners.stop(name);
  await completeJob(db, job);
}

type Plan = PastReads & DecidedKey & { readonly leadStatuses: readonly LeadStatus[] };

async function planOf(
  { db, portalId, settings }: Session,
  begunAt: number,
  { lostStatuses }: LearningWishes,
): Promise<Plan> {
  const { model } = settings.compiled;
  const account = await findProperties(db, portalId);
  const reads = pastReads(model, account);
  const leadStatuses = leadStatusesIn(account, lostStatuses);
  const digest = createHash('sha256')
    .update(JSON.stringify([reads.contact, reads.company]))
    .digest('hex');
  return {
    ...reads,
    reads: digest,
    since: begunAt - FRESH_MS,
    customerStages: model.lifecycle.customer,
    leadStatuses,
    lostStatuses: leadStatuses.flatMap(({ value, isLost }) => (isLost ? [value] : [])),
  };
}

async function progressOf(
  { db, portalId }: Session,
  plan: Plan,
  { calls }: LearningProgress,
  step: LearningStep,
): Promise<{ readonly step: LearningStep; readonly read: number; readonly all: number; readonly calls: number }> {
  const { all, known } = await countDecided(db, portalId, plan);
  return { step, read: known, all, calls };
}

/** Reads the past of the next contacts, the newest first, as far as the allowed calls suffice. */
async function readOn(session: Session, job: ClaimedJob<'learn'>, plan: Plan, budget: number): Promise<void> {
  const { db, portalId, hubspot, clock } = session;
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
  const ids = contacts.map(({ contactId }) => `${contactId}`);
  const histories = await hubspot.readContactHistory(ids.map((id) => ({ id, properties: plan.contact })));
  const companies =
    plan.company.length === 0
      ? new Map()
      : new Map(
          (await hubspot.readCompanyHistory(companiesOf(contacts), plan.company)).map(({ id, history }) => [
            id,
            history,
          ]),
        );
  const deals = await dealsOf(session, contacts);
  const known = new Map(contacts.map((contact) => [contact.contactId, contact]));
  await putPasts(db, portalId, {
    pasts: histories.flatMap(({ id, history }) => {
      const contact = known.get(Number(id));
      if (contact === undefined) return [];
      const company = companies.get(contact.facts.companyId ?? '') ?? {};
      return [{ contactId: contact.contactId, history, company, deals: deals.get(contact.contactId) ?? [] }];
    }),
    reads: plan.reads,
    now: clock.now(),
  });
  const payload = await save({
    below: contacts.at(-1)?.contactId ?? below,
    calls: calls + session.calls() - callsBefore,
    isRead: contacts.length < STRETCH,
  });
  await noteLearning(db, { portalId, learningId }, await progressOf(session, plan, payload, 'reading'));
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
  plan: Plan,
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
  const read = await hubspot.readDeals(dealsToRead(contacts), DEAL_PROPERTIES);
  const byId = new Map(read.map(({ id, properties }) => [id, knownProperties(properties, DEAL_PROPERTIES)]));
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

/** The lesson for the thread: each lead as it stood at its landmark, before its outcome. */
async function lessonOf(session: Session, plan: Plan, wishes: LearningWishes, signal: AbortSignal): Promise<Lesson> {
  const { db, portalId, settings } = session;
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
  for (let after = 0; ; ) {
    const page = await pastsAfter(db, portalId, { ...plan, after, limit: PAGE, shown });
    await takeTurns(add(page), () => signal.throwIfAborted());
    if (page.length < PAGE) break;
    after = page.at(-1)!.contactId;
  }
  return { past: table.past(), model, wishes };
}

type DatedLead = {
  readonly contactId: number;
  readonly won: boolean;
  /** its lead status says that it is lost */
  readonly isLostByStatus: boolean;
  readonly bornAt: number;
  readonly outcomeAt: number;
};

/** Decided leads with the instants at which they came and were decided; the others are counted. */
async function datedLeads(
  { db, portalId }: Session,
  plan: Plan,
): Promise<{ readonly leads: readonly DatedLead[]; readonly undated: number; readonly open: number }> {
  const customers = new Set(plan.customerStages);
  const lostStatuses = new Set(plan.lostStatuses);
  const leads: DatedLead[] = [];
  let [undated, open] = [0, 0];
  for (let after = 0; ; ) {
    const page = await pastsAfter(db, portalId, { ...plan, after, limit: PAGE, shown: [] });
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
    if (page.length < PAGE) break;
    after = page.at(-1)!.contactId;
  }
  return { leads, undated, open };
}

/** Stores the report, and the draft if there is one, in one transaction. */
async function store(
  session: Session,
  plan: Plan,
  taught: {
    readonly portalId: number;
    readonly learningId: string;
    readonly calls: number;
    readonly report: TaughtReport;
    readonly draft: unknown;
  },
): Promise<void> {
  const { db, clock, portalId } = session;
  const { all, known } = await countDecided(db, portalId, plan);
  const dated = await datedLeads(session, plan);
  const landmark = chooseLandmark(dated.leads);
  const able = dated.leads.filter((lead) => isUndecided(landmark, lead));
  const report: LearningReport = {
    ...taught.report,
    landmark: landmark.text,
    from: able.length === 0 ? null : Math.min(...able.map(({ bornAt }) => bornAt)),
    to: able.length === 0 ? null : Math.max(...able.map(({ bornAt }) => bornAt)),
    statuses: {
      lost: plan.leadStatuses.flatMap(({ label, isLost }) => (isLost ? [label] : [])),
      open: plan.leadStatuses.flatMap(({ label, isLost }) => (isLost ? [] : [label])),
      leads: able.filter(({ won, isLostByStatus }) => !won && isLostByStatus).length,
    },
    calls: taught.calls,
    missing: {
      unread: all - known,
      undated: dated.undated,
      open: dated.open,
      tooEarly: dated.leads.length - able.length,
      properties: plan.left,
    },
  };
  await inTransaction(db, async (trx) => {
    const saved =
      taught.draft === null
        ? null
        : await saveDraft({ db: trx, clock }, portalId, {
            document: taught.draft,
            by: { userId: null, name: 'Ripen' },
            note: `Learnt from ${report.wins} wins and ${report.leads - report.wins} losses.`,
          });
    const draftId = saved?.outcome === 'saved' ? saved.draftId : null;
    const isOver = await endLearning(trx, taught, { state: 'done', report, draftId, now: clock.now() });
    // Somebody cancelled the learning: undo the draft.
    if (!isOver) throw new LearningOver();
  }).catch((error: unknown) => {
    if (!(error instanceof LearningOver)) throw error;
  });
}

class LearningOver extends Error {
  override readonly name = 'LearningOver';
}
