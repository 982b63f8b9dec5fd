import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';

const MARK = '/* plan once */';

/**
 * What a long statement begins with that is asked many times a second: to plan it costs more than
 * to carry it out. It names its columns, since a plan does not outlive a change of `*`.
 */
export const PLAN_ONCE: RawBuilder<unknown> = sql.raw(MARK);

/** A name for each marked text; there are as many as there are such statements in the code. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? `ripen_${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * Lets the server keep the plans of marked statements with the session. Only for a session that is
 * ours: behind a pooler the next statement may come to another session, which does not know it.
 */
export function rememberPlans(client: pg.Client): void {
  const send = client.query;
  client.query = function query(this: pg.Client, ...args: unknown[]) {
    const [text, values, ...rest] = args;
    const isMarked = typeof text === 'string' && text.trimStart().startsWith(MARK);
    return Reflect.apply(send, this, isMarked ? [{ name: nameOf(text), text, values }, ...rest] : args);
  } as typeof send;
}
