/*
 * The features of a job title: its words, their beginnings, endings and inner parts, and what the
 * hand-made words say. `cli/learn-job-titles.ts` learns from them, and the learnt reader reads
 * them.
 */

import type { LexiconReading } from './job-title-lexicon.ts';

export type Feature = { readonly name: string; readonly word: number };

/**
 * Features of lower-case words without accents. `^einkauf$` is a word, `^eink` a beginning, `auf$`
 * an ending, `nkau` an inner part, `leit_eink` two words that stand together.
 */
export function featuresOf(words: readonly string[]): Feature[] {
  const features: Feature[] = [];
  let before: string | null = null;
  for (let at = 0; at < words.length && at < MOST_WORDS; at++) {
    const word = words[at]!.slice(0, LONGEST_WORD);
    if (word.length < SHORTEST_WORD) continue;
    const add = (name: string) => features.push({ name, word: at });
    add(`^${word}$`);
    for (let length = SHORTEST_PART; length <= LONGEST_BEGINNING && length < word.length; length++)
      add(`^${word.slice(0, length)}`);
    for (let length = SHORTEST_PART; length <= LONGEST_ENDING && length < word.length; length++)
      add(`${word.slice(-length)}$`);
    for (let start = FIRST_INNER; start + INNER < word.length; start++) add(word.slice(start, start + INNER));
    if (before === null) add(`!${word.slice(0, LONGEST_FIRST)}`);
    if (word.length < SHORTEST_PART) continue;
    if (before !== null) add(`${before}_${word.slice(0, STEM)}`);
    before = word.slice(0, STEM);
  }
  return features;
}

const MOST_WORDS = 10;
const LONGEST_WORD = 40;
const SHORTEST_WORD = 2;
const SHORTEST_PART = 3;
const LONGEST_BEGINNING = 6;
const LONGEST_ENDING = 5;
const LONGEST_FIRST = 5;
const STEM = 4;
/** Inner parts find words within compound words. */
const INNER = 4;
const FIRST_INNER = 2;

/** What the hand-made words say, as features: the table learns how far to believe it. */
export const handFeaturesOf = ({ area, areaWord, level }: LexiconReading): string[] => [
  ...(area === null ? [] : [`=${area}`, `=${area}:${areaWord}`]),
  ...(level === null ? [] : [`=${level}`]),
];
