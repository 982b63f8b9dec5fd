import { useState } from 'react';
import { askToDo } from '../ask-server.ts';
import type { ModelAction, ModelBody, ModelDone } from '../contracts/model-contract.ts';
import type { Place } from '../contracts/part-contract.ts';
import { say } from '../words/words.ts';

export type Clash = Extract<ModelDone, { readonly outcome: 'conflict' }>;

type DeskState = {
  readonly busy: ModelAction | null;
  /** the last action */
  readonly last: ModelAction | null;
  /** sentences: why the last action was refused */
  readonly refused: readonly string[];
  /** the same reasons, each at its field */
  readonly places: readonly Place[];
  /** nothing was saved: a colleague changed the same */
  readonly clash: Clash | null;
};

/** Sends actions on the model, and keeps what became of the last one. */
export type Desk = DeskState & {
  /** calls `done` with the answer, unless the action was refused */
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
