/*
 * What is learnt from: leads whose outcome is known, with their facts as they stood before it. A
 * fact is kept as one of the texts of its field, so that a text is read once and not once a lead.
 */

export type LearningField = {
  /** as conditions of the model call it: `industry`, `company.size`, `lead.seniority` */
  readonly name: string;
  /** as people call it */
  readonly label: string;
  /** HubSpot keeps it as a number, so that 4.857 is a decimal */
  readonly isNumber: boolean;
  /** every text that occurs, once */
  readonly texts: readonly string[];
  /** by lead: the place of its text; -1: unknown */
  readonly of: Int32Array;
};

/** What the points in force say of the same leads. */
export type PointsInForce = {
  /** by lead, in whole points */
  readonly combined: Float64Array;
  readonly implicit: Float64Array;
  /** by lead: which of the patterns its explicit rules make */
  readonly patternOf: Int32Array;
  /** the explicit rules that hold, with the share of their points (a persona may match half) */
  readonly patterns: readonly (readonly { readonly rule: number; readonly share: number }[])[];
};

export type LearningTable = {
  readonly leads: number;
  /** by lead: 1 won, 0 lost */
  readonly won: Uint8Array;
  readonly fields: readonly LearningField[];
  /** not learnt from, since a date is a clock; whether one is filled in may know the outcome */
  readonly dates: readonly LearningField[];
  /** by lead, ms since 1970, NaN where unknown; null: no date is known */
  readonly at: Float64Array | null;
  /** null: the model in force says the same of everybody */
  readonly inForce: PointsInForce | null;
};
