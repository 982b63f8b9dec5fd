import type { Model } from '../model/model.ts';
import type { BinnedField } from './ranges/bins.ts';
import type { FieldForm } from './ranges/field-form.ts';
import type { Ends } from './ranges/growing.ts';
import type { LearningField, LearningTable } from './table.ts';

/* A card of whole points, and what it is learnt from. */

export type CardSize = {
  /** at most so many rules */
  readonly rules: number;
  /** numbers are cut finely, whoever was won, and neighbours are believed to be alike */
  readonly isFine: boolean;
  /** points may grow with a number, where that is as good as points for its ranges */
  readonly mayGrow: boolean;
};

export type CardOptions = Pick<CardSize, 'rules'> & {
  /** points are multiples of this */
  readonly step: number;
  /** by field: its points only rise, or only fall, with the number */
  readonly wishes?: ReadonlyMap<string, 'rises' | 'falls'>;
};

export type CardRule = {
  readonly field: BinnedField;
  /** who gets the points: those of some bins; or more of them the further a number is */
  readonly gets: ReadonlySet<number> | Ends;
  readonly points: number;
  /** half of the 95 % interval, in points */
  readonly plusMinus: number;
  readonly leads: number;
  readonly wins: number;
};

export type Card = {
  readonly rules: readonly CardRule[];
  readonly start: number;
  /** the explicit points in force are multiplied by it; 0: they are left out */
  readonly factor: number;
  readonly explicitShare: number;
  /** labels of fields that tell no more than chance would */
  readonly idle: readonly string[];
  /**
   * labels of fields that were left out, since there are too many and these tell the least alone
   */
  readonly weakest: readonly string[];
};

export type Teachable = { readonly field: LearningField; readonly form: FieldForm };

/** What a card is learnt from. */
export type Material = {
  readonly table: LearningTable;
  /** the model in force */
  readonly model: Model;
  readonly teachables: readonly Teachable[];
  /** the leads of the table that teach */
  readonly leads: Int32Array;
};
