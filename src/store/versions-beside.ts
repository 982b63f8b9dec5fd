/*
 * Which versions of Ripen may run beside each other on one database. A migration that only adds
 * what older versions need not know lets them run on. One after which they would fail or do wrong
 * has a name that ends with ALONE, which every version since this file existed understands without
 * knowing the migration.
 */

/** Ends the name of a migration beside which no older version may run. */
const ALONE = '-alone';

/**
 * What a process that knows `own` migrations does with a database in which `done` have been carried
 * out. `migrate`: all of them are ours, and some of ours may be missing; `run`: a newer version has
 * added what need not trouble us; `refuse`: a sentence to a person.
 */
export type Coexistence =
  | { readonly outcome: 'migrate' }
  | { readonly outcome: 'run'; readonly newer: readonly string[] }
  | { readonly outcome: 'refuse'; readonly sentence: string };

export function standingBeside(done: readonly string[], own: readonly string[]): Coexistence {
  const newer = done.filter((name) => !own.includes(name));
  const alone = newer.filter((name) => name.endsWith(ALONE)).at(-1);
  if (newer.length === 0) return { outcome: 'migrate' };
  if (alone !== undefined)
    return {
      outcome: 'refuse',
      sentence: `A newer version of Ripen has changed this database (migration ${alone}), and this version cannot run beside it: start the newer version.`,
    };
  const missing = own.filter((name) => !done.includes(name));
  if (missing.length === 0) return { outcome: 'run', newer };
  return {
    outcome: 'refuse',
    sentence: `This database was changed by another line of Ripen: it has migration ${newer[0]}, which this version does not know, and lacks ${missing[0]}. Start the version that changed it.`,
  };
}
