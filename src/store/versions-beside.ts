/*
 * Which versions of Ripen may run beside each other on one database. Older versions run on after a
 * migration that only adds something. If they would fail or do wrong after a migration, its name
 * ends with ALONE. Every version understands that, even if it does not know the migration.
 */

/** Ends the name of a migration beside which no older version may run. */
const ALONE = '-alone';

/**
 * What a process does with a database. `migrate`: it knows all migrations there, and adds its own;
 * `run`: a newer version has only added something; `refuse`: the process must not run, and
 * `sentence` tells why.
 */
export type Coexistence =
  | { readonly outcome: 'migrate' }
  | { readonly outcome: 'run'; readonly newer: readonly string[] }
  | { readonly outcome: 'refuse'; readonly sentence: string };

/** `done`: the migrations in the database; `own`: those that this process knows. */
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
