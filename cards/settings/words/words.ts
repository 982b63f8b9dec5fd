import { EN, type Word } from './en.ts';

type Fillings = Readonly<Record<string, string | number>>;
type CountedWord = Word extends infer W ? (W extends `${infer Name}_other` ? Name : never) : never;

/** A sentence of the page, with its places filled. */
export const say = (word: Word, fillings: Fillings = {}): string =>
  EN[word].replace(/\{(\w+)\}/g, (place, name: string) => `${fillings[name] ?? place}`);

/** A sentence that counts; `number` writes the count as its reader does. */
export const sayCounted = (word: CountedWord, count: number, number: (count: number) => string): string =>
  say(count === 1 ? `${word}_one` : `${word}_other`, { count: number(count) });
