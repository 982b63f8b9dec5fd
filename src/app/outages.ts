import type { Logger } from 'pino';
import { repeatsOf } from '../operation/repeats.ts';
import { type Trouble, troubleOf } from '../postgres/trouble.ts';

/**
 * A log that tells trouble with the database once a minute with a count, however many workers,
 * leases and requests meet it. Other lines go through unchanged.
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
