export type Clock = { readonly now: () => number };

/** `running` moves with real time, `frozen` moves only by `advance` and `set`. */
export type ClockState = { readonly now: number; readonly mode: 'running' | 'frozen' };

export type SandboxClock = Clock & {
  readonly state: () => ClockState;
  readonly set: (now: number) => void;
  readonly advance: (milliseconds: number) => void;
  readonly freeze: () => void;
  readonly run: () => void;
};

/**
 * The sandbox's own time: all that a portal writes, expires or signs reads this clock. Rate limits
 * use real time instead.
 */
export function createClock(start: number = Date.now(), mode: ClockState['mode'] = 'running'): SandboxClock {
  let base = start;
  let runningSince = mode === 'running' ? performance.now() : undefined;

  const now = () => Math.floor(runningSince === undefined ? base : base + performance.now() - runningSince);
  const rebase = (to: number) => {
    base = to;
    if (runningSince !== undefined) runningSince = performance.now();
  };

  return {
    now,
    state: () => ({ now: now(), mode: runningSince === undefined ? 'frozen' : 'running' }),
    set: rebase,
    advance: (milliseconds) => rebase(now() + milliseconds),
    freeze: () => {
      base = now();
      runningSince = undefined;
    },
    run: () => {
      runningSince ??= performance.now();
    },
  };
}
