/*
 * Whether a word was typed by letting the fingers fall. Every rule is about Latin or Cyrillic
 * keyboards and is silent on other scripts; none of them asks whether a word is English, short, or
 * easy to say: Ng, Þór, Nguyễn and Brzęczyszczykiewicz are people.
 */

const LATIN_ROWS = ['qwertyuiop', 'qwertzuiop', 'asdfghjkl', 'zxcvbnm', 'yxcvbnm'];
// Only as far as no word has them: Цукерман, Смит, "пролог" and "кенгуру" have stretches of this
// keyboard, too.
const CYRILLIC_ROWS = ['йцук', 'фывап', 'лджэ', 'ячсм'];
// Of the French one, too: Azerbaijan, Konzert.
const FRENCH_ROWS = ['qsdfg', 'wxcvbn'];
const ROWS = [...LATIN_ROWS, ...LATIN_ROWS.map((row) => [...row].reverse().join('')), ...CYRILLIC_ROWS, ...FRENCH_ROWS];
const RUN = 4;

// Syllables of many languages that happen to lie side by side: liberty, Wertz, Hertz, Trewin.
const SYLLABLES = /^[ertwyz]+$/;
const RUNS: ReadonlySet<string> = new Set(
  ROWS.flatMap((row) => stretches(row, RUN)).filter((run) => !SYLLABLES.test(run)),
);
const TRIPLES: ReadonlySet<string> = new Set(ROWS.flatMap((row) => stretches(row, 3)));

/** Whether neighbouring keys follow each other, four or more (`asdf`, `poiuy`). In lower case. */
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
 * Two or three letters three times, or three that nobody says or that lie side by side twice; but
 * Berber and Tintin are words.
 */
function isRepeated(letters: string): boolean {
  const twice = /^([a-zа-я]{3})\1+$/.exec(letters)?.[1];
  return (
    /^(\p{L}{2,3})\1{2,}$/u.test(letters) ||
    (twice !== undefined && (TRIPLES.has(twice) || /^[^aeiouyа-я]+$/.test(twice)))
  );
}

/**
 * Five letters and no vowel. Slavic languages sing r and l (Strnd, Vlčk), Welsh w, and acronyms are
 * written in capitals.
 */
function lacksVowels(word: string): boolean {
  return word.length > 4 && !/[aeiouywrl]/i.test(word) && word !== word.toUpperCase();
}

/**
 * Seven letters or more, all from the middle row, hardly an a among them: `jkhgsdf`; but Skjalg and
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
