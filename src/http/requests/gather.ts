/**
 * Joins requests that come at the same time into batches: while `atOnce` batches of a key are under
 * way, further items of that key wait, and go together (at most `most`) when one has ended. `work`
 * gives one result for each item, in order. Each caller gets its own result, or the error of its
 * batch.
 */
export function gather<Item, Result>(
  { most, atOnce }: { readonly most: number; readonly atOnce: number },
  work: (key: number, items: readonly Item[]) => Promise<readonly Result[]>,
): (key: number, item: Item) => Promise<Result> {
  type Waiting = { readonly item: Item; readonly settle: PromiseWithResolvers<Result> };
  type Queue = { readonly waiting: Waiting[]; drains: number };
  const queues = new Map<number, Queue>();

  async function drain(key: number, queue: Queue): Promise<void> {
    while (queue.waiting.length > 0) {
      const batch = queue.waiting.splice(0, most);
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
    queue.drains--;
    if (queue.drains === 0) queues.delete(key);
  }

  return (key, item) => {
    const settle = Promise.withResolvers<Result>();
    const queue = queues.get(key) ?? { waiting: [], drains: 0 };
    queues.set(key, queue);
    queue.waiting.push({ item, settle });
    // Items that come in the same moment go together.
    if (queue.drains < atOnce && queue.waiting.length === 1) {
      queue.drains++;
      setImmediate(() => void drain(key, queue));
    }
    return settle.promise;
  };
}
