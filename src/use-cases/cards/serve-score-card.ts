import type { CardAnswer, ScoreView } from '../../../cards/score/contract.ts';
import type { Decisions } from '../../domain/contact.ts';
import type { ReferenceData } from '../../domain/lead/lead-facts.ts';
import type { Model } from '../../domain/model/model.ts';
import type { CompiledModel } from '../../domain/rules/compile.ts';
import type { LastEvaluation } from '../../store/contacts/contacts.ts';
import { noteContacts } from '../../store/contacts/note-contacts.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';
import { noteVisit, type Visit } from '../../store/ledgers/visits.ts';
import { findScore } from '../../store/portals/score-cards.ts';
import type { Db } from '../../store/transaction.ts';
import { type EvaluatedAgain, evaluatedAgain } from '../contacts/judge/evaluated-again.ts';
import { holdOutsFor, lotsOf } from '../contacts/judge/hold-outs.ts';
import { accountProblems } from '../portals/settings/account-problems.ts';
import { type CardAction, decideAction } from './act-on-score-card.ts';
import { storedAs } from './deeds.ts';
import { peopleOf } from './people.ts';
import { scoreCardOf } from './score-card.ts';

export type CardContext = {
  readonly db: Db;
  readonly clock: { now(): number };
  readonly model: (portalId: number, version: number) => Promise<Model>;
  readonly compiled: (portalId: number, version: number, timeZone: string | undefined) => Promise<CompiledModel>;
  readonly referenceData: ReferenceData;
  /** tells the worker that there is work, so that it does not wait for its next poll */
  readonly wake: () => void;
};

type Subject = {
  readonly portalId: number;
  readonly contactId: number;
  /** who asks; null: HubSpot did not say */
  readonly user: CardUser | null;
};

/** Two looks of one user within this time count as one. */
const SAME_LOOK_MS = 60_000;

/**
 * What a card shows, from what is stored: Ripen never asks HubSpot while a person waits.
 * `isPerson`: a person opens the card, so Ripen remembers the visit, and next time tells what has
 * changed since. Otherwise an open card refreshes itself.
 */
export async function readScoreCard(
  context: CardContext,
  subject: Subject,
  { isPerson = false }: { readonly isPerson?: boolean } = {},
): Promise<ScoreView> {
  const { view, visits } = await found(context, subject);
  const { portalId, contactId, user } = subject;
  const now = context.clock.now();
  const lastLook = visits.find(({ userId }) => userId === user?.id)?.at ?? -Infinity;
  if (isPerson && user !== null && 'score' in view && now - lastLook > SAME_LOOK_MS)
    await noteVisit(context.db, { portalId, contactId, userId: user.id, now });
  return view;
}

/**
 * Notes what a rep does on the card of a contact; the worker carries it out a moment later. Doing
 * it twice is harmless.
 */
export async function actOnScore(context: CardContext, subject: Subject, action: CardAction): Promise<CardAnswer> {
  const { view, model, decisions } = await found(context, subject);
  if (model === null) return { outcome: 'not_possible', view };
  const now = context.clock.now();
  const decision = decideAction(model, { view, decisions }, action, now);
  if (decision.outcome !== 'note')
    return { outcome: decision.outcome === 'nothing_to_do' ? 'noted' : 'not_possible', view };
  const { portalId, contactId, user } = subject;
  const stored = storedAs(action);
  const deed = stored === null ? {} : { deed: { by: user, ...stored } };
  const noted = await noteContacts(context.db, { portalId, notes: [{ contactId, ...decision.note, ...deed }], now });
  context.wake();
  return { outcome: noted ? 'noted' : 'not_possible', view: await readScoreCard(context, subject) };
}

type Found = {
  readonly view: ScoreView;
  readonly model: Model | null;
  readonly decisions: Decisions | null;
  readonly visits: readonly Visit[];
};
const NOTHING = { model: null, decisions: null, visits: [] };

async function found(context: CardContext, { portalId, contactId, user }: Subject): Promise<Found> {
  const { db, clock, model } = context;
  const portal = await findScore(db, portalId, contactId);
  const problems = portal === null ? [] : accountProblems(portal);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null)
    return {
      view: { state: 'not_set_up', ...(problems.length > 0 && { problems }) },
      ...NOTHING,
    };
  if (portal.contact === null) return { view: { state: 'not_found' }, ...NOTHING };
  const used = await model(portalId, portal.modelVersion);
  const { lastEvaluation } = portal.contact;
  const evaluation =
    lastEvaluation === null
      ? null
      : await evaluationOf(context, lastEvaluation, {
          portalId,
          contactId,
          timeZone: portal.timeZone ?? undefined,
          version: lastEvaluation.modelVersion ?? portal.modelVersion,
        });
  const view = scoreCardOf(used, { ...portal.contact, evaluation }, peopleOf(portal.account, user), clock.now());
  const { decisions, visits } = portal.contact;
  return { view, model: used, decisions, visits };
}

/** The evaluation by the version that made it, which may be an earlier one than the portal's. */
async function evaluationOf(
  { db, compiled, referenceData }: CardContext,
  last: LastEvaluation,
  {
    portalId,
    contactId,
    timeZone,
    version,
  }: {
    readonly portalId: number;
    readonly contactId: number;
    readonly timeZone: string | undefined;
    readonly version: number;
  },
): Promise<EvaluatedAgain> {
  const by = await compiled(portalId, version, timeZone);
  const holdOuts = lotsOf(await holdOutsFor(db, portalId, { compiled: by }), contactId);
  return evaluatedAgain(by, last, { referenceData, holdOuts });
}
