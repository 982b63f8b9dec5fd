import { gistOf, packed } from '../../../domain/changes/untouched/gist.ts';
import type { Step } from '../../../domain/evaluation/advance.ts';
import type { TaskWanted } from '../../../domain/evaluation/asks.ts';
import { owedAnswersOf } from '../../../domain/figures/answers.ts';
import { encountersOf } from '../../../domain/figures/encounters.ts';
import { backgroundOf, passageOf } from '../../../domain/figures/passage.ts';
import { staysOf } from '../../../domain/figures/stays.ts';
import { newDraws } from '../../../domain/nurture/hold-out.ts';
import { gotInTouchAt } from '../../../domain/nurture/open-touches.ts';
import { standingLessStage } from '../../../domain/sync/plan.ts';
import type { Waits } from '../../../domain/sync/write-rules.ts';
import { DAY } from '../../../domain/time/time.ts';
import { ACTIVITIES_IN_BATCH } from '../../../store/contacts/claim-contacts.ts';
import { type CompletedContact, completeContacts } from '../../../store/contacts/complete-contacts.ts';
import { POINTS_KEPT } from '../../../store/ledgers/history.ts';
import type { ScorePoint } from '../../../store/ledgers/score-history.ts';
import { storeByHalves } from '../../../store/work/store-by-halves.ts';
import type { Session } from '../../session.ts';
import type { UnjudgedContact } from '../contact-in-hand.ts';
import { lessFirstSight } from '../read/hubspot-facts.ts';
import { occasionOf } from './give-owners.ts';
import type { JudgedContact } from './judge-contact.ts';

/**
 * Stores contacts whose evaluation is in HubSpot, in one commit, and lets them go. `waits`: what
 * the account did not take. Returns those that the database cannot hold.
 */
export async function storeJudged(
  { db, portalId, lease, clock }: Session,
  judged: readonly JudgedContact[],
  waits: ReadonlyMap<number, Waits>,
): Promise<UnjudgedContact[]> {
  const now = clock.now();
  const refused: UnjudgedContact[] = [];
  await storeByHalves(
    judged.map((one) => completedOf(one, waits.get(one.contact.contactId) ?? null)),
    async (rows) => void (await completeContacts(db, { portalId, lease, now, rows })),
    async ({ contactId }, code) => void refused.push({ outcome: 'failed', contactId, code: `store_refused ${code}` }),
  );
  return refused;
}

function completedOf(judged: JudgedContact, waits: Waits | null): CompletedContact {
  const { contact, model, evaluation, plan, exclusion, steps } = judged;
  const stage = waits?.stage === undefined ? plan.stage : null;
  const newOwner = waits?.owner === undefined ? judged.owner : undefined;
  const known = lessFirstSight(judged.facts);
  const contactFacts = {
    ...known.contact,
    ...(stage !== null && { lifecyclestage: stage }),
    ...(newOwner !== undefined && { hubspot_owner_id: newOwner }),
  };
  const isAsBefore = judged.facts === contact.facts && stage === null && newOwner === undefined;
  const facts = isAsBefore ? contact.facts : { ...known, contact: contactFacts };
  // Whom it belongs to: in HubSpot, or at least here, where HubSpot does not take the owner. A task
  // of a contact that is nobody's goes to the fallback.
  const owner = judged.owner ?? (contactFacts['hubspot_owner_id'] || (model.routing.fallbackOwner ?? null));
  const passage = passageOf(model, {
    ...judged,
    stamps: judged.stamps ?? {},
    last: evaluation,
    isFirstSight: contact.memory === null,
  });
  const standing = waits?.stage === undefined ? plan.standing : standingLessStage(plan, contact.standing);
  return {
    ...judged,
    contactId: contact.contactId,
    seq: contact.seq,
    facts,
    before: contact,
    standing,
    gist: packed(gistOf({ model, evaluation, standing, facts, decisions: contact.decisions })),
    points: steps
      .filter((step, i) => i === 0 || isChange(steps[i - 1]!, step))
      .slice(-POINTS_KEPT)
      .map((step) => pointOf(step, judged)),
    tasks: plan.asks.tasks.map((task) => taskOf(task, owner)),
    closedTasks: plan.asks.closed.map((closed) => ({ key: keyOf(closed), as: closed.as })),
    touches: judged.touchEvents,
    correspondence: [...exclusion.entries, ...judged.sends],
    excluded: exclusion.excluded,
    isWithSales:
      evaluation.relation === 'prospect' && evaluation.qualification === 'sql' && evaluation.segment === null,
    ...(plan.track?.to === 'sales_ready' && { cameToSalesFor: occasionOf(evaluation) }),
    passage: {
      ...passage,
      ...backgroundOf(facts, evaluation.written),
      ownerId: contactFacts['hubspot_owner_id'] ?? null,
    },
    answers: owedAnswersOf(model, judged.work, {
      before: contact.memory?.owed ?? null,
      steps,
      contactedAt: gotInTouchAt({ contact: judged.facts.contact, decisions: contact.decisions }),
    }).map((answer) => ({ ...answer, ownerId: owner })),
    stays: staysOf(
      contact.memory === null || contact.merged ? null : { track: contact.track, segment: contact.memory.segment },
      steps,
      evaluation.segmentSince,
    ),
    draws: newDraws(contact.memory?.drawn, evaluation.memory.drawn),
    encounters: encountersOf(
      model,
      judged.activities,
      contact.memory === null && passage.captured < judged.factsAt - DAY,
    ),
    alone: contact.activities.length > ACTIVITIES_IN_BATCH,
    waits,
  };
}

const keyOf = ({ kind, occasion }: Pick<TaskWanted, 'kind' | 'occasion'>): string => `${kind}:${occasion}`;

const taskOf = (task: TaskWanted, contactOwner: string | null) => ({
  key: keyOf(task),
  kind: task.kind,
  dueAt: task.dueAt,
  body: {
    subject: task.subject,
    ownerId: task.to === null ? contactOwner : 'owner' in task.to ? task.to.owner : null,
    queueId: task.to !== null && 'queue' in task.to ? task.to.queue : null,
  },
});

const isChange = (a: Step, b: Step): boolean =>
  a.scores.combined !== b.scores.combined || a.qualification !== b.qualification || a.segment !== b.segment;

const pointOf = ({ at, scores, qualification, segment }: Step, { activities }: JudgedContact): ScorePoint => ({
  at,
  explicit: scores.explicit,
  implicit: scores.implicit,
  score: scores.combined,
  qualification,
  segment,
  cause: activities.find((activity) => activity.at === at)?.signal ?? '',
});
