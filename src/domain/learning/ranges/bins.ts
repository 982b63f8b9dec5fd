import { canBeNamed } from '../../model/model-limits.ts';
import type { LearningField } from '../table.ts';
import { cutsOf, type NumberForm, placesByNumber } from './cut-ranges.ts';
import { fewestOf, fewestOfLevel } from './fewest.ts';
import { beginningOf, type FieldForm } from './field-form.ts';

/* The values of a field in bins: all leads of a bin count alike. */

export type Bin =
  | { readonly is: 'unknown' }
  /** a level that few leads have */
  | { readonly is: 'other' }
  | { readonly is: 'level'; readonly text: string }
  /** `from` -Infinity and `below` Infinity: open */
  | { readonly is: 'range'; readonly from: number; readonly below: number }
  /** a value that is no number */
  | { readonly is: 'no_number' };

export type BinnedField = {
  readonly field: LearningField;
  readonly form: FieldForm;
  readonly bins: readonly Bin[];
  /** the bin of each lead */
  readonly of: Uint8Array;
  /** somebody wants that points only rise, or only fall, with the number */
  readonly wish?: 'rises' | 'falls';
};

const MOST_LEVELS = 200;

/**
 * Puts all leads into bins that are made by the leads `counted`, which teach. `ranges`: a number
 * has so many, whoever won; undefined: neighbours with like rates are one.
 */
export function binField(
  field: LearningField,
  form: FieldForm,
  won: Uint8Array,
  counted: Int32Array,
  ranges?: number,
): BinnedField {
  const leads = new Float64Array(field.texts.length);
  const wins = new Float64Array(field.texts.length);
  for (const lead of counted) {
    const place = field.of[lead]!;
    if (place < 0) continue;
    leads[place]!++;
    wins[place]! += won[lead]!;
  }
  const fewest = fewestOf(counted.length);
  const { bins, binOf } =
    form.is === 'number'
      ? rangesOf(form, leads, wins, fewest, ranges)
      : levelsOf(field, form, leads, fewestOfLevel(fewest));
  const all: Bin[] = [...bins, { is: 'unknown' }];
  const of = new Uint8Array(field.of.length);
  for (let lead = 0; lead < of.length; lead++) {
    const place = field.of[lead]!;
    of[lead] = place < 0 ? bins.length : binOf[place]!;
  }
  return { field, form, bins: all, of };
}

function rangesOf(
  form: NumberForm,
  leads: Float64Array,
  wins: Float64Array,
  fewest: number,
  wanted: number | undefined,
): { readonly bins: readonly Bin[]; readonly binOf: Uint8Array } {
  const { numbers } = form;
  const cuts = cutsOf(form, leads, wins, fewest, wanted);
  if (cuts === null) return { bins: [{ is: 'no_number' }], binOf: new Uint8Array(numbers.length) };
  const bins = [-Infinity, ...cuts].map((from, at): Bin => ({ is: 'range', from, below: cuts[at] ?? Infinity }));
  const binOf = new Uint8Array(numbers.length).fill(bins.length);
  let bin = 0;
  for (const place of placesByNumber(form)) {
    while (bin < cuts.length && cuts[bin]! <= numbers[place]!) bin++;
    binOf[place] = bin;
  }
  return { bins: [...bins, { is: 'no_number' }], binOf };
}

function levelsOf(
  field: LearningField,
  form: Exclude<FieldForm, { is: 'number' }>,
  leads: Float64Array,
  fewest: number,
): { readonly bins: readonly Bin[]; readonly binOf: Uint8Array } {
  const binOf = new Uint8Array(field.texts.length);
  if (form.is === 'choice') {
    field.texts.forEach((text, place) => {
      binOf[place] = hasChoice(text, form.choice) ? 0 : 1;
    });
    return { bins: [{ is: 'level', text: form.choice }, { is: 'other' }], binOf };
  }
  if (form.is === 'presence') return { bins: [{ is: 'other' }], binOf };
  const signs = form.is === 'beginning' ? form.signs : Infinity;
  const byLevel = Map.groupBy(field.texts.keys(), (place) => beginningOf(field.texts[place]!, signs));
  const levels = [...byLevel].map(([level, places]) => ({
    level,
    places,
    leads: places.reduce((sum, place) => sum + leads[place]!, 0),
  }));
  const kept = levels
    .filter(({ level, leads }) => leads >= fewest && canBeNamed(level))
    .toSorted((a, b) => b.leads - a.leads || (a.level < b.level ? -1 : 1))
    .slice(0, MOST_LEVELS);
  binOf.fill(kept.length);
  kept.forEach(({ places }, bin) => {
    for (const place of places) binOf[place] = bin;
  });
  const bins = kept.map(({ level, places }): Bin => {
    if (form.is === 'beginning') return { is: 'level', text: level.toUpperCase() };
    const shown = places.reduce((best, place) => (leads[place]! > leads[best]! ? place : best));
    return { is: 'level', text: field.texts[shown]! };
  });
  return { bins: [...bins, { is: 'other' }], binOf };
}

/** Whether a text has a choice: `a;b` has two. */
const hasChoice = (text: string, choice: string): boolean =>
  text
    .toLowerCase()
    .split(';')
    .some((part) => part.trim() === choice);
