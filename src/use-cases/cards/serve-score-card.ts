import type { CardAnswer, ScoreView } from '../../../cards/score/contract.ts';
import type { Decisions } from '../../domain/contact.ts';
import type { Model } from '../../domain/model/model.ts';
import { noteContacts } from '../../store/contacts/note-contacts.ts';
import { findScore } from '../../store/portals/score-cards.ts';
import type { Db } from '../../store/transaction.ts';
import { ownerNames } from '../contacts/owner-names.ts';
import { accountProblems } from '../portals/account-problems.ts';
import { type CardAction, decideAction } from './act-on-score-card.ts';
import { scoreCardOf } from './score-card.ts';

export type CardContext = {
  readonly db: Db;
  readonly clock: { now(): number };
  readonly model: (portalId: number, version: number) => Promise<Model>;
  /** there is work: it need not wait for the next poll */
  readonly wake: () => void;
};

type Subject = { readonly portalId: number; readonly contactId: number };

/** What a card shows, from what is stored: HubSpot is never asked while a person waits. */
export async function readScoreCard(context: CardContext, subject: Subject): Promise<ScoreView> {
  return (await found(context, subject)).view;
}

/**
 * Notes what a rep says of a contact; the work that follows is done elsewhere, a moment later.
 * Twice is harmless.
 */
export async function actOnScore(context: CardContext, subject: Subject, action: CardAction): Promise<CardAnswer> {
  const { view, model, decisions } = await found(context, subject);
  if (model === null) return { outcome: 'not_possible', view };
  const now = context.clock.now();
  const decision = decideAction(model, { view, decisions }, action, now);
  if (decision.outcome !== 'note')
    return { outcome: decision.outcome === 'nothing_to_do' ? 'noted' : 'not_possible', view };
  const { portalId, contactId } = subject;
  const noted = await noteContacts(context.db, { portalId, notes: [{ contactId, ...decision.note }], now });
  context.wake();
  return { outcome: noted ? 'noted' : 'not_possible', view: await readScoreCard(context, subject) };
}

async function found(
  { db, clock, model }: CardContext,
  { portalId, contactId }: Subject,
): Promise<{ readonly view: ScoreView; readonly model: Model | null; readonly decisions: Decisions | null }> {
  const portal = await findScore(db, portalId, contactId);
  const problems = portal === null ? [] : accountProblems(portal);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null)
    return {
      view: { state: 'not_set_up', ...(problems.length > 0 && { problems }) },
      model: null,
      decisions: null,
    };
  if (portal.contact === null) return { view: { state: 'not_found' }, model: null, decisions: null };
  const used = await model(portalId, portal.modelVersion);
  const view = scoreCardOf(used, portal.contact, ownerNames(portal.account), clock.now());
  return { view, model: used, decisions: portal.contact.decisions };
}
