import { TOLD } from '../shared/told/languages.ts';
import { MODEL_DE } from '../told/de.ts';
import { MODEL_ES } from '../told/es.ts';
import { MODEL_FR } from '../told/fr.ts';
import { MODEL_JA } from '../told/ja.ts';
import { MODEL_PT_BR } from '../told/pt-br.ts';
import { DE } from './de.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { JA } from './ja.ts';
import { PT_BR } from './pt-br.ts';
import type { Speech } from './speech.ts';

/** The languages beside English, for the server: the page itself must not import this file. */
export const SPEECHES: { readonly [Own in Speech['language']]: Speech & { readonly language: Own } } = {
  de: { language: 'de', words: DE, told: TOLD.de, model: MODEL_DE },
  fr: { language: 'fr', words: FR, told: TOLD.fr, model: MODEL_FR },
  es: { language: 'es', words: ES, told: TOLD.es, model: MODEL_ES },
  'pt-br': { language: 'pt-br', words: PT_BR, told: TOLD['pt-br'], model: MODEL_PT_BR },
  ja: { language: 'ja', words: JA, told: TOLD.ja, model: MODEL_JA },
};
