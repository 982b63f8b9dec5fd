import { plainLetters } from '../text/plain-letters.ts';

/** A text for comparing: lower case, no accents, one space before, between and after the words. */
export function plainWords(text: string): string {
  const plain = plainLetters(
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\u0300-\u036f]/g, ''),
  ).normalize('NFC');
  return ` ${plain.replace(/[^\p{L}\p{M}\p{N}%]+/gu, ' ').trim()} `;
}

/** Scripts without spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * The first of `words` with which a word of the text begins: `Budget` is in `Budgetrahmen`, but
 * `cad` is not in `academy`. `plain`: made by `plainWords`. null: none.
 */
export function wordIn(plain: string, words: readonly string[]): string | null {
  return (
    words.find((word) => {
      const wanted = plainWords(word).trimEnd();
      return wanted !== '' && plain.includes(UNSPACED.test(word) ? wanted.trim() : wanted);
    }) ?? null
  );
}
