/*
 * Keyboard mash: words that somebody typed at random. The rules know Latin and Cyrillic keyboards
 * and do not judge other scripts. No rule asks whether a word is English, short or easy to say: Ng,
 * Þór, Nguyễn and Brzęczyszczykiewicz are people.
 */

const LATIN_ROWS = ['qwertyuiop', 'qwertzuiop', 'asdfghjkl', 'zxcvbnm', 'yxcvbnm'];
// Only stretches that no word has: Цукерман, Смит, "пролог" and "кенгуру" have other stretches of
// this keyboard.
const CYRILLIC_ROWS = ['йцук', 'фывап', 'лджэ', 'ячсм'];
// The same for the French keyboard: Azerbaijan and Konzert have other stretches of it.
const FRENCH_ROWS = ['qsdfg', 'wxcvbn'];
const ROWS = [...LATIN_ROWS, ...LATIN_ROWS.map((row) => [...row].reverse().join('')), ...CYRILLIC_ROWS, ...FRENCH_ROWS];
const RUN = 4;

// Letters of syllables in many languages that lie side by side: liberty, Wertz, Hertz, Trewin.
const SYLLABLES = /^[ertwyz]+$/;
const RUNS: ReadonlySet<string> = new Set(
  ROWS.flatMap((row) => stretches(row, RUN)).filter((run) => !SYLLABLES.test(run)),
);
const TRIPLES: ReadonlySet<string> = new Set(ROWS.flatMap((row) => stretches(row, 3)));

/** Whether four or more neighbouring keys follow each other (`asdf`). `word` is in lower case. */
export function hasKeyRun(word: string): boolean {
  for (let at = 0; at + RUN <= word.length; at++) if (RUNS.has(word.slice(at, at + RUN))) return true;
  return false;
}

/** Whether a word (letters only, as written) is keyboard mash. */
export function isMash(word: string): boolean {
  const letters = word.toLowerCase();
  if (hasKeyRun(letters) || /(\p{L})\1{3}|azerty/u.test(letters) || isRepeated(letters)) return true;
  return /^[a-z]+$/.test(letters) && (lacksVowels(word) || isHomeRow(letters));
}

/**
 * Whether two or three letters come three times; or whether three letters come twice that have no
 * vowel or lie side by side (Berber and Tintin are words).
 */
function isRepeated(letters: string): boolean {
  const twice = /^([a-zа-я]{3})\1+$/.exec(letters)?.[1];
  return (
    /^(\p{L}{2,3})\1{2,}$/u.test(letters) ||
    (twice !== undefined && (TRIPLES.has(twice) || /^[^aeiouyа-я]+$/.test(twice)))
  );
}

/**
 * Whether a word of five letters or more has no vowel. In Slavic languages r and l act as vowels
 * (Strnd, Vlčk), in Welsh w does; acronyms are written in capitals.
 */
function lacksVowels(word: string): boolean {
  return word.length > 4 && !/[aeiouywrl]/i.test(word) && word !== word.toUpperCase();
}

/**
 * Whether seven letters or more are all from the middle row, with few a (`jkhgsdf`). Skjalg and
 * Haddad are names.
 */
function isHomeRow(letters: string): boolean {
  const as = letters.split('a').length - 1;
  if (/^asd[sdfghjkl]+$/.test(letters)) return true;
  return letters.length > 6 && /^[asdfghjkl]+$/.test(letters) && as * 5 < letters.length;
}

function stretches(text: string, length: number): string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));
}
