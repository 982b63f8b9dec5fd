export type Allowance = { readonly allowed: boolean; readonly remaining: number };

export type RollingLimit = {
  /**
   * Takes one call out of the window that ends now; a refused call takes nothing. `now` is
   * monotonic milliseconds.
   */
  readonly take: (key: string, now: number) => Allowance;
};

/**
 * A strict rolling window per key: never more than `max` calls in any `windowMs`, wherever the
 * window starts.
 */
export function createRollingLimit(max: number, windowMs: number): RollingLimit {
  const windows = new Map<string, number[]>();
  return {
    take: (key, now) => {
      const recent = (windows.get(key) ?? []).filter((at) => at > now - windowMs);
      const allowed = recent.length < max;
      if (allowed) recent.push(now);
      windows.set(key, recent);
      return { allowed, remaining: max - recent.length };
    },
  };
}
