import { type RawBuilder, sql } from 'kysely';

/**
 * When something that failed is due again: `now` + least(1 hour, 2^attempts seconds), times a
 * factor between a half and one that the caller's `random` chose, so that what failed together does
 * not come back together.
 */
export function retryAt(attempts: RawBuilder<number>, now: number, factor: RawBuilder<number>): RawBuilder<number> {
  return sql<number>`${now}::bigint + (least(3600, power(2, least(${attempts}, 12))) * 1000 * ${factor})::bigint`;
}

/** @param random gives numbers from 0 (included) to 1 (excluded) */
export function jitter(random: () => number): number {
  return 0.5 + random() / 2;
}
