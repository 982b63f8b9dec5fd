/**
 * Joins requests that come at the same time into batches: while one batch of a key is under way,
 * further items of that key wait, and go together (at most `most`) when it has ended. `work` gives
 * one result for each item, in order. Each caller gets its own result, or the error of its batch.
 */
export function gather<Item, Result>(
  most: number,
  work: (key: number, items: readonly Item[]) => Promise<readonly Result[]>,
): (key: number, item: Item) => Promise<Result> {
  type Waiting = { readonly item: Item; readonly settle: PromiseWithResolvers<Result> };
  const queues = new Map<number, Waiting[]>();

  async function drain(key: number, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, most);
      try {
        const results = await work(
          key,
          batch.map(({ item }) => item),
        );
        batch.forEach(({ settle }, index) => {
          settle.resolve(results[index]!);
        });
      } catch (error) {
        for (const { settle } of batch) settle.reject(error);
      }
    }
    queues.delete(key);
  }

  return (key, item) => {
    const settle = Promise.withResolvers<Result>();
    const queue = queues.get(key);
    if (queue !== undefined) queue.push({ item, settle });
    else {
      const fresh = [{ item, settle }];
      queues.set(key, fresh);
      // Items that come in the same moment go with the first one.
      setImmediate(() => void drain(key, fresh));
    }
    return settle.promise;
  };
}
