import { type RawBuilder, sql } from 'kysely';

/**
 * The one way to make contact `k` due: `set ${madeDue(at)}`. What is due earlier stays so; whoever
 * works on it sees that something has come; a parked one gets all its attempts again.
 */
export const madeDue = (
  at: number | RawBuilder<number>,
  times: RawBuilder<number> = sql<number>`1`,
): RawBuilder<unknown> =>
  sql`seq = k.seq + ${times}, run_at = least(k.run_at, ${at}),
    attempts = case when k.run_at is null then 0 else k.attempts end`;
