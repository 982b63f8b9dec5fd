/** Work that goes on beside the rounds of other work, one piece after another. */
export type Beside = {
  /**
   * Starts a piece if none goes on, and gives it so much time. `idle`: there was nothing to do.
   * Throws what the piece threw.
   */
  readonly proceed: (patienceMs: number) => Promise<'going' | 'idle'>;
  /** resolves when nothing goes on any more */
  readonly end: () => Promise<void>;
};

/** `work` resolves with how much it did. */
export function beside(work: () => Promise<number>): Beside {
  let going: Promise<number> | null = null;

  function start(): Promise<number> {
    const piece = work();
    // Its failure is told by the next call; until then nobody waits for it.
    piece.catch(() => undefined);
    return piece;
  }

  return {
    async proceed(patienceMs) {
      going ??= start();
      const { promise: patience, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, patienceMs);
      try {
        const done = await Promise.race([going, patience]);
        if (typeof done !== 'number') return 'going';
        going = null;
        return done > 0 ? 'going' : 'idle';
      } catch (error) {
        going = null;
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
    async end() {
      await going?.catch(() => undefined);
    },
  };
}
