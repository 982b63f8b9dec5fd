import { useState } from 'react';
import { askToDo } from './ask-server.ts';
import type { ModelAction, ModelBody, ModelDone } from './model-contract.ts';
import type { Place } from './part-contract.ts';
import { say } from './words/words.ts';

export type Clash = Extract<ModelDone, { readonly outcome: 'conflict' }>;

type DeskState = {
  readonly busy: ModelAction | null;
  /** what was asked for last */
  readonly last: ModelAction | null;
  /** why nothing was done the last time */
  readonly refused: readonly string[];
  /** the same, at the fields */
  readonly places: readonly Place[];
  /** nothing was saved: a colleague changed the same */
  readonly clash: Clash | null;
};

/** Where something is done with the model, and what became of it. */
export type Desk = DeskState & {
  /** `done` is called with what became of it, unless it was refused */
  readonly act: <A extends ModelAction>(action: A, body: ModelBody<A>, done?: (answer: ModelDone) => void) => void;
};

const IDLE: DeskState = { busy: null, last: null, refused: [], places: [], clash: null };

export function useDesk(server: string): Desk {
  const [state, setState] = useState(IDLE);
  return {
    ...state,
    act(action, body, done) {
      const idle = { ...IDLE, last: action };
      setState({ ...idle, busy: action });
      void askToDo(server, action, body).then((answer) => {
        if (typeof answer === 'string') return setState({ ...idle, refused: [say(`problem_${answer}`)] });
        if (answer.outcome === 'conflict') return setState({ ...idle, clash: answer });
        const isRefused = answer.outcome === 'refused';
        setState(isRefused ? { ...idle, refused: answer.sentences, places: answer.places ?? [] } : idle);
        if (!isRefused || answer.planId !== undefined) done?.(answer);
      });
    },
  };
}
