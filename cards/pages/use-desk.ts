import { useState } from 'react';
import { askToDo } from './ask-server.ts';
import type { ModelAction, ModelBody, ModelDone } from './model-contract.ts';
import { say } from './words/words.ts';

/** Where something is done with the model, and what became of it. */
export type Desk = {
  readonly busy: ModelAction | null;
  /** why nothing was done the last time */
  readonly refused: readonly string[];
  /** `done` is called with what became of it, unless it was refused */
  readonly act: <A extends ModelAction>(action: A, body: ModelBody<A>, done?: (answer: ModelDone) => void) => void;
};

export function useDesk(server: string): Desk {
  const [state, setState] = useState<Pick<Desk, 'busy' | 'refused'>>({ busy: null, refused: [] });
  return {
    ...state,
    act(action, body, done) {
      setState({ busy: action, refused: [] });
      void askToDo(server, action, body).then((answer) => {
        if (typeof answer === 'string') return setState({ busy: null, refused: [say(`problem_${answer}`)] });
        setState({ busy: null, refused: answer.outcome === 'refused' ? answer.sentences : [] });
        if (answer.outcome !== 'refused' || answer.planId !== undefined) done?.(answer);
      });
    },
  };
}
