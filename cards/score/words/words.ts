import type { Language, Reader } from '../shared/language.ts';
import { type Say as SayWith, sayWith } from '../shared/say.ts';
import { TOLD } from '../shared/told/languages.ts';
import { DE } from './de.ts';
import { EN, type Word, type Words } from './en.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { JA } from './ja.ts';
import { PT_BR } from './pt-br.ts';

export const WORDS: Readonly<Record<Language, Words>> = { en: EN, de: DE, fr: FR, es: ES, 'pt-br': PT_BR, ja: JA };

/** Gives a sentence of the card. */
export type Say = SayWith<Word>;

export const sayTo = (reader: Pick<Reader, 'language' | 'locale'>): Say =>
  sayWith(WORDS[reader.language], reader, TOLD[reader.language]);
