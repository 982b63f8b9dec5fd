import { expect, test } from 'vitest';
import { growthOf } from './growth.ts';

const run = (of: (at: number) => number) => Array.from({ length: 60 }, (_, at) => of(at));
/** the teeth of a saw: garbage that is collected */
const teeth = (at: number) => (at % 7) * 5;

test.each([
  ['what stays', run(() => 100), 0],
  ['what is collected again and again', run((at) => 100 + teeth(at)), 0],
  ['one leap of a single sample', run((at) => (at === 50 ? 900 : 100)), 0],
  ['what fills first and stays then', run((at) => Math.min(at, 12) * 10), 0],
  ['a leak below the teeth', run((at) => 100 + at + teeth(at)), 44],
  ['what shrinks', run((at) => 200 - at), -44],
])('%s', (_, samples, by) => {
  expect(growthOf(samples).by).toBeCloseTo(by, 0);
});
