import type { CardAnswer, ScoreView } from '../cards/score/contract.ts';
import type { WebOptions } from '../sandbox/web/start-web.ts';

const DAY = 86_400_000;

/** Answers for states that a healthy app hardly ever shows, made from its real answers. */
export const CARD_EXAMPLES: NonNullable<WebOptions['examples']> = {
  not_set_up: () => seen({ state: 'not_set_up' }),
  scoring: () => seen({ state: 'scoring', stuckSince: null }),
  stuck: (_, now) => seen({ state: 'scoring', stuckSince: now - DAY }),
  stale: (answer, now) => {
    const { view } = answer as CardAnswer;
    return seen(view.state === 'ok' ? { ...view, state: 'stale', staleSince: now - 2 * DAY } : view);
  },
};

const seen = (view: ScoreView): CardAnswer => ({ outcome: 'seen', view });
