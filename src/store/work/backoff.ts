import { type RawBuilder, sql } from 'kysely';

/**
 * SQL: when something that failed is due again: `now` + least(1 hour, 2^attempts seconds) × factor.
 * The factor of `jitter` lets what failed together come back at different times.
 */
export function retryAt(attempts: RawBuilder<number>, now: number, factor: RawBuilder<number>): RawBuilder<number> {
  return sql<number>`${now}::bigint + (least(3600, power(2, least(${attempts}, 12))) * 1000 * ${factor})::bigint`;
}

/** A factor from 0.5 to 1. `random` gives numbers from 0 (included) to 1 (excluded). */
export function jitter(random: () => number): number {
  return 0.5 + random() / 2;
}
