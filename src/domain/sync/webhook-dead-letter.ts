/**
 * A dead letter: an event or a delivery of a webhook that Ripen could not read, kept for people to
 * find.
 */
export type WebhookDeadLetter = {
  readonly what: 'event' | 'delivery';
  /** null: it does not say whose it is */
  readonly portalId: number | null;
  /** a code */
  readonly reason: string;
  /** '' when it does not say */
  readonly type: string;
  readonly objectIds: readonly number[];
  /** kinds and lengths of its fields, never values */
  readonly shape: string;
  /** The same again with the same key is counted, and is no second dead letter. */
  readonly key: string;
};
