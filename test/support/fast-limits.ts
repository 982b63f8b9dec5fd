/**
 * Ten times HubSpot's speed: the sandbox counts calls in windows of a second, and so does the app.
 */
const WINDOW_MS = 1_000;
export const FAST = {
  general: { cap: 110, windowMs: WINDOW_MS + 25, concurrency: 8 },
  search: { cap: 4, windowMs: 120, concurrency: 3 },
  longestWaitMs: 60_000,
};
export const FAST_SANDBOX = { max: 110, windowMs: WINDOW_MS, searchMax: 5, searchWindowMs: 100 };

/** As good as no quota, for what takes a year. */
export const UNHURRIED = {
  general: { cap: 5_000, windowMs: WINDOW_MS + 25, concurrency: 8 },
  search: { cap: 5_000, windowMs: WINDOW_MS + 25, concurrency: 3 },
  longestWaitMs: 60_000,
};
export const UNHURRIED_SANDBOX = { max: 5_000, windowMs: WINDOW_MS, searchMax: 5_000, searchWindowMs: WINDOW_MS };
