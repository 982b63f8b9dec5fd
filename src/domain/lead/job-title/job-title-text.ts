/* The words of a job title, in lower case and without accents, whatever the script. */

import { plainLetters } from '../../text/plain-letters.ts';
import { shorten } from '../../text/text.ts';

/**
 * `Chief Executive Officer (CEO)`: letters in brackets repeat the words before, and may mean
 * something else on their own.
 */
const REPEATED_SHORT = /(\p{L}\s*)\(\p{Lu}{2,6}\)/gu;
/** `a. D.`, `i. R.` after German titles: no longer in office. */
const RETIRED = /(?<!\p{L})(?:a\.\s?D|i\.\s?R)\.(?!\p{L})/gu;
const SEXES = /[([]?\b[mwfdxhvkz](?:\s?[/|]\s?[mwfdxhvkz]){1,3}\b[)\]]?/g;
const FEMALE_ENDINGS = /[*:_/·](?:in|innen|a|e|ne|rice|trice|euse)(?!\p{L})|\((?:in|innen|a|e|ne|rice|trice|euse)\)/gu;

/** Only so many characters of a text are read. */
const LONGEST_TITLE = 200;

/**
 * The words of a title, with `,` for punctuation: `VP, Sales & Marketing (m/w/d)` gives
 * `vp , sales and marketing`. In a script without spaces each character is a word, so that phrases
 * are found within a run of characters.
 */
export function titleWords(text: string): string[] {
  const plain = foldTitle(
    withoutMarkup(shorten(text, LONGEST_TITLE)).replace(REPEATED_SHORT, '$1').replace(RETIRED, 'retired'),
  )
    .replace(SEXES, ' ')
    .replace(FEMALE_ENDINGS, '')
    .replace(/\((\p{L}+)\)(?=\p{L})/gu, '$1')
    .replace(/(?<!\p{L})(\p{L})\.(?=\p{L}(?!\p{L}))/gu, '$1')
    .replace(/[&+]/g, ' and ')
    .replace(/@/g, ' at ')
    .replace(/[,;|()[\]/–—:、，；・／（）]|(?<=\s)-(?=\s)/g, ' , ')
    .replace(/[^\p{L}\p{M}\p{N},]+/gu, ' ')
    .trim()
    .replace(/\bchief ((?!petty|warrant)(?:\p{L}+ ){1,3})officer\b/gu, 'cxo $1');
  return plain === '' ? [] : plain.split(/ +/);
}

/** Decodes what web forms and exports leave: `R&amp;D`, `Head&nbsp;of&nbsp;IT`. */
const withoutMarkup = (text: string): string =>
  text.includes('&') ? text.replace(ENTITY, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? entity) : text;
const ENTITY = /&(amp|nbsp|quot|apos|lt|gt|#39|#x27|#160);/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  nbsp: ' ',
  '#160': ' ',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#x27': "'",
  lt: '<',
  gt: '>',
};

/** Whether the text has a letter that English does not write. */
export const hasForeignLetter = (text: string): boolean => FOREIGN_LETTER.test(shorten(text, LONGEST_TITLE));

const FOREIGN_LETTER = /(?!\p{ASCII})\p{L}/u;

/** Makes one spelling of `Geschäftsführer`, `Geschaeftsfuehrer` and `GESCHAFTSFUHRER`. */
export function foldTitle(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(TYPED_UMLAUT, '$1');
  const plain = text.normalize('NFKD').toLowerCase().replace(ACCENTS, '').normalize('NFC').replace(UNSEEN, '');
  return plainLetters(plain)
    .replace(TYPED_UMLAUT, '$1')
    .replace(HEBREW_SHORT, '')
    .replace(/[\u0600-\u06ff]+/g, withoutArticle)
    .replace(UNSPACED, ' $& ');
}

/** Characters without width: soft hyphens and joiners. */
const UNSEEN = /\p{Cf}/gu;
const ASCII = /^[ -~]*$/;
const TYPED_UMLAUT = /([aou])e/g;

/**
 * Accents of Latin, Greek and Cyrillic letters, points of Hebrew, vowels and stretches of Arabic,
 * and variation selectors.
 */
const ACCENTS = /(?![\u0900-\u0dff\u3099\u309a])[\p{Script=Inherited}\p{Variation_Selector}\u0591-\u05c7\u0640]/gu;

/** Scripts without spaces between words, and Korean, which joins most of them. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Hangul}\p{Script=Thai}]/gu;

/** Hebrew writes a sign before the last letter of an abbreviation: מנכ״ל. */
const HEBREW_SHORT = /(?<=\p{Script=Hebrew})["'“”‘’׳״](?=\p{Script=Hebrew})/gu;

/** Arabic writes *the*, *and* and *for* as prefixes: المبيعات becomes مبيعات. */
const withoutArticle = (word: string): string =>
  word
    .replace(/[ىئ]/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/^و?(?:ال|لل)(?=.{3})/, '');
