/*
 * A linear reader of job titles, learnt from real titles of Europe's languages by
 * `cli/learn-job-titles.ts`: each part of a word speaks for or against areas and levels.
 */

import { type Feature, featuresOf, handFeaturesOf } from './job-title-features.ts';
import { JOB_AREAS, type JobArea, SENIORITIES, type Seniority } from './job-title-kinds.ts';
import type { LexiconReading } from './job-title-lexicon.ts';

/**
 * A table in little space. Entries look like `3kauf$FzGa`: the number of letters that the feature
 * shares with the beginning of the one before it in the line, its other letters, and for each class
 * a sign with a letter for the weight.
 */
export type LearntTable = { readonly biases: readonly number[]; readonly features: readonly string[] };

export type LearntReader = {
  /** where the classes and weights of each feature begin; they end with the class `END` */
  readonly starts: ReadonlyMap<string, number>;
  readonly classes: Uint8Array;
  readonly weights: Int8Array;
  readonly biases: readonly number[];
};

export type LearntReading = {
  readonly area: Guess<JobArea>;
  readonly seniority: Guess<Seniority>;
};

/** The likeliest value. `wordsOf` gives the words that support it most. */
type Guess<T> = { readonly value: T; readonly probability: number; readonly wordsOf: () => readonly string[] };

const CLASSES = [...JOB_AREAS, ...SENIORITIES, 'english'];
const FIRST_SENIORITY = JOB_AREAS.length;
const ENGLISH = CLASSES.length - 1;

/**
 * The likeliest area and seniority of a title. null: the table knows none of the words, or the
 * title may be English, which the table has not learnt. A title with a letter that English does not
 * write is not English.
 */
export function learntReading(
  { starts, classes, weights, biases }: LearntReader,
  hand: LexiconReading,
  hasForeignLetter: boolean,
): LearntReading | null {
  const { words } = hand;
  const known: { readonly feature: Feature; readonly start: number }[] = [];
  for (const feature of featuresOf(words)) {
    const start = starts.get(feature.name);
    if (start !== undefined) known.push({ feature, start });
  }
  if (known.length === 0) return null;
  const all = known.map(({ start }) => start);
  for (const name of handFeaturesOf(hand)) {
    const start = starts.get(name);
    if (start !== undefined) all.push(start);
  }
  const scale = 1 / (STEPS * Math.sqrt(all.length));
  const scores = Float64Array.from(biases);
  for (const start of all) {
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
    area: guess(JOB_AREAS, 0),
    seniority: guess(SENIORITIES, FIRST_SENIORITY),
  };
}

/** A higher score of `english` means that the title may be English. */
const SURELY_FOREIGN = -0.1;
/** `wordsOf` names a word if its weight is at least this share of the heaviest word's. */
const TELLING_SHARE = 0.4;

/** A weight of one is so many steps. */
const STEPS = 16;
/** Weights from -30 to 30 steps. */
const LETTERS_OF_WEIGHTS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxy';
const MOST_STEPS = 30;
/** The sign at place n stands for n shared letters. */
const SHARED = LETTERS_OF_WEIGHTS;
/** None of these is in the name of a feature. */
const SIGNS_OF_CLASSES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ#%&@';
const END = 255;

/** Unpacks a table. */
export function learntReader({ biases, features }: LearntTable): LearntReader {
  const starts = new Map<string, number>();
  const classes: number[] = [];
  const weights: number[] = [];
  for (const line of features) {
    let name = '';
    for (const entry of line.split(' ')) {
      let at = 1;
      while (at < entry.length && !SIGNS_OF_CLASSES.includes(entry.charAt(at))) at++;
      name = name.slice(0, SHARED.indexOf(entry.charAt(0))) + entry.slice(1, at);
      starts.set(name, classes.length);
      for (; at < entry.length; at += 2) {
        classes.push(SIGNS_OF_CLASSES.indexOf(entry.charAt(at)));
        weights.push(LETTERS_OF_WEIGHTS.indexOf(entry.charAt(at + 1)) - MOST_STEPS);
      }
      classes.push(END);
      weights.push(0);
    }
  }
  return { starts, classes: Uint8Array.from(classes), weights: Int8Array.from(weights), biases };
}

/** Packs a table. `weights`: by area, by seniority, then of English; tiny ones are left out. */
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
      return SIGNS_OF_CLASSES.charAt(at) + LETTERS_OF_WEIGHTS.charAt(steps + MOST_STEPS);
    });
    if (pairs.every((pair) => pair === '')) continue;
    const after = (beginning: string) => {
      const shared = sharedLetters(beginning, name);
      return `${SHARED.charAt(shared)}${name.slice(shared)}${pairs.join('')}`;
    };
    const longer = `${lines.at(-1)} ${after(before)}`;
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

const FEWEST_STEPS = 15;
const FEWEST_STEPS_OF_ENGLISH = 8;
const LONGEST_LINE = 240;
