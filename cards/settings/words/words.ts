import { DE } from './de.ts';
import { EN, type Word, type Words } from './en.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { JA } from './ja.ts';
import { PT_BR } from './pt-br.ts';

type Fillings = Readonly<Record<string, string | number>>;
type CountedWord = Word extends infer W ? (W extends `${infer Name}_other` ? Name : never) : never;

/** The languages that the workflow actions speak. */
export const LANGUAGES: Readonly<Record<string, Words>> = { en: EN, de: DE, fr: FR, es: ES, 'pt-br': PT_BR, ja: JA };

/** The page runs in a worker of its own, for one reader: so its language is the module's. */
let spoken = { words: EN as Words, plurals: new Intl.PluralRules('en') };

/** From now on the page speaks this language. */
export function speak(language: string): void {
  spoken = { words: LANGUAGES[language] ?? EN, plurals: new Intl.PluralRules(language) };
}

/** A sentence of the page, with its places filled. */
export const say = (word: Word, fillings: Fillings = {}): string =>
  spoken.words[word].replace(/\{(\w+)\}/g, (place, name: string) => `${fillings[name] ?? place}`);

/** A sentence that counts; `number` writes the count as its reader does. */
export const sayCounted = (
  word: CountedWord,
  count: number,
  number: (count: number) => string,
  fillings: Fillings = {},
): string =>
  say(spoken.plurals.select(count) === 'one' ? `${word}_one` : `${word}_other`, { ...fillings, count: number(count) });
