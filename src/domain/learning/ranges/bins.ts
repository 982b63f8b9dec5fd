import type { Condition } from '../../model/model.ts';
import { canBeNamed } from '../../model/model-limits.ts';
import { DAY } from '../../time/time.ts';
import type { LearningField } from '../table.ts';
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

export const MOST_RANGES = 20;
/** A range needs so many wins: edges depend on who won, so few wins would find an edge anywhere. */
const WINS_OF_RANGE = 10;
const FEWEST_RANGES = 4;
/** Neighbours that differ by less become one: chi-square with one degree of freedom, 10 %. */
const ALIKE = 2.7;
const MOST_LEVELS = 200;

type Counted = { readonly leads: number; readonly wins: number };

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

const sortedPlaces = new WeakMap<Float64Array, Int32Array>();

/** The places of all numbers, the least first: each fold asks for the same ones. */
function placesByNumber({ numbers }: Extract<FieldForm, { is: 'number' }>): Int32Array {
  const known = sortedPlaces.get(numbers);
  if (known !== undefined) return known;
  const made = Int32Array.from(numbers.keys())
    .filter((place) => !Number.isNaN(numbers[place]!))
    .sort((a, b) => numbers[a]! - numbers[b]!);
  sortedPlaces.set(numbers, made);
  return made;
}

type Run = Counted & { readonly least: number; readonly most: number };

function rangesOf(
  form: Extract<FieldForm, { is: 'number' }>,
  leads: Float64Array,
  wins: Float64Array,
  fewest: number,
  wanted: number | undefined,
): { readonly bins: readonly Bin[]; readonly binOf: Uint8Array } {
  const { numbers } = form;
  const sorted: [number: number, counted: { leads: number; wins: number }][] = [];
  let all = 0;
  for (const place of placesByNumber(form)) {
    if (leads[place] === 0) continue;
    const number = numbers[place]!;
    if (sorted.at(-1)?.[0] !== number) sorted.push([number, { leads: 0, wins: 0 }]);
    const [, seen] = sorted.at(-1)!;
    seen.leads += leads[place]!;
    seen.wins += wins[place]!;
    all += leads[place]!;
  }
  const winsOfAll = wins.reduce((a, b) => a + b, 0);
  const ranges = Math.floor(Math.min(winsOfAll, all - winsOfAll) / WINS_OF_RANGE);
  const size = Math.max(fewest, all / (wanted ?? Math.max(FEWEST_RANGES, Math.min(MOST_RANGES, ranges))));
  const runs: Run[] = [];
  let open: Run | null = null;
  for (const [number, one] of sorted) {
    const isSpike = one.leads >= size;
    if (open !== null && (isSpike || open.leads >= size)) {
      runs.push(open);
      open = null;
    }
    open = joined(open ?? { least: number, most: number, leads: 0, wins: 0 }, {
      least: number,
      most: number,
      ...one,
    });
    if (isSpike) {
      runs.push(open);
      open = null;
    }
  }
  if (open !== null) runs.push(open);
  mergeAlike(runs, fewest, wanted === undefined ? ALIKE : 0);
  const cuts = runs.slice(1).map((run, at) => roundestIn(runs[at]!.most, run.least));
  const bins: Bin[] = [-Infinity, ...cuts].map((from, at) => ({ is: 'range', from, below: cuts[at] ?? Infinity }));
  if (runs.length === 0) bins.length = 0;
  const binOf = new Uint8Array(numbers.length).fill(bins.length);
  let bin = 0;
  for (const place of runs.length === 0 ? [] : placesByNumber(form)) {
    while (bin < cuts.length && cuts[bin]! <= numbers[place]!) bin++;
    binOf[place] = bin;
  }
  return { bins: [...bins, { is: 'no_number' }], binOf };
}

const joined = (a: Run, b: Run): Run => ({
  least: Math.min(a.least, b.least),
  most: Math.max(a.most, b.most),
  leads: a.leads + b.leads,
  wins: a.wins + b.wins,
});

/** Joins the two neighbours that differ least, while two are few or differ by less than `alike`. */
function mergeAlike(runs: Run[], fewest: number, alike: number): void {
  while (runs.length > 1) {
    let best = 0;
    let least = Infinity;
    for (let at = 0; at + 1 < runs.length; at++) {
      const [a, b] = [runs[at]!, runs[at + 1]!];
      const differs = Math.min(a.leads, b.leads) < fewest ? -1 : differenceOfRates([a, b]);
      if (differs < least) [best, least] = [at, differs];
    }
    if (least >= alike) return;
    runs.splice(best, 2, joined(runs[best]!, runs[best + 1]!));
  }
}

/** The likelihood ratio of one rate for each group against one rate for all. */
export function differenceOfRates(groups: readonly Counted[]): number {
  let [fit, leads, wins] = [0, 0, 0];
  for (const group of groups) {
    fit += fitOf(group);
    leads += group.leads;
    wins += group.wins;
  }
  return 2 * (fit - fitOf({ leads, wins }));
}

const fitOf = ({ leads, wins }: Counted): number => part(wins, leads) + part(leads - wins, leads);
const part = (some: number, all: number): number => (some === 0 ? 0 : some * Math.log(some / all));

/** The number with the fewest digits that is greater than `above` and at most `upTo`. */
export function roundestIn(above: number, upTo: number): number {
  for (let power = 15; power >= -12; power--) {
    const step = 10 ** power;
    for (const part of [10, 5, 2, 1]) {
      const unit = (step * part) / 10;
      const found = Number((Math.floor(upTo / unit) * unit).toPrecision(12));
      if (found > above && found <= upTo) return found;
    }
  }
  return upTo;
}

/** The condition that holds for exactly the leads in these bins of a field. */
export function conditionOf(binned: BinnedField, chosen: ReadonlySet<number>): Condition {
  const { bins, form } = binned;
  const { name: field, isAge } = binned.field;
  const known: Condition = { field, known: true };
  const takes = (bin: Bin['is']) => bins.some((one, at) => one.is === bin && chosen.has(at));
  const parts: Condition[] = [];
  if (form.is === 'number') {
    const within = isAge === true ? agesOf : rangeOf;
    const spans = isAge === true ? ageSpansOf(binned, chosen) : spansOf(bins, chosen);
    for (const { from, below } of spans) parts.push(within(field, from, below));
    const anyNumber = within(field, -Infinity, Infinity);
    if (takes('no_number')) parts.push({ all: [known, { not: anyNumber }] });
  } else {
    const texts = (isIn: boolean) =>
      bins.flatMap((bin, at) => (bin.is === 'level' && chosen.has(at) === isIn ? [bin.text] : []));
    const are = (some: string[]): Condition =>
      form.is === 'beginning' ? { field, startsWith: some } : { field, oneOf: some };
    if (takes('other')) {
      const without = texts(false);
      const isRest: Condition | null = without.length === 0 ? null : { not: are(without) };
      if (isRest !== null && takes('unknown')) return isRest;
      parts.push(isRest === null ? known : { all: [known, isRest] });
    } else if (texts(true).length > 0) parts.push(are(texts(true)));
  }
  if (takes('unknown')) parts.push({ field, known: false });
  return parts.length === 1 ? parts[0]! : { any: parts };
}

const rangeOf = (field: string, from: number, below: number): Condition => {
  if (from === -Infinity && below === Infinity) return { field, atLeast: -Number.MAX_SAFE_INTEGER };
  if (from === -Infinity) return { field, below };
  return below === Infinity ? { field, atLeast: from } : { field, atLeast: from, below };
};

/** A condition reaches no further, back or ahead: ten years. */
const FAR_DAYS = 3_650;

/**
 * The text of the age of a date in a field of ages: whole days, below 0 where it lies ahead.
 * undefined: there is no date.
 */
export function ageOf(at: number | null, now: number): string | undefined {
  if (at === null) return undefined;
  const days = Math.floor((now - at) / DAY);
  return days >= -FAR_DAYS && days < FAR_DAYS ? `${days}` : 'far';
}

const agesOf = (field: string, from: number, below: number): Condition => {
  const parts: Condition[] = [];
  if (from < 0) {
    const next: Condition = { field, withinNextDays: Math.min(-from, FAR_DAYS) };
    parts.push(below < 0 ? { all: [next, { not: { field, withinNextDays: -below } }] } : next);
  }
  if (below > 0) {
    const last: Condition = { field, withinDays: Math.min(below, FAR_DAYS) };
    parts.push(from > 0 ? { all: [last, { not: { field, withinDays: from } }] } : last);
  }
  return parts.length === 1 ? parts[0]! : { any: parts };
};

/** The chosen ranges of a date: where none lies ahead, they tell of the past only. */
export function ageSpansOf({ bins, form }: Pick<BinnedField, 'bins' | 'form'>, chosen: ReadonlySet<number>) {
  const isAnyAhead = form.is === 'number' && form.numbers.some((days) => days < 0);
  return spansOf(bins, chosen).map((span) => (isAnyAhead ? span : { ...span, from: Math.max(0, span.from) }));
}

/** The chosen ranges; those that touch are joined. */
export function spansOf(bins: readonly Bin[], chosen: ReadonlySet<number>): { from: number; below: number }[] {
  const spans: { from: number; below: number }[] = [];
  bins.forEach((bin, at) => {
    if (bin.is !== 'range' || !chosen.has(at)) return;
    const last = spans.at(-1);
    if (last !== undefined && last.below === bin.from) last.below = bin.below;
    else spans.push({ from: bin.from, below: bin.below });
  });
  return spans;
}
