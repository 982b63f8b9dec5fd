import type { Language, Reader } from './language.ts';
import type { ToldWords } from './told/en.ts';
import { toldIn } from './told/told.ts';

/** Texts and numbers for the {places} of a sentence. */
type Fillings = Readonly<Record<string, string | number>>;

/** Gives a sentence in the reader's language, with its {places} filled. */
export type Say<Word extends string> = {
  (word: Word, fillings?: Fillings): string;
  readonly language: Language;
  readonly number: (number: number) => string;
  /** the order of names, and of numbers in them, in the reader's language */
  readonly compare: (a: string, b: string) => number;
  /** a calendar day, such as 2027-05-17, with its weekday */
  readonly date: (day: string) => string;
  /** the same in short */
  readonly day: (day: string) => string;
  /** translates a sentence that the server said in English */
  readonly told: (sentence: string) => string;
  /** a sentence that counts, in the plural form that the number has in this language */
  readonly counted: (word: CountedWord<Word>, count: number, fillings?: Fillings) => string;
};

/** The beginning that `…_one` and `…_other`, the keys of a sentence that counts, share. */
type CountedWord<Word extends string, All extends string = Word> = Word extends `${infer Name}_other`
  ? `${Name}_one` extends All
    ? Name
    : never
  : never;

/**
 * A name in Arabic or Hebrew, kept apart, so that it does not take along the number behind it:
 * `{name}: 10 minutes ago`. A sentence that holds such a name already is apart enough.
 */
const apart = (text: string): string =>
  RIGHT_TO_LEFT.test(text) && !text.includes(FIRST_STRONG) ? `${FIRST_STRONG}${text}${POP}` : text;

const RIGHT_TO_LEFT = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}/u;
const FIRST_STRONG = '\u2068';
const POP = '\u2069';

/**
 * `locale`: the language of the words, possibly with the region whose numbers the reader writes;
 * `toldWords`: what the server says, in that language.
 */
export function sayWith<Word extends string>(
  words: Readonly<Record<Word, string>>,
  { language, locale }: Pick<Reader, 'language' | 'locale'>,
  toldWords: ToldWords,
): Say<Word> {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const day = (text: string) => days.format(Date.parse(text));
  const number = (count: number) => numbers.format(count);
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const say = (word: Word, fillings: Fillings = {}) =>
    words[word].replace(/\{(\w+)\}/g, (place, name: string) => apart(`${fillings[name] ?? place}`));
  return Object.assign(say, {
    language,
    number,
    compare,
    date: (day: string) => dates.format(Date.parse(day)),
    day,
    told: toldIn(toldWords, day),
    counted: (word: CountedWord<Word>, count: number, fillings: Fillings = {}) =>
      say(`${word}_${plurals.select(count) === 'one' ? 'one' : 'other'}` as Word, {
        ...fillings,
        count: number(count),
      }),
  });
}
