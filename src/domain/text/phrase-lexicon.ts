/*
 * Finds known words and phrases in a text, the longest first. The time does not depend on how many
 * are known.
 */

export type Match<T> = { readonly value: T; readonly start: number; readonly end: number };

/**
 * Words and phrases with what they mean. `einkauf*` stands for every word with this beginning,
 * `*leiter` for every word with this ending.
 */
export type Lexicon<T> = {
  readonly phrases: ReadonlyMap<string, T>;
  /** by first word, the number of words of the longest phrase */
  readonly longest: ReadonlyMap<string, number>;
  readonly beginnings: ReadonlyMap<string, T>;
  readonly endings: ReadonlyMap<string, T>;
  /** the number of letters of the longest beginning or ending */
  readonly longestPart: number;
};

/**
 * Compiles lists of entries (`word`, `two words`, `begin*`, `*end`), each with what its entries
 * mean. If an entry comes twice, the last one counts.
 */
export function compileLexicon<T>(
  lists: readonly { readonly value: T; readonly entries: readonly string[] }[],
): Lexicon<T> {
  const phrases = new Map<string, T>();
  const longest = new Map<string, number>();
  const beginnings = new Map<string, T>();
  const endings = new Map<string, T>();
  for (const { value, entries } of lists) {
    for (const entry of entries) {
      if (entry.endsWith('*')) beginnings.set(entry.slice(0, -1), value);
      else if (entry.startsWith('*')) endings.set(entry.slice(1), value);
      else {
        const [first = '', ...more] = entry.split(' ');
        phrases.set(entry, value);
        longest.set(first, Math.max(longest.get(first) ?? 1, more.length + 1));
      }
    }
  }
  const longestPart = Math.max(0, ...[...beginnings.keys(), ...endings.keys()].map((part) => part.length));
  return { phrases, longest, beginnings, endings, longestPart };
}

/** The longest known phrases among the words of a text, from left to right, without overlap. */
export function matches<T>(lexicon: Lexicon<T>, words: readonly string[]): Match<T>[] {
  const found: Match<T>[] = [];
  for (let start = 0; start < words.length; ) {
    const match = phraseAt(lexicon, words, start) ?? compoundAt(lexicon, words, start);
    if (match !== null) found.push(match);
    start = match?.end ?? start + 1;
  }
  return found;
}

function phraseAt<T>({ phrases, longest }: Lexicon<T>, words: readonly string[], start: number): Match<T> | null {
  const most = Math.min(longest.get(words[start]!) ?? 0, words.length - start);
  for (let length = most; length > 0; length--) {
    const value = phrases.get(words.slice(start, start + length).join(' '));
    if (value !== undefined) return { value, start, end: start + length };
  }
  return null;
}

function compoundAt<T>(
  { beginnings, endings, longestPart }: Lexicon<T>,
  words: readonly string[],
  start: number,
): Match<T> | null {
  const word = words[start]!;
  const longest = Math.min(word.length, longestPart);
  for (let length = longest; length >= SHORTEST_PART; length--) {
    const value = beginnings.get(word.slice(0, length));
    if (value !== undefined) return { value, start, end: start + 1 };
  }
  for (let length = longest; length >= SHORTEST_PART; length--) {
    const value = endings.get(word.slice(-length));
    if (value !== undefined) return { value, start, end: start + 1 };
  }
  return null;
}

/** Shorter beginnings and endings say nothing of a word. */
const SHORTEST_PART = 4;
