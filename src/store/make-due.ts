import { type RawBuilder, sql } from 'kysely';

/**
 * The one way to make contact or job `k` due because something has come: `set ${madeDue(at)}`. One
 * that is due earlier stays so. Its worker sees from `seq` that something has come. One that was
 * set aside gets all its attempts again; one that waits for its next attempt keeps count of them.
 * `alone` says how it is worked on, which nothing that comes changes; `stale` is for the caller to
 * set, who knows whether it must be read.
 */
export const madeDue = (
  at: number | RawBuilder<number>,
  times: RawBuilder<number> = sql<number>`1`,
): RawBuilder<unknown> =>
  sql`seq = k.seq + ${times}, run_at = least(k.run_at, ${at}),
    attempts = case when k.run_at is null then 0 else k.attempts end`;
