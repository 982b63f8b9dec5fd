import type { FieldForm } from './field-form.ts';

/* Where the ranges of a number begin and end: where the share of wins changes. */

export type NumberForm = Extract<FieldForm, { is: 'number' }>;

export const MOST_RANGES = 20;
/** A range needs so many wins: edges depend on who won, so few wins would find an edge anywhere. */
const WINS_OF_RANGE = 10;
const FEWEST_RANGES = 4;
/** Neighbours that differ by less become one: chi-square with one degree of freedom, 10 %. */
const ALIKE = 2.7;

type Counted = { readonly leads: number; readonly wins: number };
type Run = Counted & { readonly least: number; readonly most: number };

/**
 * The numbers at which a range ends and the next one begins; null: there is no number. `leads` and
 * `wins`: those that teach, by the place of the text. A range has `fewest` leads. `wanted`: so many
 * ranges, whoever won; undefined: neighbours with like rates are one.
 */
export function cutsOf(
  form: NumberForm,
  leads: Float64Array,
  wins: Float64Array,
  fewest: number,
  wanted: number | undefined,
): readonly number[] | null {
  const numbers = countedNumbers(form, leads, wins);
  const all = numbers.reduce((sum, one) => sum + one.leads, 0);
  const winsOfAll = wins.reduce((a, b) => a + b, 0);
  const size = Math.max(fewest, all / (wanted ?? rangesToTry(Math.min(winsOfAll, all - winsOfAll))));
  const runs = runsOf(numbers, size);
  mergeAlike(runs, fewest, wanted === undefined ? ALIKE : 0);
  return runs.length === 0 ? null : runs.slice(1).map((run, at) => roundestIn(runs[at]!.most, run.least));
}

/** `rarer`: how many leads have the rarer outcome. */
const rangesToTry = (rarer: number): number =>
  Math.max(FEWEST_RANGES, Math.min(MOST_RANGES, Math.floor(rarer / WINS_OF_RANGE)));

const sortedPlaces = new WeakMap<Float64Array, Int32Array>();

/** The places of all numbers, the least first: each fold asks for the same ones. */
export function placesByNumber({ numbers }: NumberForm): Int32Array {
  const known = sortedPlaces.get(numbers);
  if (known !== undefined) return known;
  const made = Int32Array.from(numbers.keys())
    .filter((place) => !Number.isNaN(numbers[place]!))
    .sort((a, b) => numbers[a]! - numbers[b]!);
  sortedPlaces.set(numbers, made);
  return made;
}

/** Each number that leads have, the least first, with these leads. */
function countedNumbers(form: NumberForm, leads: Float64Array, wins: Float64Array): readonly Run[] {
  const counted: Run[] = [];
  for (const place of placesByNumber(form)) {
    if (leads[place] === 0) continue;
    const number = form.numbers[place]!;
    const one = { least: number, most: number, leads: leads[place]!, wins: wins[place]! };
    const last = counted.at(-1);
    if (last?.least === number) counted[counted.length - 1] = joined(last, one);
    else counted.push(one);
  }
  return counted;
}

/** Neighbours in runs of at least `size` leads; a number that so many leads have stands alone. */
function runsOf(numbers: readonly Run[], size: number): Run[] {
  const runs: Run[] = [];
  for (const one of numbers) {
    const last = runs.at(-1);
    if (last === undefined || last.leads >= size || one.leads >= size) runs.push(one);
    else runs[runs.length - 1] = joined(last, one);
  }
  return runs;
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
