/*
 * The table to learn from: leads whose outcome is known, with their facts from before it. A fact is
 * the place of a text in its field, so that each text is parsed only once.
 */

export type LearningField = {
  /** as in conditions of the model: `industry`, `company.size`, `lead.seniority` */
  readonly name: string;
  /** the name that people read */
  readonly label: string;
  /** HubSpot stores the property as a number, so 4.857 has decimals */
  readonly isNumber: boolean;
  /** a date: its texts are the whole days since it, below 0 where it lies ahead */
  readonly isAge?: true;
  /** the facts are read from a history, so that nothing in them was written later */
  readonly isFromHistory?: true | undefined;
  /** every text that occurs, once */
  readonly texts: readonly string[];
  /** for each lead, the place of its text in `texts`; -1: unknown */
  readonly of: Int32Array;
};

/** The scores of the same leads by the model in force. */
export type PointsInForce = {
  /** by lead, in whole points */
  readonly combined: Float64Array;
  readonly implicit: Float64Array;
  /** for each lead, its place in `patterns` */
  readonly patternOf: Int32Array;
  /** the explicit rules that hold, with the share of their points (a persona may match half) */
  readonly patterns: readonly (readonly { readonly rule: number; readonly share: number }[])[];
};

export type LearningTable = {
  readonly leads: number;
  /** by lead: 1 won, 0 lost */
  readonly won: Uint8Array;
  readonly fields: readonly LearningField[];
  /** dates, of which only the presence counts: it may know the outcome */
  readonly dates: readonly LearningField[];
  /** when each lead was created, ms since 1970, NaN: unknown; null: unknown for all */
  readonly at: Float64Array | null;
  /** null: the model in force gives all leads the same score */
  readonly inForce: PointsInForce | null;
};
