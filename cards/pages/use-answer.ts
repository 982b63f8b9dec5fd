import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from './shared/ask.ts';

/** What a tab shows. While it is `loading` again, what was there before stays. */
export type Answered<T> = {
  readonly view: T | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
  /** asks again */
  readonly look: () => void;
  /** shows what the server said beside, such as after a change */
  readonly show: (view: T) => void;
};

/**
 * Asks the server once, and again on demand. `question` must stay the same function as long as the
 * question is the same. Late answers are dropped.
 */
export function useAnswer<T>(question: () => Promise<T | Problem>): Answered<T> {
  const [state, setState] = useState<Pick<Answered<T>, 'view' | 'problem' | 'loading'>>({
    view: null,
    problem: null,
    loading: true,
  });
  const requests = useRef(0);
  const look = useCallback(() => {
    const request = ++requests.current;
    setState((before) => ({ ...before, loading: true }));
    void question().then((answer) => {
      if (request !== requests.current) return;
      setState((before) =>
        typeof answer === 'string'
          ? { ...before, problem: answer as Problem, loading: false }
          : { view: answer, problem: null, loading: false },
      );
    });
  }, [question]);
  useEffect(look, [look]);
  const show = useCallback((view: T) => {
    requests.current += 1;
    setState({ view, problem: null, loading: false });
  }, []);
  return { ...state, look, show };
}
