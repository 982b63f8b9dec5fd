import type { Problem } from './ask-server.ts';
import type { ActionName, ScoreView } from './contract.ts';

/*
 * Everything that the card shows is decided here, in one reducer: a render never sees half of a
 * change. Every request has a number, and only the answer to the newest one counts.
 */

export type ScoreState = {
  /** the number of the newest request */
  readonly request: number;
  readonly view: ScoreView | null;
  /** what went wrong last, if nothing has gone right since */
  readonly problem: Problem | null;
  /** the newest request is on its way: which action it is, or a look */
  readonly busy: ActionName | 'look' | null;
  /** looks that are still allowed while a new evaluation is on its way */
  readonly looksLeft: number;
  /** an action was noted, and the record does not show its effect yet */
  readonly refreshDue: boolean;
};

export type ScoreEvent =
  | { readonly type: 'asked'; readonly request: number; readonly by: ActionName | 'look' }
  | { readonly type: 'answered'; readonly request: number; readonly view: ScoreView }
  | { readonly type: 'refreshed' }
  | { readonly type: 'failed'; readonly request: number; readonly problem: Problem };

/**
 * After an action the card looks again so many times, a little less often each time: about half a
 * minute in all.
 */
const LOOKS_AFTER_ACTION = 8;

export const NOTHING_YET: ScoreState = {
  request: 0,
  view: null,
  problem: null,
  busy: null,
  looksLeft: LOOKS_AFTER_ACTION,
  refreshDue: false,
};

export function reduce(state: ScoreState, event: ScoreEvent): ScoreState {
  switch (event.type) {
    case 'asked': {
      const looksLeft = event.by === 'look' ? Math.max(0, state.looksLeft - 1) : LOOKS_AFTER_ACTION;
      return { ...state, request: event.request, busy: event.by, looksLeft };
    }
    case 'answered': {
      if (event.request !== state.request) return state;
      const refreshDue = state.refreshDue || state.busy !== 'look';
      return { ...state, busy: null, problem: null, view: event.view, refreshDue };
    }
    case 'failed':
      return event.request === state.request ? { ...state, busy: null, problem: event.problem, looksLeft: 0 } : state;
    case 'refreshed':
      return { ...state, refreshDue: false };
    default:
      return event satisfies never;
  }
}

/** A new evaluation is coming, so that it is worth looking again. */
export function isOnItsWay(view: ScoreView): boolean {
  return 'updating' in view ? view.updating : view.state === 'scoring' && view.stuckSince === null;
}

/** When to look again for a new evaluation, in ms from now; null: not. */
export function lookAgainIn({ view, busy, looksLeft, problem }: ScoreState): number | null {
  if (view === null || !isOnItsWay(view) || busy !== null || looksLeft === 0 || problem !== null) return null;
  return 1_000 + (LOOKS_AFTER_ACTION - looksLeft) * 750;
}
