import type { ActionName, ScoreView } from './contract.ts';
import type { Problem } from './shared/ask.ts';

/*
 * Everything that the card shows is decided here, in one reducer: a render never sees half of a
 * change. Every request has a number, and only the answer to the newest one counts.
 */

/**
 * Why the server is asked: for an action, because the reader wants to see something, or to follow
 * what happens elsewhere.
 */
export type Asking = ActionName | 'look' | 'follow';

export type ScoreState = {
  /** the number of the newest request */
  readonly request: number;
  readonly view: ScoreView | null;
  /** what went wrong last, if nothing has gone right since */
  readonly problem: Problem | null;
  /** why the newest request is on its way */
  readonly busy: Asking | null;
  /** looks that are still allowed while a new evaluation is on its way */
  readonly looksLeft: number;
  /** times that the card has followed in vain: the more, the longer it waits */
  readonly quiet: number;
  /** an action was noted, and the record does not show its effect yet */
  readonly refreshDue: boolean;
};

export type ScoreEvent =
  | { readonly type: 'asked'; readonly request: number; readonly by: Asking }
  | { readonly type: 'answered'; readonly request: number; readonly view: ScoreView }
  | { readonly type: 'refreshed' }
  | { readonly type: 'failed'; readonly request: number; readonly problem: Problem };

/**
 * After an action the card looks again so many times, a little less often each time: about half a
 * minute in all.
 */
const LOOKS_AFTER_ACTION = 8;

/**
 * Otherwise it looks whether something happened elsewhere (the other card, a workflow, the person),
 * after half a minute first, and ever more rarely while nothing does.
 */
const FOLLOW_MS = 30_000;
const FOLLOW_AT_LEAST_MS = 15 * 60_000;

export const NOTHING_YET: ScoreState = {
  request: 0,
  view: null,
  problem: null,
  busy: null,
  looksLeft: LOOKS_AFTER_ACTION,
  quiet: 0,
  refreshDue: false,
};

export function reduce(state: ScoreState, event: ScoreEvent): ScoreState {
  switch (event.type) {
    case 'asked': {
      const { request, by } = event;
      const looksLeft = !isAction(by) ? Math.max(0, state.looksLeft - 1) : LOOKS_AFTER_ACTION;
      const quiet = by === 'follow' ? state.quiet + 1 : 0;
      return { ...state, request, busy: by, quiet, looksLeft: by === 'follow' ? state.looksLeft : looksLeft };
    }
    case 'answered': {
      if (event.request !== state.request) return state;
      const refreshDue = state.refreshDue || isAction(state.busy);
      const wasOnItsWay = state.view !== null && isOnItsWay(state.view);
      const isNews = state.busy === 'follow' && !wasOnItsWay && isOnItsWay(event.view);
      const followed = isNews ? { quiet: 0, looksLeft: LOOKS_AFTER_ACTION } : {};
      return { ...state, ...followed, busy: null, problem: null, view: event.view, refreshDue };
    }
    case 'failed':
      if (event.request !== state.request) return state;
      // Nobody has asked for this look: what is shown is as right as it was.
      if (state.busy === 'follow' && state.view !== null) return { ...state, busy: null };
      return { ...state, busy: null, problem: event.problem, looksLeft: 0 };
    case 'refreshed':
      return { ...state, refreshDue: false };
    default:
      return event satisfies never;
  }
}

const isAction = (by: Asking | null): by is ActionName => by !== null && by !== 'look' && by !== 'follow';

/** An action is on its way: no other one may begin. */
export const isActing = ({ busy }: Pick<ScoreState, 'busy'>): boolean => isAction(busy);

/** A new evaluation is coming, so that it is worth looking again. */
export function isOnItsWay(view: ScoreView): boolean {
  return 'updating' in view ? view.updating : view.state === 'scoring' && view.stuckSince === null;
}

/** When to look again, and why; null: not before something happens. */
export function nextLook({ view, busy, looksLeft, quiet, problem }: ScoreState): NextLook | null {
  if (view === null || busy !== null || problem !== null) return null;
  if (isOnItsWay(view) && looksLeft > 0) return { by: 'look', inMs: 1_000 + (LOOKS_AFTER_ACTION - looksLeft) * 750 };
  return { by: 'follow', inMs: Math.min(FOLLOW_MS * 1.5 ** quiet, FOLLOW_AT_LEAST_MS) };
}

export type NextLook = { readonly by: 'look' | 'follow'; readonly inMs: number };
