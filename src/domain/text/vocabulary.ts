import { plainLetters } from './plain-letters.ts';

/**
 * What names mean, each in many spellings. null: two things share the name, so it means neither.
 */
export type Vocabulary<T extends string> = ReadonlyMap<string, T | null>;

/** A vocabulary of names in any spelling. The same name may come again for the same thing. */
export function vocabularyOf<T extends string>(names: Iterable<readonly [name: string, means: T]>): Vocabulary<T> {
  const vocabulary = new Map<string, T | null>();
  const heard = new Map<string, T>();
  const hear = (name: string, means: T) => {
    // Neighbouring languages share names, and to fold a name takes most of the time.
    if (heard.get(name) === means) return;
    heard.set(name, means);
    const key = wordsOf(name).join(' ');
    const known = vocabulary.get(key);
    vocabulary.set(key, known === undefined || known === means ? means : null);
  };
  for (const [name, means] of names) {
    hear(name, means);
    hear(germanTyped(name), means);
  }
  vocabulary.delete('');
  return vocabulary;
}

/**
 * What a text means if all its words are known and mean one thing: `Germany (DE)` means something,
 * `Vienna, Austria` and `retail / software` do not. Case, accents, punctuation and the words in
 * `idle` do not matter.
 */
export function meaningOf<T extends string>(
  text: string | undefined,
  vocabulary: Vocabulary<T>,
  idle: ReadonlySet<string> = new Set(),
): T | undefined {
  const words = wordsOf(text ?? '');
  if (words.length > MOST_WORDS) return undefined;
  const meanings = new Set<T | null>();
  for (let at = 0; at < words.length; ) {
    let end = words.length;
    while (end > at && !vocabulary.has(words.slice(at, end).join(' '))) end--;
    if (end > at) meanings.add(vocabulary.get(words.slice(at, end).join(' ')) ?? null);
    else if (!idle.has(words[at] ?? '')) return undefined;
    at = Math.max(end, at + 1);
  }
  const [meaning] = meanings;
  return meanings.size === 1 ? (meaning ?? undefined) : undefined;
}

/** A text with more words is prose, not a name. */
const MOST_WORDS = 20;

const JOINING = new Set(['and', 'und', 'et', 'y', 'e', 'i', 'en', 'och', 'og', 'the']);

/**
 * The words of a text in lower case, without accents and punctuation. Words that only join others
 * are left out, unless there are no others.
 */
function wordsOf(text: string): string[] {
  const words = plainLetters(
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\u0300-\u036f.]/g, ''),
  )
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  const telling = words.filter((word) => !JOINING.has(word));
  return telling.length > 0 ? telling : words;
}

/** The name as Germans type it without umlauts: Oesterreich. */
const germanTyped = (name: string): string => name.normalize('NFC').replace(/[äöü]/gi, (letter) => `${letter}e`);
