import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';

const MARK = '/* plan once */';

/**
 * The beginning of a long statement that runs many times a second, and that takes about as long to
 * plan as to run. Such a statement answers named columns, since a stored plan breaks when those of
 * `*` change.
 */
export const PLAN_ONCE: RawBuilder<unknown> = sql.raw(MARK);

/** The name of each marked statement; there are only a few of them in the code. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? `ripen_${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * Lets the server keep plans of marked statements in the session. Only for a session of our own:
 * behind a pooler the next statement may reach another session.
 */
export function rememberPlans(client: pg.Client): void {
  const send = client.query;
  client.query = function query(this: pg.Client, ...args: unknown[]) {
    const [text, values, ...rest] = args;
    const isMarked = typeof text === 'string' && text.trimStart().startsWith(MARK);
    return Reflect.apply(send, this, isMarked ? [{ name: nameOf(text), text, values }, ...rest] : args);
  } as typeof send;
}
