/*
 * Ripen looks at a lead once, at its landmark: a week after Ripen first saw it. Chances are learnt
 * from its score at that instant, and from whether it bought within the window after it. A lead
 * whose window is still open does not count yet, even if it has bought. Otherwise leads that buy
 * fast would count more than leads that take their time.
 */

const DAY_MS = 86_400_000;

/** From the first sight to the landmark. */
export const LANDMARK_MS = 7 * DAY_MS;

/** The window: a lead has bought if it buys within so many days after its landmark. */
export const WINDOW_DAYS = 90;
export const WINDOW_MS = WINDOW_DAYS * DAY_MS;

/** Leads whose window ended longer ago than this do not count any more. */
export const YEAR_MS = 365 * DAY_MS;

/** Leads of the same score and kind. */
export type LeadCount = {
  /** at the landmark, 0 to 100 */
  readonly score: number;
  /** the kind of lead: the size of its company, such as `10-49`; null: unknown */
  readonly size: string | null;
  /** scored by the version of the model that is in force */
  readonly isOwn: boolean;
  readonly seen: number;
  readonly won: number;
};

/** Ripen shows no share of fewer leads. */
export const ENOUGH_LEADS = 20;
