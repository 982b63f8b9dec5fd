import type { Language } from '../shared/language.ts';
import type { ToldWords } from '../shared/told/en.ts';
import type { ModelTold } from '../told/en.ts';
import type { Words } from './en.ts';

/** All that the page says in a language, which the server sends; only English is in the bundle. */
export type Speech = {
  readonly language: Exclude<Language, 'en'>;
  /** the page's own sentences */
  readonly words: Words;
  /** what the server says in English */
  readonly told: ToldWords;
  /** what it says of a model */
  readonly model: ModelTold;
};
