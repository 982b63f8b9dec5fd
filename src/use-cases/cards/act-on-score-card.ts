import type { ActionBody, ActionName, ScoreView } from '../../../cards/score/contract.ts';
import type { Activity, Decisions, Properties } from '../../domain/contact.ts';
import type { Model } from '../../domain/model/model.ts';
import { DAY } from '../../domain/time/time.ts';
import { BANT_QUESTIONS } from '../../domain/words.ts';
import { answersOf, bantProperty } from '../contacts/bant-answers.ts';
import { handBackNote } from '../contacts/hand-back.ts';

/** An action that a card asks for, with its body. */
export type CardAction = {
  readonly [Name in ActionName]: { readonly name: Name; readonly body: ActionBody<Name> };
}[ActionName];

/** What an action of a card notes of the contact. */
type CardNote = {
  readonly decisions?: { readonly [K in keyof Decisions]?: Decisions[K] | null };
  readonly inputs?: Properties;
  readonly activities?: readonly Activity[];
  readonly refresh?: boolean;
};

export type ActionDecision =
  | { readonly outcome: 'note'; readonly note: CardNote }
  /** it is so already: somebody clicked twice, or HubSpot repeated the request */
  | { readonly outcome: 'nothing_to_do' }
  /** the action does not fit this contact */
  | { readonly outcome: 'not_possible' };

/**
 * Decides what an action notes of a contact, from what its card shows and from earlier decisions.
 * Pure.
 */
export function decideAction(
  model: Model,
  { view, decisions }: { readonly view: ScoreView; readonly decisions: Decisions | null },
  action: CardAction,
  now: number,
): ActionDecision {
  if (view.state === 'not_set_up' || view.state === 'not_found') return { outcome: 'not_possible' };
  if (action.name === 'recalculate') return { outcome: 'note', note: { refresh: true } };
  if (view.state === 'scoring') return { outcome: 'not_possible' };
  switch (action.name) {
    case 'bant': {
      // The same answer counts as new where the old one is so old that the card asks again.
      const news = BANT_QUESTIONS.filter((question) => {
        const { answer, askAgain } = view.bant[question];
        const told = action.body[question];
        return told !== undefined && bantProperty(model, question) !== null && (told !== answer || askAgain);
      });
      if (news.length === 0) return { outcome: 'nothing_to_do' };
      const answers = Object.fromEntries(news.map((question) => [question, action.body[question]]));
      return { outcome: 'note', note: answersOf(model, answers, { source: 'rep', at: now }, decisions) };
    }
    case 'hand-to-sales': {
      if (view.relation !== 'prospect') return { outcome: 'not_possible' };
      if (!view.may.handToSales) return { outcome: 'nothing_to_do' };
      const { reason } = action.body;
      const decisions = {
        qualification: { qualification: 'sql', at: now },
        qualificationReason: reason || null,
      } as const;
      return { outcome: 'note', note: { decisions } };
    }
    case 'hand-back': {
      if (!view.may.handBack) return { outcome: view.handedBack === null ? 'not_possible' : 'nothing_to_do' };
      const { kind, reason } = action.body;
      const handBack = {
        kind,
        reason,
        source: 'rep',
        qualifiedSince: view.qualification.since,
        decisions,
        now,
      } as const;
      return { outcome: 'note', note: handBackNote(model, handBack) };
    }
    case 'vouch': {
      const { right } = action.body;
      if (right === view.validity.vouched) return { outcome: 'nothing_to_do' };
      return { outcome: 'note', note: { decisions: { validity: right ? 'valid' : null } } };
    }
    case 'snooze': {
      const { days } = action.body;
      return { outcome: 'note', note: { decisions: { pausedUntil: days === null ? null : now + days * DAY } } };
    }
    default:
      return action satisfies never;
  }
}
