import { expect, test } from 'vitest';
import { inHurry } from '../use-cases/contacts/judge/take-turns.ts';
import { inPieces } from './in-pieces.ts';

/** Work of which so many records wait, three of them in a piece. */
function workOf(waiting: number, mayGoOn = () => true) {
  const pieces: number[] = [];
  const piece = async () => {
    const taken = Math.min(3, waiting);
    waiting -= taken;
    pieces.push(taken);
    return taken;
  };
  return { pieces, done: () => inPieces(piece, 3, mayGoOn) };
}

test('a round takes full pieces, and ends with one that is not full', async () => {
  const { pieces, done } = workOf(7);
  expect(await done()).toBe(7);
  expect(pieces).toEqual([3, 3, 1]);
});

test('a round takes no more than four pieces', async () => {
  const { pieces, done } = workOf(100);
  expect(await done()).toBe(12);
  expect(pieces).toEqual([3, 3, 3, 3]);
});

test('a round takes one piece when the turn is over', async () => {
  const { pieces, done } = workOf(100, () => false);
  expect(await done()).toBe(3);
  expect(pieces).toEqual([3]);
});

test('a round takes one piece while a sender waits for a commit', async () => {
  const { pieces, done } = workOf(100);
  expect(await inHurry(done)).toBe(3);
  expect(pieces).toEqual([3]);
});
