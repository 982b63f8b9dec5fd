import { describe, expect, it } from 'vitest';
import { gather } from './gather.ts';

describe('gathered requests', () => {
  it('that come while others are under way go together, in order, each with its own result', async () => {
    const batches: (readonly [number, readonly number[]])[] = [];
    const square = gather<number, number>({ most: 3, atOnce: 1 }, async (key, items) => {
      batches.push([key, items]);
      await Promise.resolve();
      return items.map((item) => item * item);
    });

    const results = await Promise.all([1, 2, 3, 4, 5].map((item) => square(7, item)));

    expect(results).toEqual([1, 4, 9, 16, 25]);
    expect(batches).toEqual([
      [7, [1, 2, 3]],
      [7, [4, 5]],
    ]);
  });

  it('go in as many batches at once as are allowed, and no more', async () => {
    const begun: (readonly number[])[] = [];
    const ends: (() => void)[] = [];
    const work = gather<number, number>({ most: 10, atOnce: 2 }, async (_key, items) => {
      begun.push(items);
      await new Promise<void>((resolve) => ends.push(resolve));
      return items;
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));

    const first = work(7, 1);
    await turn();
    const second = work(7, 2);
    await turn();
    const rest = [work(7, 3), work(7, 4)];
    await turn();
    expect(begun).toEqual([[1], [2]]);

    ends[1]!();
    await second;
    await turn();
    expect(begun).toEqual([[1], [2], [3, 4]]);
    for (const end of ends) end();
    await expect(Promise.all([first, ...rest])).resolves.toEqual([1, 3, 4]);
  });

  it('of one key do not wait for another, and fail with their own batch alone', async () => {
    const work = gather<string, string>({ most: 10, atOnce: 2 }, async (key, items) => {
      if (key === 1) throw new Error('one is broken');
      return items;
    });

    const [one, other] = await Promise.allSettled([work(1, 'a'), work(2, 'b')]);

    expect(one).toMatchObject({ status: 'rejected', reason: new Error('one is broken') });
    expect(other).toEqual({ status: 'fulfilled', value: 'b' });
    await expect(work(1, 'again')).rejects.toThrow('one is broken');
  });
});
