/**
 * A dead letter: an event or a delivery of a webhook that Ripen could not read, kept for people to
 * find.
 */
export type WebhookDeadLetter = {
  readonly what: 'event' | 'delivery';
  /** null: the event does not name its portal */
  readonly portalId: number | null;
  /** a code */
  readonly reason: string;
  /** HubSpot's type of the event; empty: the event does not tell it */
  readonly type: string;
  readonly objectIds: readonly number[];
  /** kinds and lengths of its fields, never values */
  readonly shape: string;
  /** the same failure again has the same key: it is counted, and makes no second dead letter */
  readonly key: string;
};
