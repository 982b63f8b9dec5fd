import { TOLD_EN, type ToldWords } from './en.ts';

/** Places that the server fills with another of its sentences. */
const NESTED = new Set(['what', 'field']);

const asPattern = (sentence: string): RegExp =>
  new RegExp(
    `^${sentence.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, (_place, name) => `(?<${name}>.+?)`)}$`,
    's',
  );

const PATTERNS = Object.entries(TOLD_EN).map(([key, sentence]) => ({
  key: key as keyof ToldWords,
  pattern: asPattern(sentence),
}));

/** Says a day, such as 2027-05-17, as the reader writes days. */
export type SayDay = (day: string) => string;

/**
 * Translates a sentence of the server, with its days as the reader writes them. An unknown one,
 * such as a text of the model, stays.
 */
export const toldIn =
  (words: ToldWords, sayDay: SayDay) =>
  (sentence: string): string =>
    words === TOLD_EN && !hasDay(sentence) ? sentence : (translated(sentence, words, sayDay) ?? sentence);

export const hasDay = (text: string): boolean => /\d{4}-\d\d-\d\d/.test(text);

/** The text of a place: a day as the reader writes it. What is no day of a calendar stays. */
export const placeSaid = (text: string, sayDay: SayDay): string =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(Date.parse(text)).toISOString().startsWith(text) ? sayDay(text) : text;

function translated(sentence: string, words: ToldWords, sayDay: SayDay): string | null {
  for (const { key, pattern } of PATTERNS) {
    const found = pattern.exec(sentence);
    if (found === null) continue;
    const filled = Object.entries(found.groups ?? {}).map(
      ([name, text]) => [name, NESTED.has(name) ? translated(text, words, sayDay) : placeSaid(text, sayDay)] as const,
    );
    if (filled.some(([, text]) => text === null)) continue;
    const fillings = new Map(filled);
    return words[key].replace(/\{(\w+)\}/g, (place, name: string) => fillings.get(name) ?? place);
  }
  return null;
}
