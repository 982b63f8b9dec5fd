import type { Language, Reader } from '../shared/language.ts';
import { type Say, sayWith } from '../shared/say.ts';
import { TOLD } from '../shared/told/languages.ts';
import { DE } from './de.ts';
import { EN, type Word, type Words } from './en.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { JA } from './ja.ts';
import { PT_BR } from './pt-br.ts';

export const WORDS: Readonly<Record<Language, Words>> = { en: EN, de: DE, fr: FR, es: ES, 'pt-br': PT_BR, ja: JA };

/** The page runs in a worker of its own, for one reader, so this module keeps the language. */
let spoken: Say<Word> = sayWith(WORDS.en, { language: 'en', locale: 'en' }, TOLD.en);

/** From now on the page speaks to this reader. */
export function speakTo(reader: Pick<Reader, 'language' | 'locale'>): void {
  spoken = sayWith(WORDS[reader.language], reader, TOLD[reader.language]);
}

/** The sentences of the page, handed to components that several pages share. */
export const speech = (): Say<Word> => spoken;

/** A sentence of the page, with its places filled. */
export const say = (...said: Parameters<Say<Word>>): string => spoken(...said);

/** A sentence that the server said in English. */
export const told = (sentence: string): string => spoken.told(sentence);

/** A sentence that counts. */
export const sayCounted = (...said: Parameters<Say<Word>['counted']>): string => spoken.counted(...said);
