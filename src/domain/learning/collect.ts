import { timelineOf } from '../activity/timeline.ts';
import type { Activity, KnownFacts } from '../contact.ts';
import { assess } from '../evaluation/assess.ts';
import { sheetOf } from '../evaluation/sheet.ts';
import { prepare } from '../evaluation/subject.ts';
import type { Model } from '../model/model.ts';
import { compileModel } from '../rules/compile.ts';
import type { PointsInForce } from './table.ts';

/* Collects a table to learn from, while leads come one after another. */

/** The texts of one field. */
export type Column = {
  readonly texts: readonly string[];
  readonly set: (row: number, text: string | undefined) => void;
  /** for each of the rows, the place of its text in `texts`; -1: unknown */
  readonly of: (rows: Int32Array) => Int32Array;
  readonly textOf: (row: number) => string | undefined;
};

export function newColumn(): Column {
  const places = new Map<string, number>();
  const texts: string[] = [];
  let of = new Int32Array(1024).fill(-1);
  return {
    texts,
    set(row, text) {
      if (row >= of.length) {
        const larger = new Int32Array(Math.max(row + 1, of.length * 2)).fill(-1);
        larger.set(of);
        of = larger;
      }
      if (text === undefined || text === '') return;
      let place = places.get(text);
      if (place === undefined) {
        place = texts.length;
        texts.push(text);
        places.set(text, place);
      }
      of[row] = place;
    },
    of: (rows) => rows.map((row) => of[row] ?? -1),
    textOf: (row) => texts[of[row] ?? -1],
  };
}

/** Facts that Ripen derives itself, as a table of learning may have them. */
export const DERIVED_FIELDS: readonly {
  readonly name: string;
  readonly label: string;
  readonly from: readonly string[];
}[] = [
  { name: 'country', label: 'Country', from: ['country', 'company.country', 'hs_country_region_code'] },
  { name: 'industry', label: 'Industry', from: ['industry', 'company.industry'] },
  { name: 'company_size', label: 'Company size', from: ['numemployees', 'company_size', 'company.numberofemployees'] },
  { name: 'job_area', label: 'Area of responsibility', from: ['jobtitle'] },
  { name: 'seniority', label: 'Seniority', from: ['jobtitle'] },
  { name: 'mail_kind', label: 'Kind of e-mail address', from: ['email'] },
  { name: 'validity', label: 'Whether the lead is real', from: [] },
];

/** Derived facts that come from some of these fields: whatever is true of these is true of them. */
export const derivedFrom = (names: ReadonlySet<string>): readonly string[] =>
  DERIVED_FIELDS.flatMap(({ name, from }) => (from.some((one) => names.has(one)) ? [`lead.${name}`] : []));

/** A field with so few values needs no fact derived from it. */
const FEW_VALUES = 60;

/** Derived facts that differ between leads and that no plain field tells already. */
export const tellingDerived = <T extends { readonly from: readonly string[]; readonly column: Column }>(
  derived: readonly T[],
  fields: readonly { readonly name: string; readonly column: Column }[],
): readonly T[] =>
  derived.filter(({ column, from }) => {
    const isPlain = fields.some((field) => from.includes(field.name) && field.column.texts.length <= FEW_VALUES);
    return column.texts.length > 1 && !isPlain;
  });

/** Collects how the model in force scores each lead. */
export function watchPoints(model: Model) {
  const compiled = compileModel(model);
  const combined: number[] = [];
  const implicit: number[] = [];
  const patternOf: number[] = [];
  const patterns: PointsInForce['patterns'][number][] = [];
  const places = new Map<string, number>();
  return {
    patterns: patterns as PointsInForce['patterns'],
    see(known: KnownFacts, activities: readonly Activity[], now: number): void {
      const subject = prepare(sheetOf(compiled, known), timelineOf(compiled, [...activities]), null, now);
      const { rules, scores, persona } = assess(subject, now);
      const pattern = model.explicit.flatMap((rule, index) =>
        rules[index] === 0 ? [] : [{ rule: index, share: 'points' in rule ? 1 : persona.match / 100 }],
      );
      const key = pattern.map(({ rule, share }) => `${rule}:${share}`).join();
      let place = places.get(key);
      if (place === undefined) {
        place = patterns.length;
        patterns.push(pattern);
        places.set(key, place);
      }
      patternOf.push(place);
      combined.push(scores.combined);
      implicit.push(scores.implicit);
    },
    /** null: the model gives all these leads the same score */
    pointsOf(rows: Int32Array): PointsInForce | null {
      const first = combined[rows[0] ?? 0];
      if (rows.every((row) => combined[row] === first)) return null;
      return {
        combined: Float64Array.from(rows, (row) => combined[row]!),
        implicit: Float64Array.from(rows, (row) => implicit[row]!),
        patternOf: rows.map((row) => patternOf[row]!),
        patterns,
      };
    },
  };
}
