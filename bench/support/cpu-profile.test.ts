import { expect, test } from 'vitest';
import { sharesOf } from './cpu-profile.ts';

test('time is summed by file and by function, without waiting', () => {
  const frame = (functionName: string, url: string, lineNumber = 0) => ({ functionName, url, lineNumber });
  const profile = {
    nodes: [
      { id: 1, callFrame: frame('(idle)', '') },
      { id: 2, callFrame: frame('evaluate', 'file:///ripen/src/evaluate.ts', 9) },
      { id: 3, callFrame: frame('', 'file:///ripen/src/evaluate.ts', 19) },
      { id: 4, callFrame: frame('(garbage collector)', '') },
    ],
    samples: [1, 2, 3, 4, 2],
    timeDeltas: [9_000, 1_000, 2_000, 2_000, 5_000],
  };

  const { files, functions, ms } = sharesOf(profile, 'file:///ripen/');

  expect(ms).toBe(10);
  expect(files).toEqual([
    { name: 'src/evaluate.ts', ms: 8, percent: 80 },
    { name: 'node itself', ms: 2, percent: 20 },
  ]);
  expect(functions[0]).toEqual({ name: 'evaluate  src/evaluate.ts:10', ms: 6, percent: 60 });
});
