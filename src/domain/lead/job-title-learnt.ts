/*
 * A linear reader of job titles, learnt from real titles of Europe's languages by
 * `cli/learn-job-titles.ts`: each part of a word speaks for or against areas and levels.
 */

import { type Feature, featuresOf } from './job-title-features.ts';
import { JOB_AREAS, type JobArea, SENIORITIES, type Seniority } from './job-title-kinds.ts';

/**
 * `3kauf$ FzGa`: how many letters of the feature before it in the line begin this one, its other
 * letters, and a letter for each class with one for its weight.
 */
export type LearntTable = { readonly biases: readonly number[]; readonly features: readonly string[] };

export type LearntReader = {
  /** by feature, where its classes and weights begin; they end with the class `END` */
  readonly starts: ReadonlyMap<string, number>;
  readonly classes: Uint8Array;
  readonly weights: Int8Array;
  readonly biases: readonly number[];
};

export type LearntReading = {
  /** `odds` multiply those of one area: what is known of the title beside what was learnt */
  readonly area: (odds: { readonly of: JobArea; readonly times: number } | null) => Guess<JobArea>;
  readonly seniority: Guess<Seniority>;
};

/** `wordsOf` gives the words that speak for the value most. */
type Guess<T> = { readonly value: T; readonly probability: number; readonly wordsOf: () => readonly string[] };

const CLASSES = [...JOB_AREAS, ...SENIORITIES, 'english'];
const FIRST_SENIORITY = JOB_AREAS.length;
const ENGLISH = CLASSES.length - 1;

/**
 * Null: nothing is known of these words, or they may be English, which is not learnt. A title with
 * a letter that English does not write is not English.
 */
export function learntReading(
  { starts, classes, weights, biases }: LearntReader,
  { words, hasForeignLetter }: { readonly words: readonly string[]; readonly hasForeignLetter: boolean },
): LearntReading | null {
  const known: { readonly feature: Feature; readonly start: number }[] = [];
  for (const feature of featuresOf(words)) {
    const start = starts.get(feature.name);
    if (start !== undefined) known.push({ feature, start });
  }
  if (known.length === 0) return null;
  const scale = 1 / (STEPS * Math.sqrt(known.length));
  const scores = Float64Array.from(biases);
  for (const { start } of known) {
    for (let at = start; classes[at] !== END; at++) scores[classes[at]!]! += weights[at]! * scale;
  }
  if (!hasForeignLetter && scores[ENGLISH]! > SURELY_FOREIGN) return null;

  const wordsFor = (wanted: number) => (): readonly string[] => {
    const sums = new Map<number, number>();
    for (const { feature, start } of known) {
      for (let at = start; classes[at] !== END; at++)
        if (classes[at] === wanted) sums.set(feature.word, (sums.get(feature.word) ?? 0) + weights[at]!);
    }
    const most = Math.max(1, ...sums.values());
    return words.filter((_, at) => (sums.get(at) ?? 0) >= most * TELLING_SHARE);
  };
  const guess = <T>(values: readonly T[], first: number): Guess<T> => {
    let best = 0;
    for (let i = 1; i < values.length; i++) if (scores[first + i]! > scores[first + best]!) best = i;
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += Math.exp(scores[first + i]! - scores[first + best]!);
    return { value: values[best]!, probability: 1 / sum, wordsOf: wordsFor(first + best) };
  };
  return {
    area: (odds) => {
      if (odds !== null) scores[JOB_AREAS.indexOf(odds.of)]! += Math.log(odds.times);
      return guess(JOB_AREAS, 0);
    },
    seniority: guess(SENIORITIES, FIRST_SENIORITY),
  };
}

/** The logarithm of how likely it is English. */
const SURELY_FOREIGN = -0.4;
/** A word is named if it says this share of what the most telling word says. */
const TELLING_SHARE = 0.4;

/** A weight of one is so many steps. */
const STEPS = 16;
/** Weights from -30 to 30 steps. */
const LETTERS_OF_WEIGHTS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxy';
const MOST_STEPS = 30;
/** How many letters are shared. */
const SHARED = LETTERS_OF_WEIGHTS;
const LETTERS_OF_CLASSES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcd';
const END = 255;

export function learntReader({ biases, features }: LearntTable): LearntReader {
  const starts = new Map<string, number>();
  const classes: number[] = [];
  const weights: number[] = [];
  for (const line of features) {
    let name = '';
    for (const entry of line.split(', ')) {
      const [ending = '', pairs = ''] = entry.slice(1).split(' ');
      name = name.slice(0, SHARED.indexOf(entry.charAt(0))) + ending;
      starts.set(name, classes.length);
      for (let at = 0; at < pairs.length; at += 2) {
        classes.push(LETTERS_OF_CLASSES.indexOf(pairs.charAt(at)));
        weights.push(LETTERS_OF_WEIGHTS.indexOf(pairs.charAt(at + 1)) - MOST_STEPS);
      }
      classes.push(END);
      weights.push(0);
    }
  }
  return { starts, classes: Uint8Array.from(classes), weights: Int8Array.from(weights), biases };
}

/** Weights come by area, by level, and for English; those that say next to nothing are left out. */
export function writeLearntTable(
  biases: readonly number[],
  features: readonly (readonly [name: string, weights: readonly number[]])[],
): LearntTable {
  const lines: string[] = [];
  let before = '';
  for (const [name, weights] of features.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const pairs = weights.map((weight, at) => {
      const steps = Math.max(-MOST_STEPS, Math.min(Math.round(weight * STEPS), MOST_STEPS));
      if (Math.abs(steps) < (at === ENGLISH ? FEWEST_STEPS_OF_ENGLISH : FEWEST_STEPS)) return '';
      return LETTERS_OF_CLASSES.charAt(at) + LETTERS_OF_WEIGHTS.charAt(steps + MOST_STEPS);
    });
    if (pairs.every((pair) => pair === '')) continue;
    const after = (beginning: string) => {
      const shared = sharedLetters(beginning, name);
      return `${SHARED.charAt(shared)}${name.slice(shared)} ${pairs.join('')}`;
    };
    const longer = `${lines.at(-1)}, ${after(before)}`;
    if (lines.length > 0 && longer.length <= LONGEST_LINE) lines[lines.length - 1] = longer;
    else lines.push(after(''));
    before = name;
  }
  return { biases: biases.map((bias) => Math.round(bias * 1000) / 1000), features: lines };
}

function sharedLetters(a: string, b: string): number {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return shared;
}

const FEWEST_STEPS = 12;
const FEWEST_STEPS_OF_ENGLISH = 8;
const LONGEST_LINE = 110;
