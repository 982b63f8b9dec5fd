import { expect, it } from 'vitest';
import { ripenersOf } from './ripening.ts';

const source = (value: string | null, captured: number, sql: number) => ({ value, captured, sql });
const names = (sources: Parameters<typeof ripenersOf>[0]) => {
  const { compared, more, less } = ripenersOf(sources);
  return [compared, more.map(({ value }) => value), less.map(({ value }) => value)];
};

it.each([
  ['nobody', [], [0, [], []]],
  ['one source has no others', [source('A', 500, 50)], [0, [], []]],
  ['too few of one', [source('A', 19, 19), source('B', 500, 5)], [0, [], []]],
  ['alike', [source('A', 200, 20), source('B', 300, 31)], [2, [], []]],
  ['a difference that chance explains', [source('A', 30, 6), source('B', 300, 31)], [2, [], []]],
  ['apart', [source('A', 200, 60), source('B', 300, 15), source('C', 40, 5)], [3, ['A'], ['B']]],
  ['the unknown are others, and are not named', [source(null, 300, 150), source('B', 300, 15)], [1, [], ['B']]],
] as const)('%s', (_, sources, expected) => {
  expect(names(sources)).toEqual(expected);
});
