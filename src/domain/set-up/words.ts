import { plainLetters } from '../text/plain-letters.ts';

/** A text as lists of words are held against it: lower case, no accents, words apart. */
export function plainWords(text: string): string {
  const plain = plainLetters(
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\u0300-\u036f]/g, ''),
  ).normalize('NFC');
  return ` ${plain.replace(/[^\p{L}\p{M}\p{N}%]+/gu, ' ').trim()} `;
}

/** Scripts that put no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * The first of these words that the text has: at the beginning of one of its words, so that
 * `Budget` is in `Budgetrahmen`, and `cad` is not in `academy`.
 */
export function wordIn(plain: string, words: readonly string[]): string | null {
  return (
    words.find((word) => {
      const wanted = plainWords(word).trimEnd();
      return wanted !== '' && plain.includes(UNSPACED.test(word) ? wanted.trim() : wanted);
    }) ?? null
  );
}
