import { parseNumber } from '../text/number.ts';
import { parseInstant } from '../time/time.ts';

/*
 * Facts are stored as texts; conditions need numbers, instants, texts in lower case. Ripen decodes
 * each value once for a contact and keeps it in a slot. All conditions of a model that need the
 * same kind of value of the same field read the same slot.
 */

/** A decoded fact; null: the fact is unknown, or its text has no value of this kind. */
export type FactValue = string | number | readonly string[] | null;

const DECODERS = {
  lower: (text: string) => text.toLowerCase(),
  /** the whole text; for a multiple-choice property (`a;b`) a list: the whole text, its choices */
  choices: (text: string) => {
    const lower = text.toLowerCase();
    return lower.includes(';') ? [lower, ...lower.split(';').map((choice) => choice.trim())] : lower;
  },
  /** the words, with one space before, between and after them */
  words: (text: string) => ` ${asWords(text)} `,
  /** `typed`: a number as people type it; `plain`: as programs store it */
  typed: (text: string) => parseNumber(text, 'text'),
  plain: (text: string) => parseNumber(text, 'plain'),
  instant: (text: string) => parseInstant(text),
} as const satisfies Readonly<Record<string, (text: string) => FactValue>>;

type Kind = keyof typeof DECODERS;
type Decoded<K extends Kind> = ReturnType<(typeof DECODERS)[K]> | null;

/** The words of a text in lower case, separated by one space; everything else is left out. */
export const asWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The slots of a model: a decoder for each, and the place of each by kind and field. */
export type Slots<Facts> = {
  readonly decoders: ((facts: Facts) => FactValue)[];
  readonly places: Map<string, number>;
};

export const newSlots = <Facts>(): Slots<Facts> => ({ decoders: [], places: new Map() });

/** Decodes everything that a model reads of the facts of a contact, by slot. */
export function decodeFacts<Facts>({ decoders }: Pick<Slots<Facts>, 'decoders'>, facts: Facts): readonly FactValue[] {
  const values: FactValue[] = [];
  for (let slot = 0; slot < decoders.length; slot++) values.push(decoders[slot]!(facts));
  return values;
}

/**
 * A function that reads a decoded value of a field. `slots`: the model's, for a field whose text is
 * the same at every instant, so that it is decoded once; null: decode at each reading.
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
