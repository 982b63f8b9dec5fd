import type { Logger } from 'pino';
import { repeatsOf } from '../operation/repeats.ts';
import { type Trouble, troubleOf } from '../postgres/trouble.ts';

/**
 * The same log, in which trouble with the database is one line a minute with a count, whoever met
 * it: the worker, a lease, a request. It is what hinders the database that is told, not the
 * thousand things that it hinders.
 */
export function condenseOutages(log: Logger): Logger {
  const meet = repeatsOf(
    (trouble: Trouble, failures) => log.error({ trouble, failures }, 'The database cannot be used'),
    { ended: (trouble) => log.info({ trouble }, 'The database has been without this trouble for a minute') },
  );
  const condensed = Object.create(log) as Logger;
  for (const level of ['warn', 'error'] as const)
    condensed[level] = (fields: object, ...rest: [string?]) => {
      const trouble = 'error' in fields ? troubleOf(fields.error) : null;
      if (trouble === null) log[level](fields, ...rest);
      else meet(trouble, trouble);
    };
  return condensed;
}
