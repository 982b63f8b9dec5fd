import type { ActionName, ScoreView } from './contract.ts';
import type { Problem } from './shared/ask.ts';

/*
 * One reducer decides all that the card shows, so a render never sees half of a change. Every
 * request has a number, and only the answer to the newest one counts.
 */

/**
 * Why the card asks the server: for an action, to `load` what the reader wants to see, or to
 * `follow` what others do with the contact.
 */
export type Asking = ActionName | 'load' | 'follow';

export type ScoreState = {
  /** the number of the newest request */
  readonly request: number;
  readonly view: ScoreView | null;
  /** what went wrong last, if nothing has gone right since */
  readonly problem: Problem | null;
  /** why the newest request is on its way */
  readonly busy: Asking | null;
  /** how often the card may still ask while a new evaluation is on its way */
  readonly checksLeft: number;
  /** times that the card has followed without news: the more, the longer it waits */
  readonly vainFollows: number;
  /** an action was noted, and the record does not show its effect yet */
  readonly refreshDue: boolean;
};

export type ScoreEvent =
  | { readonly type: 'asked'; readonly request: number; readonly by: Asking }
  | { readonly type: 'answered'; readonly request: number; readonly view: ScoreView }
  | { readonly type: 'refreshed' }
  | { readonly type: 'failed'; readonly request: number; readonly problem: Problem };

/** After an action the card asks so often, each time a little later: about half a minute in all. */
const CHECKS_AFTER_ACTION = 8;

/**
 * Otherwise the card asks whether something happened elsewhere (on the other card, in a workflow,
 * by the person): first after half a minute, then ever later while nothing does.
 */
const FOLLOW_MS = 30_000;
const FOLLOW_AT_LEAST_MS = 15 * 60_000;

export const NOTHING_YET: ScoreState = {
  request: 0,
  view: null,
  problem: null,
  busy: null,
  checksLeft: CHECKS_AFTER_ACTION,
  vainFollows: 0,
  refreshDue: false,
};

export function reduce(state: ScoreState, event: ScoreEvent): ScoreState {
  switch (event.type) {
    case 'asked': {
      const { request, by } = event;
      const checksLeft = !isAction(by) ? Math.max(0, state.checksLeft - 1) : CHECKS_AFTER_ACTION;
      const vainFollows = by === 'follow' ? state.vainFollows + 1 : 0;
      return { ...state, request, busy: by, vainFollows, checksLeft: by === 'follow' ? state.checksLeft : checksLeft };
    }
    case 'answered': {
      if (event.request !== state.request) return state;
      const refreshDue = state.refreshDue || isAction(state.busy);
      const wasOnItsWay = state.view !== null && isOnItsWay(state.view);
      const isNews = state.busy === 'follow' && !wasOnItsWay && isOnItsWay(event.view);
      const followed = isNews ? { vainFollows: 0, checksLeft: CHECKS_AFTER_ACTION } : {};
      return { ...state, ...followed, busy: null, problem: null, view: event.view, refreshDue };
    }
    case 'failed':
      if (event.request !== state.request) return state;
      // The reader did not ask for this request, and what the card shows is as right as before.
      if (state.busy === 'follow' && state.view !== null) return { ...state, busy: null };
      return { ...state, busy: null, problem: event.problem, checksLeft: 0 };
    case 'refreshed':
      return { ...state, refreshDue: false };
    default:
      return event satisfies never;
  }
}

const isAction = (by: Asking | null): by is ActionName => by !== null && by !== 'load' && by !== 'follow';

/** An action is on its way: no other one may begin. */
export const isActing = ({ busy }: Pick<ScoreState, 'busy'>): boolean => isAction(busy);

/** A new evaluation is on its way, so the card asks again soon. */
export function isOnItsWay(view: ScoreView): boolean {
  return 'updating' in view ? view.updating : view.state === 'scoring' && view.stuckSince === null;
}

/** When to ask again, and why; null: not before something happens. */
export function nextRequest({ view, busy, checksLeft, vainFollows, problem }: ScoreState): NextRequest | null {
  if (view === null || busy !== null || problem !== null) return null;
  if (isOnItsWay(view) && checksLeft > 0) return { by: 'load', inMs: 1_000 + (CHECKS_AFTER_ACTION - checksLeft) * 750 };
  return { by: 'follow', inMs: Math.min(FOLLOW_MS * 1.5 ** vainFollows, FOLLOW_AT_LEAST_MS) };
}

export type NextRequest = { readonly by: 'load' | 'follow'; readonly inMs: number };
