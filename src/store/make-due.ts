import { type RawBuilder, sql } from 'kysely';

/**
 * The only way to make contact or job `k` due because something has come: `set ${madeDue(at)}`. A
 * row that is due earlier stays so. A worker that holds the row sees from `seq` that something has
 * come. A dead letter gets all its attempts again; a row that waits for its next attempt keeps
 * their number. `alone` stays as it is; the caller sets `stale`, since it knows whether the contact
 * must be read. `begun`: attempts that begin with it.
 */
export const madeDue = (
  at: number | RawBuilder<number>,
  { times = sql<number>`1`, begun = sql<number>`0` }: { times?: RawBuilder<number>; begun?: RawBuilder<number> } = {},
): RawBuilder<unknown> =>
  sql`seq = k.seq + ${times}, run_at = least(k.run_at, ${at}),
    attempts = case when k.run_at is null then 0 else k.attempts end + ${begun}`;
