/* What is fitted, and where each number of it stands. */

export type Design = {
  /** the leads that teach */
  readonly leads: Int32Array;
  readonly won: Uint8Array;
  /** `of`: the bin of each lead; `ordered`: so many bins, the first ones, are neighbours */
  readonly fields: readonly { readonly of: Uint8Array; readonly bins: number; readonly ordered?: number }[];
  readonly columns: readonly Column[];
};

/** Numbers by lead. */
type Column =
  /** their coefficient has a normal prior of its own, and is never below 0 */
  | { readonly of: Float64Array; readonly mean: number; readonly sd: number }
  /** the data teach the width of its prior, as that of a field */
  | { readonly of: Float64Array; readonly mean: 0; readonly sd: 'learnt' };

/** Where what is fitted stands: bins, columns and the intercept. */
export type FitLayout = {
  /** so many bins there are, and where those of each field begin */
  readonly bins: number;
  readonly offsets: readonly number[];
  /** by bin: its place, or `EMPTY`. A bin that no lead has stays 0, and would only cost time. */
  readonly places: Int32Array;
  readonly fields: readonly { readonly from: number; readonly count: number; readonly ordered: number }[];
  readonly size: number;
  /** places by lead, lead after lead */
  readonly rows: Uint16Array;
};
export const EMPTY = -1;

export function laidOut({ leads, fields, columns }: Design): FitLayout {
  const offsets: number[] = [];
  let bins = 0;
  for (const field of fields) {
    offsets.push(bins);
    bins += field.bins;
  }
  const places = new Int32Array(bins).fill(EMPTY);
  let next = 0;
  const placed = fields.map(({ of, bins: own, ordered = 0 }, at) => {
    const has = new Uint8Array(own);
    // A range that nobody has lies between two that some have.
    has.fill(1, 0, ordered);
    for (const lead of leads) has[of[lead]!] = 1;
    const from = next;
    has.forEach((one, bin) => {
      if (one === 1) places[offsets[at]! + bin] = next++;
    });
    return { from, count: next - from, ordered };
  });
  const rows = new Uint16Array(leads.length * fields.length);
  fields.forEach(({ of }, field) => {
    const offset = offsets[field]!;
    for (let row = 0; row < leads.length; row++) rows[row * fields.length + field] = places[offset + of[leads[row]!]!]!;
  });
  return { bins, offsets, places, fields: placed, size: next + columns.length + 1, rows };
}
