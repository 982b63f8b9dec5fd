import type { Language, Reader } from './language.ts';
import { toldIn } from './told/told.ts';

/** What is filled into the {places} of a sentence. */
type Fillings = Readonly<Record<string, string | number>>;

/** Says what there is to say, in the language of the one who reads it. */
export type Say<Word extends string> = {
  (word: Word, fillings?: Fillings): string;
  readonly language: Language;
  readonly number: (number: number) => string;
  /** of a calendar, such as 2027-05-17 */
  readonly date: (day: string) => string;
  /** a sentence that the server said in English */
  readonly told: (sentence: string) => string;
  /** of a sentence that counts: with the ending that the number has in this language */
  readonly counted: (word: CountedWord<Word>, count: number, fillings?: Fillings) => string;
};

/** What the two keys of a sentence that counts begin with. */
type CountedWord<Word extends string, All extends string = Word> = Word extends `${infer Name}_other`
  ? `${Name}_one` extends All
    ? Name
    : never
  : never;

/** `locale`: of the language of the words, maybe as one region writes its numbers. */
export function sayWith<Word extends string>(
  words: Readonly<Record<Word, string>>,
  { language, locale }: Pick<Reader, 'language' | 'locale'>,
): Say<Word> {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  const number = (count: number) => numbers.format(count);
  const say = (word: Word, fillings: Fillings = {}) =>
    words[word].replace(/\{(\w+)\}/g, (place, name: string) => `${fillings[name] ?? place}`);
  return Object.assign(say, {
    language,
    number,
    date: (day: string) => dates.format(Date.parse(day)),
    told: toldIn(language),
    counted: (word: CountedWord<Word>, count: number, fillings: Fillings = {}) =>
      say(`${word}_${plurals.select(count) === 'one' ? 'one' : 'other'}` as Word, {
        ...fillings,
        count: number(count),
      }),
  });
}
