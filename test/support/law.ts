const TIMES_AS_MANY = Number(process.env['RIPEN_LAW_RUNS'] ?? 1);
const SEED = Number(process.env['RIPEN_LAW_SEED'] ?? 20_260_301);

/**
 * How often a law is tried: with the same cases every time, so that a run is red for a change
 * alone. `RIPEN_LAW_RUNS` tries more cases, `RIPEN_LAW_SEED` others; fast-check names the seed of a
 * failure. A counter-example once found belongs into the test's `examples`.
 */
export const law = (numRuns = 100) => ({ seed: SEED, numRuns: numRuns * TIMES_AS_MANY });
