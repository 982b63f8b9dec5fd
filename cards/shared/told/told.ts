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

/** Translates a sentence of the server. An unknown one, such as a text of the model, stays. */
export const toldIn =
  (words: ToldWords) =>
  (sentence: string): string =>
    words === TOLD_EN ? sentence : (translated(sentence, words) ?? sentence);

function translated(sentence: string, words: ToldWords): string | null {
  for (const { key, pattern } of PATTERNS) {
    const found = pattern.exec(sentence);
    if (found === null) continue;
    const filled = Object.entries(found.groups ?? {}).map(
      ([name, text]) => [name, NESTED.has(name) ? translated(text, words) : text] as const,
    );
    if (filled.some(([, text]) => text === null)) continue;
    const fillings = new Map(filled);
    return words[key].replace(/\{(\w+)\}/g, (place, name: string) => fillings.get(name) ?? place);
  }
  return null;
}
