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
