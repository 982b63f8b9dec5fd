import type { CardAnswer, ScoreView } from '../../../cards/score/contract.ts';
import type { Decisions } from '../../domain/contact.ts';
import type { Model } from '../../domain/model/model.ts';
import type { Account } from '../../domain/sync/account.ts';
import { ownerNames } from '../contacts/owner-names.ts';
import { accountProblems } from '../portals/account-problems.ts';
import { type CardAction, type CardNote, decideAction } from './act-on-score-card.ts';
import { type ShownContact, scoreCardOf } from './score-card.ts';

export type CardPorts = {
  /** null: the portal is unknown */
  readonly findScore: (
    portalId: number,
    contactId: number,
  ) => Promise<{
    readonly status: 'installing' | 'active' | 'disconnected';
    readonly modelVersion: number | null;
    readonly account: Pick<Account, 'owners' | 'problems'>;
    readonly contact: ShownContact | null;
  } | null>;
  readonly model: (portalId: number, version: number) => Promise<Model>;
  /** false: the portal is not active any more */
  readonly note: (portalId: number, note: CardNote & { readonly contactId: number }, now: number) => Promise<boolean>;
};

type Subject = { readonly portalId: number; readonly contactId: number };

/** What a card shows, from what is stored: HubSpot is never asked while a person waits. */
export async function lookAtScore(ports: CardPorts, subject: Subject, now: number): Promise<ScoreView> {
  return (await found(ports, subject, now)).view;
}

/**
 * Notes what a rep says of a contact; the work that follows is done elsewhere, a moment later.
 * Twice is harmless.
 */
export async function actOnScore(
  ports: CardPorts,
  subject: Subject,
  action: CardAction,
  now: number,
): Promise<CardAnswer> {
  const { view, model, decisions } = await found(ports, subject, now);
  if (model === null) return { outcome: 'not_possible', view };
  const decision = decideAction(model, { view, decisions }, action, now);
  if (decision.outcome !== 'note')
    return { outcome: decision.outcome === 'nothing_to_do' ? 'noted' : 'not_possible', view };
  const { portalId, contactId } = subject;
  const noted = await ports.note(portalId, { contactId, ...decision.note }, now);
  return { outcome: noted ? 'noted' : 'not_possible', view: await lookAtScore(ports, subject, now) };
}

async function found(
  { findScore, model }: CardPorts,
  { portalId, contactId }: Subject,
  now: number,
): Promise<{ readonly view: ScoreView; readonly model: Model | null; readonly decisions: Decisions | null }> {
  const portal = await findScore(portalId, contactId);
  const problems = portal === null ? [] : accountProblems(portal);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null)
    return {
      view: { state: 'not_set_up', ...(problems.length > 0 && { problems }) },
      model: null,
      decisions: null,
    };
  if (portal.contact === null) return { view: { state: 'not_found' }, model: null, decisions: null };
  const used = await model(portalId, portal.modelVersion);
  const view = scoreCardOf(used, portal.contact, ownerNames(portal.account), now);
  return { view, model: used, decisions: portal.contact.decisions };
}
