import { useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { askServer, PROBLEMS } from './ask-server.ts';
import type { ActionBody, ActionName } from './contract.ts';
import { isOnItsWay, lookAgainIn, NOTHING_YET, reduce, type ScoreState } from './score-state.ts';

export type ScoreCard = ScoreState & {
  readonly look: () => void;
  /**
   * asks the server for an action, tells the rep what became of it, and closes the dialog when
   * there is an answer
   */
  readonly act: <Name extends ActionName>(name: Name, body: ActionBody<Name>, dialog?: string) => void;
};

type Location = 'crm.record.tab' | 'crm.record.sidebar';

const DONE: Readonly<Record<ActionName, string>> = {
  recalculate: 'The score will be recalculated in a moment.',
  bant: 'Saved. The score will be recalculated in a moment.',
  'hand-to-sales': 'Handed to sales. The record will be updated in a moment.',
  'hand-back': 'Handed back to marketing. The record will be updated in a moment.',
  vouch: 'Noted. The score will be recalculated in a moment.',
  snooze: 'Saved. The record will be updated in a moment.',
};

/**
 * The score of the contact on whose record the card is: loads it, acts on it, and looks again until
 * an action has had its effect.
 */
export function useScoreCard(): ScoreCard {
  const { crm, variables } = useExtensionContext<Location>();
  const actions = useExtensionActions<Location>();
  const [state, dispatch] = useReducer(reduce, NOTHING_YET);
  const requests = useRef(0);
  const server = `${variables?.['PUBLIC_URL'] ?? ''}`;
  const contactId = crm.objectId;

  const ask = useCallback(
    async (by: ActionName | 'look', body?: Readonly<Record<string, unknown>>) => {
      const request = ++requests.current;
      dispatch({ type: 'asked', request, by });
      const path = by === 'look' ? '/cards/score' : `/cards/score/${by}`;
      const answer = await askServer(`${server}${path}?contactId=${contactId}`, body);
      dispatch(
        typeof answer === 'string'
          ? { type: 'failed', request, problem: answer }
          : { type: 'answered', request, view: answer.view },
      );
      return answer;
    },
    [server, contactId],
  );

  const look = useCallback(() => {
    ask('look');
  }, [ask]);
  useEffect(look, [look]);

  const again = lookAgainIn(state);
  useEffect(() => {
    if (again === null) return;
    const timer = setTimeout(look, again);
    return () => clearTimeout(timer);
  }, [again, look]);

  const effectIsThere = state.refreshDue && state.view !== null && !isOnItsWay(state.view);
  useEffect(() => {
    if (!effectIsThere) return;
    dispatch({ type: 'refreshed' });
    actions.refreshObjectProperties();
  }, [effectIsThere, actions]);

  const act: ScoreCard['act'] = async (name, body, dialog) => {
    const answer = await ask(name, body);
    if (typeof answer === 'string') {
      // The dialog stays, with what was entered, for another try.
      actions.addAlert({ type: 'danger', message: PROBLEMS[answer] });
      return;
    }
    if (dialog !== undefined) actions.closeOverlay(dialog);
    actions.addAlert(
      answer.outcome === 'noted'
        ? { type: 'success', message: DONE[name] }
        : { type: 'warning', message: 'This cannot be done for this contact any more.' },
    );
  };

  return { ...state, look, act };
}
