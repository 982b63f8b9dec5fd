const nothing = () => {};

/** A log for tests that look at outcomes. */
export const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
