import { parseNumber } from '../text/number.ts';
import { parseInstant } from '../time/time.ts';

/*
 * Facts are stored as texts. What the conditions of a model make of them (a number, an instant, a
 * text in lower case) is decoded once for a contact, and read by its slot by every condition that
 * asks for the same of the same field.
 */

/** Null: unknown, or nothing of this kind can be read in the text. */
export type FactValue = string | number | readonly string[] | null;

const DECODERS = {
  lower: (text: string) => text.toLowerCase(),
  /** of a multiple-choice property (`a;b`): the whole text, then its choices */
  choices: (text: string) => {
    const lower = text.toLowerCase();
    return lower.includes(';') ? [lower, ...lower.split(';').map((choice) => choice.trim())] : lower;
  },
  /** words that one space parts, with one before and one after */
  words: (text: string) => ` ${asWords(text)} `,
  /** a number as people type it, and one as programs store it */
  typed: (text: string) => parseNumber(text, 'text'),
  plain: (text: string) => parseNumber(text, 'plain'),
  instant: (text: string) => parseInstant(text),
} as const satisfies Readonly<Record<string, (text: string) => FactValue>>;

type Kind = keyof typeof DECODERS;
type Decoded<K extends Kind> = ReturnType<(typeof DECODERS)[K]> | null;

export const asWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The slots of a model: what is decoded of a contact's facts, in their order. */
export type Slots<Facts> = {
  readonly decoders: ((facts: Facts) => FactValue)[];
  readonly places: Map<string, number>;
};

export const newSlots = <Facts>(): Slots<Facts> => ({ decoders: [], places: new Map() });

/** Everything that a model reads of the facts of a contact. */
export function decodeFacts<Facts>({ decoders }: Pick<Slots<Facts>, 'decoders'>, facts: Facts): readonly FactValue[] {
  const values: FactValue[] = [];
  for (let slot = 0; slot < decoders.length; slot++) values.push(decoders[slot]!(facts));
  return values;
}

/**
 * Reads what a field means. `slots`: of the model, where the text stays the same whenever it is
 * read; then it is decoded only once.
 */
export function valueReader<Facts extends { readonly decoded?: readonly FactValue[] }, K extends Kind>(
  { field, text }: { readonly field: string; readonly text: (facts: Facts, now: number) => string | undefined },
  kind: K,
  slots: Slots<Facts> | null,
): (facts: Facts, now: number) => Decoded<K> {
  const decode = DECODERS[kind] as (text: string) => Decoded<K>;
  const read = (facts: Facts, now: number): Decoded<K> => {
    const found = text(facts, now);
    return found === undefined ? null : decode(found);
  };
  if (slots === null) return read;
  const key = `${kind} ${field}`;
  const slot = slots.places.get(key) ?? slots.decoders.length;
  if (slot === slots.decoders.length) {
    slots.places.set(key, slot);
    slots.decoders.push((facts) => read(facts, 0));
  }
  return (facts, now) => (facts.decoded === undefined ? read(facts, now) : (facts.decoded[slot] as Decoded<K>));
}
