const EVERY_MS = 60_000;
/** Beyond so many different messages Ripen logs each one, so that its memory has a limit. */
const MOST = 1_000;

/**
 * A function that says a thing at once and then, while it happens again, once a minute with a
 * count. `ended` is called after a whole minute without it.
 */
export function repeatsOf<T>(
  say: (thing: T, times: number) => void,
  { everyMs = EVERY_MS, ended = () => undefined }: { everyMs?: number; ended?: (thing: T) => void } = {},
): (key: string, thing: T) => void {
  const under = new Map<string, { times: number; latest: T }>();

  function watch(key: string): void {
    const timer = setInterval(() => {
      const seen = under.get(key)!;
      if (seen.times > 0) {
        say(seen.latest, seen.times);
        seen.times = 0;
        return;
      }
      clearInterval(timer);
      under.delete(key);
      ended(seen.latest);
    }, everyMs);
    timer.unref();
  }

  return (key, thing) => {
    const seen = under.get(key);
    if (seen !== undefined) {
      seen.times++;
      seen.latest = thing;
      return;
    }
    say(thing, 1);
    if (under.size >= MOST) return;
    under.set(key, { times: 0, latest: thing });
    watch(key);
  };
}
