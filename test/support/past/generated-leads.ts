import type { LearningField, LearningTable } from '../../../src/domain/learning/table.ts';

/* Leads with planted effects: the same on every machine. */

/** Numbers from 0 to 1 (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Planted = {
  readonly name: string;
  /** the text of a lead; undefined: unknown */
  readonly draw: (chance: () => number) => string | undefined;
  /** what the text adds to the log odds of winning */
  readonly effect?: (text: string | undefined) => number;
};

export const fieldOf = (name: string, values: readonly (string | undefined)[]): LearningField => {
  const texts = [...new Set(values.filter((value) => value !== undefined))];
  const places = new Map(texts.map((text, place) => [text, place]));
  return {
    name,
    label: name,
    isNumber: false,
    texts,
    of: Int32Array.from(values, (value) => (value === undefined ? -1 : places.get(value)!)),
  };
};

/** `base`: the log odds of a lead that has no effect. */
export function generatedLeads(leads: number, planted: readonly Planted[], base: number, seed = 1): LearningTable {
  const draw = chance(seed);
  const values = planted.map((): (string | undefined)[] => []);
  const won = new Uint8Array(leads);
  for (let lead = 0; lead < leads; lead++) {
    let odds = base;
    planted.forEach((field, at) => {
      const text = field.draw(draw);
      values[at]!.push(text);
      odds += field.effect?.(text) ?? 0;
    });
    won[lead] = Number(draw() < 1 / (1 + Math.exp(-odds)));
  }
  return {
    leads,
    won,
    fields: planted.map(({ name }, at) => fieldOf(name, values[at]!)),
    dates: [],
    at: null,
    inForce: null,
  };
}

const pick = (chance: () => number, list: readonly string[]): string => list[Math.floor(chance() * list.length)]!;

export const level = (
  name: string,
  list: readonly string[],
  effects: Readonly<Record<string, number>> = {},
): Planted => ({
  name,
  draw: (chance) => pick(chance, list),
  effect: (text) => effects[text ?? ''] ?? 0,
});

export const number = (
  name: string,
  most: number,
  effect: (value: number) => number = () => 0,
  unknown = 0,
): Planted => ({
  name,
  draw: (chance) => (chance() < unknown ? undefined : `${Math.floor(chance() * most)}`),
  effect: (text) => (text === undefined ? 0 : effect(Number(text))),
});

/** Columns without any effect: levels, numbers, numbers with gaps. */
export const noise = (count: number): Planted[] =>
  Array.from({ length: count }, (_, at) =>
    at % 3 === 0
      ? level(`noise_${at}`, ['a', 'b', 'c', 'd', 'e'])
      : number(`noise_${at}`, 100, undefined, at % 3 === 1 ? 0.2 : 0),
  );
