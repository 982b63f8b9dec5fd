import { useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { askServer } from './ask-server.ts';
import type { ActionBody, ActionName } from './contract.ts';
import { type OtherCards, otherCards } from './other-card.ts';
import { type Asking, isOnItsWay, NOTHING_YET, nextRequest, reduce, type ScoreState } from './score-state.ts';
import type { Reader } from './shared/language.ts';
import { sayTo } from './words/words.ts';

export type ScoreCard = ScoreState & {
  readonly reload: () => void;
  /** asks the server for an action, closes the dialog after the answer, and tells the rep of it */
  readonly act: <Name extends ActionName>(name: Name, body: ActionBody<Name>, dialog?: string) => void;
};

type Location = 'crm.record.tab' | 'crm.record.sidebar';

/**
 * The score of the contact on whose record the card is. Loads it, sends actions, asks again until
 * an action has its effect, and follows what happens elsewhere.
 */
export function useScoreCard(reader: Pick<Reader, 'language' | 'locale'>): ScoreCard {
  const { crm, variables } = useExtensionContext<Location>();
  const actions = useExtensionActions<Location>();
  const [state, dispatch] = useReducer(reduce, NOTHING_YET);
  const requests = useRef(0);
  const others = useRef<OtherCards | null>(null);
  const busy = useRef(state.busy);
  busy.current = state.busy;
  const server = `${variables?.['PUBLIC_URL'] ?? ''}`;
  const contactId = crm.objectId;

  const ask = useCallback(
    async (by: Asking, body?: Readonly<Record<string, unknown>>) => {
      const request = ++requests.current;
      dispatch({ type: 'asked', request, by });
      const path = by === 'load' || by === 'follow' ? '/cards/score' : `/cards/score/${by}`;
      // A card may follow in a window that nobody looks at: the server must not note a visit.
      const query = `contactId=${contactId}${by === 'follow' ? '&follows=1' : ''}`;
      const answer = await askServer(`${server}${path}?${query}`, body);
      dispatch(
        typeof answer === 'string'
          ? { type: 'failed', request, problem: answer }
          : { type: 'answered', request, view: answer.view },
      );
      return answer;
    },
    [server, contactId],
  );

  const load = useCallback(() => {
    ask('load');
  }, [ask]);
  useEffect(load, [load]);

  const again = nextRequest(state);
  const [by, inMs] = [again?.by, again?.inMs];
  useEffect(() => {
    if (by === undefined) return;
    const timer = setTimeout(() => ask(by), inMs);
    return () => clearTimeout(timer);
  }, [by, inMs, ask]);

  useEffect(() => {
    // A request that is on its way brings the news already, or the requests after it do.
    others.current = otherCards(contactId, () => {
      if (busy.current === null) ask('follow');
    });
    return () => others.current?.close();
  }, [contactId, ask]);

  const effectIsThere = state.refreshDue && state.view !== null && !isOnItsWay(state.view);
  useEffect(() => {
    if (!effectIsThere) return;
    dispatch({ type: 'refreshed' });
    actions.refreshObjectProperties();
    others.current?.tell();
  }, [effectIsThere, actions]);

  const act: ScoreCard['act'] = async (name, body, dialog) => {
    const say = sayTo(reader);
    const answer = await ask(name, body);
    if (typeof answer === 'string') {
      // The dialog stays open with what the rep entered, for another try.
      actions.addAlert({ type: 'danger', message: say(`problem_${answer}`) });
      return;
    }
    others.current?.tell();
    if (dialog !== undefined) actions.closeOverlay(dialog);
    const isWaking = 'days' in body && body.days === null;
    actions.addAlert(
      answer.outcome === 'noted'
        ? { type: 'success', message: say(isWaking ? 'done_wake' : `done_${name}`) }
        : { type: 'warning', message: say('too_late') },
    );
  };

  return { ...state, reload: load, act };
}
