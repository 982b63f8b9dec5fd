/** Work that goes on beside the rounds of a portal, one piece after another. */
export type Beside = {
  /**
   * Starts a piece if none goes on, and waits for it at most `patienceMs`. `idle`: there was
   * nothing to do. Throws what the piece threw.
   */
  readonly proceed: (patienceMs: number) => Promise<'going' | 'idle'>;
  /** resolves when the piece in progress has ended */
  readonly end: () => Promise<void>;
};

/** `work`: does one piece and resolves with how many records it did. */
export function beside(work: () => Promise<number>): Beside {
  let going: Promise<number> | null = null;

  function start(): Promise<number> {
    const piece = work();
    // The next call of `proceed` throws its failure; until then nobody waits for the piece.
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
