import { EN, type Word, type Words } from './en.ts';

export const LANGUAGES: Readonly<Record<string, Words>> = { en: EN };

/** What is filled into the {places} of a sentence. */
type Fillings = Readonly<Record<string, string | number>>;

/** Says what the card has to say, in the language of the one who reads it. */
export type Say = {
  (word: Word, fillings?: Fillings): string;
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
    counted: (word: CountedWord, count: number, fillings: Fillings = {}) =>
      say(plurals.select(count) === 'one' ? (`${word}_one` as Word) : (`${word}_other` as Word), {
        ...fillings,
        count: numbers.format(count),
      }),
  });
}
