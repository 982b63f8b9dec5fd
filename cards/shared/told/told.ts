import type { Language } from '../language.ts';
import { TOLD_DE } from './de.ts';
import { TOLD_EN, type ToldWords } from './en.ts';
import { TOLD_ES } from './es.ts';
import { TOLD_FR } from './fr.ts';
import { TOLD_JA } from './ja.ts';
import { TOLD_PT_BR } from './pt-br.ts';

export const TOLD: Readonly<Record<Language, ToldWords>> = {
  en: TOLD_EN,
  de: TOLD_DE,
  fr: TOLD_FR,
  es: TOLD_ES,
  'pt-br': TOLD_PT_BR,
  ja: TOLD_JA,
};

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
  (language: Language) =>
  (sentence: string): string =>
    language === 'en' ? sentence : (translated(sentence, TOLD[language]) ?? sentence);

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
