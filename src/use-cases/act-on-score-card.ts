import type { ActionBody, ActionName, ScoreView } from '../../cards/score/contract.ts';
import type { Decisions, Properties } from '../domain/contact.ts';
import type { Model } from '../domain/model.ts';
import { DAY } from '../domain/time.ts';
import { BANT_QUESTIONS } from '../domain/words.ts';
import { bantProperty } from './score-card.ts';

/** One of the actions of a card with its body, as it was asked for. */
export type CardAction = {
  readonly [Name in ActionName]: { readonly name: Name; readonly body: ActionBody<Name> };
}[ActionName];

/** What is to be said of the contact. */
export type CardNote = {
  readonly decisions?: { readonly [K in keyof Decisions]?: Decisions[K] | null };
  readonly inputs?: Properties;
  readonly look?: boolean;
};

export type ActionDecision =
  | { readonly outcome: 'note'; readonly note: CardNote }
  /** what was asked for is so already: a second click, or HubSpot's own repetition */
  | { readonly outcome: 'nothing_to_do' }
  /** the contact is not one of whom this can be said */
  | { readonly outcome: 'not_possible' };

/** What an action means for a contact of which a card shows `view`. Pure. */
export function decideAction(model: Model, view: ScoreView, action: CardAction, now: number): ActionDecision {
  if (view.state === 'not_set_up' || view.state === 'not_found') return { outcome: 'not_possible' };
  if (action.name === 'recalculate') return { outcome: 'note', note: { look: true } };
  if (view.state === 'scoring') return { outcome: 'not_possible' };
  switch (action.name) {
    case 'bant': {
      const changed = BANT_QUESTIONS.flatMap((question) => {
        const property = bantProperty(model, question);
        const answer = action.body[question];
        if (property === null || answer === undefined || answer === view.bant[question].answer) return [];
        return [[property, answer] as const];
      });
      return changed.length === 0
        ? { outcome: 'nothing_to_do' }
        : { outcome: 'note', note: { inputs: Object.fromEntries(changed) } };
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
    case 'hand-back':
      if (view.may.handBack)
        return { outcome: 'note', note: { decisions: { handedBackAt: now, handBackReason: action.body.reason } } };
      return { outcome: view.handedBack === null ? 'not_possible' : 'nothing_to_do' };
    case 'snooze': {
      const { days } = action.body;
      return { outcome: 'note', note: { decisions: { pausedUntil: days === null ? null : now + days * DAY } } };
    }
    default:
      return action satisfies never;
  }
}
