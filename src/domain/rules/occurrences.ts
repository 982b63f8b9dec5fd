/**
 * Some of the activities, oldest first, and what they come to by UTC day: points age by whole days,
 * so a day is one number.
 */
export type Occurrences = {
  /** where each is in the timeline, and when it happened */
  readonly index: readonly number[];
  readonly at: readonly number[];
  /** where its day is in `days` */
  readonly place: readonly number[];
  /** the quantity of its day until then, its own included */
  readonly soFar: readonly number[];
  readonly days: readonly number[];
  /** the quantity of each whole day */
  readonly quantities: readonly number[];
};
