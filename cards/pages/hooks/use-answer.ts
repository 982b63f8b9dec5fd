import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../shared/ask.ts';

/** What a tab shows. While it loads again, the answer before stays. */
export type Answered<T> = {
  readonly view: T | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
  /** asks again */
  readonly reload: () => void;
  /** shows a newer answer that came another way, such as after a change */
  readonly show: (view: T) => void;
};

/** How often the page asks again while the server still works on an answer. */
const AGAIN_MS = 2_000;

/**
 * Asks the server once, again on demand, and repeatedly while `isPending` says that the answer is
 * not complete. `question` must stay the same function while the question is the same. Drops
 * answers that come too late.
 */
export function useAnswer<T>(
  question: () => Promise<T | Problem>,
  isPending: (view: T) => boolean = () => false,
): Answered<T> {
  const [state, setState] = useState<Pick<Answered<T>, 'view' | 'problem' | 'loading'>>({
    view: null,
    problem: null,
    loading: true,
  });
  const requests = useRef(0);
  const load = useCallback(() => {
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
  useEffect(load, [load]);
  const asksAgain = state.view !== null && !state.loading && isPending(state.view);
  useEffect(() => {
    if (!asksAgain) return;
    const timer = setTimeout(load, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [asksAgain, load]);
  const show = useCallback((view: T) => {
    requests.current += 1;
    setState({ view, problem: null, loading: false });
  }, []);
  return { ...state, reload: load, show };
}
