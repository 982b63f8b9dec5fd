import { DE } from './de.ts';
import { EN, type Word, type Words } from './en.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { JA } from './ja.ts';
import { PT_BR } from './pt-br.ts';

/** The languages that the workflow actions speak. */
export const LANGUAGES: Readonly<Record<string, Words>> = { en: EN, de: DE, fr: FR, es: ES, 'pt-br': PT_BR, ja: JA };

/** What is filled into the {places} of a sentence. */
type Fillings = Readonly<Record<string, string | number>>;

/** Says what the card has to say, in the language of the one who reads it. */
export type Say = {
  (word: Word, fillings?: Fillings): string;
  readonly number: (number: number) => string;
  /** of a sentence that counts: with the ending that the number has in this language */
  readonly counted: (word: CountedWord, count: number, fillings?: Fillings) => string;
};

type CountedWord = Word extends infer W ? (W extends `${infer Name}_other` ? Name : never) : never;

export function sayIn(language: string): Say {
  const words = LANGUAGES[language] ?? EN;
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const say = (word: Word, fillings: Fillings = {}) =>
    words[word].replace(/\{(\w+)\}/g, (place, name: string) => `${fillings[name] ?? place}`);
  return Object.assign(say, {
    number: (number: number) => numbers.format(number),
    counted: (word: CountedWord, count: number, fillings: Fillings = {}) =>
      say(plurals.select(count) === 'one' ? (`${word}_one` as Word) : (`${word}_other` as Word), {
        ...fillings,
        count: numbers.format(count),
      }),
  });
}
