/*
 * A lead is looked at once, at its landmark: a week after Ripen has first seen it. What its score
 * was then, and whether it bought within the days that follow, is what chances are learnt from.
 * Leads whose days are not over count for nothing yet, also those that have bought: who buys fast
 * would else count more than who takes time.
 */

const DAY_MS = 86_400_000;

/** From the first sight to the landmark. */
export const LANDMARK_MS = 7 * DAY_MS;

/** Who buys within so many days of the landmark has bought. */
export const WINDOW_DAYS = 90;
export const WINDOW_MS = WINDOW_DAYS * DAY_MS;

/** Of leads whose days were over before that, nothing is said any more. */
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

/** Of fewer leads no share is told. */
export const ENOUGH_LEADS = 20;
