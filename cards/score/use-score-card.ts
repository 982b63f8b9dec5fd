import { hubspot, logger, useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { type ActionBody, type ActionName, type ScoreView, scoreView } from './contract.ts';
import { isOnItsWay, lookAgainIn, NOTHING_YET, type Problem, reduce, type ScoreState } from './score-state.ts';

export type ScoreCard = ScoreState & {
  readonly look: () => void;
  /** asks the server for an action, closing the dialog it was asked in; tells the rep what became of it */
  readonly act: <Name extends ActionName>(name: Name, body: ActionBody<Name>, dialog?: string) => void;
};

type Location = 'crm.record.tab' | 'crm.record.sidebar';

const DONE: Readonly<Record<ActionName, string>> = {
  recalculate: 'The score will be recalculated in a moment.',
  bant: 'Saved. The score will be recalculated in a moment.',
  'hand-to-sales': 'Handed to sales. The score will be recalculated in a moment.',
  'hand-back': 'Handed back to marketing. The score will be recalculated in a moment.',
  snooze: 'Saved. The next step will be updated in a moment.',
};

/** The score of the contact on whose record the card is: loads it, acts on it, and looks again until an action has had its effect. */
export function useScoreCard(): ScoreCard {
  const { crm, variables } = useExtensionContext<Location>();
  const actions = useExtensionActions<Location>();
  const [state, dispatch] = useReducer(reduce, NOTHING_YET);
  const requests = useRef(0);
  const acted = useRef(false);
  const server = `${variables?.['PUBLIC_URL'] ?? ''}`;
  const contactId = crm.objectId;

  const ask = useCallback(
    async (by: ActionName | 'look', body?: Readonly<Record<string, unknown>>): Promise<ScoreView | Problem> => {
      const request = ++requests.current;
      dispatch({ type: 'asked', request, by });
      const path = by === 'look' ? '/cards/score' : `/cards/score/${by}`;
      const answer = await fetchView(`${server}${path}?contactId=${contactId}`, body);
      dispatch(
        typeof answer === 'string'
          ? { type: 'failed', request, problem: answer }
          : { type: 'answered', request, view: answer },
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

  const { view } = state;
  useEffect(() => {
    if (view === null || isOnItsWay(view) || !acted.current) return;
    acted.current = false;
    actions.refreshObjectProperties();
  }, [view, actions]);

  async function act<Name extends ActionName>(name: Name, body: ActionBody<Name>, dialog?: string): Promise<void> {
    acted.current = true;
    const answer = await ask(name, body);
    if (dialog !== undefined) actions.closeOverlay(dialog);
    actions.addAlert(
      typeof answer === 'string'
        ? { type: 'danger', message: PROBLEMS[answer] }
        : { type: 'success', message: DONE[name] },
    );
  }

  return { ...state, look, act };
}

/** What each problem means to a rep. */
export const PROBLEMS: Readonly<Record<Problem, string>> = {
  unreachable: 'Ripen cannot be reached at the moment. Please try again in a minute.',
  unreadable: 'Ripen answered in a way that this card does not understand. Please reload the page.',
  refused: 'Ripen could not accept this. Please check what you entered and try again.',
};

/** Longer than the server ever takes; HubSpot itself would wait 15 s. */
const TIMEOUT_MS = 10_000;

async function fetchView(
  url: string,
  body: Readonly<Record<string, unknown>> | undefined,
): Promise<ScoreView | Problem> {
  try {
    const response = await hubspot.fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      timeout: TIMEOUT_MS,
      ...(body !== undefined && { body }),
    });
    if (!response.ok) {
      logger.error(`Ripen answered ${response.status}`);
      return response.status === 400 ? 'refused' : 'unreachable';
    }
    const parsed = scoreView.safeParse(await response.json());
    if (parsed.success) return parsed.data;
    logger.error(`Ripen's answer is not as agreed: ${parsed.error.message}`);
    return 'unreadable';
  } catch (error) {
    logger.error(`Ripen could not be reached: ${error instanceof Error ? error.message : 'unknown'}`);
    return 'unreachable';
  }
}
