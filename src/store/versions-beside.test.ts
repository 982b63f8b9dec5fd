import { expect, it } from 'vitest';
import { standingBeside } from './versions-beside.ts';

const OWN = ['1-a', '2-b'];

it.each([
  { done: [], outcome: 'migrate' },
  { done: ['1-a'], outcome: 'migrate' },
  { done: ['1-a', '2-b'], outcome: 'migrate' },
  { done: ['1-a', '2-b', '3-more'], outcome: 'run' },
  { done: ['1-a', '2-b', '3-rename-alone', '4-more'], outcome: 'refuse' },
  { done: ['1-a', '3-more'], outcome: 'refuse' },
])('a database with $done, for a version that knows 1-a and 2-b: $outcome', ({ done, outcome }) => {
  expect(standingBeside(done, OWN).outcome).toBe(outcome);
});

it('may start again beside a migration of its own that ended older versions', () => {
  expect(standingBeside(['1-a', '2-b-alone'], ['1-a', '2-b-alone']).outcome).toBe('migrate');
});
