import type { WebOptions } from '../sandbox/web/start-web.ts';

const DAY = 86_400_000;

/** Answers for scenes of states that a healthy app hardly ever gives, made from what it does give. */
export const CARD_EXAMPLES: NonNullable<WebOptions['examples']> = {
  not_set_up: () => ({ state: 'not_set_up' }),
  scoring: () => ({ state: 'scoring', stuckSince: null }),
  stuck: (_, now) => ({ state: 'scoring', stuckSince: now - DAY }),
  stale: (answer, now) => ({ ...answer, state: 'stale', staleSince: now - 2 * DAY }),
};
