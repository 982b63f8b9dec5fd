import { hash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';

/** A number below 2^52 that stands for a text. */
export const numberFor = (text: string): number => Number.parseInt(hash('sha256', text, 'hex').slice(0, 13), 16);

/** The same in SQL, for a text that only PostgreSQL has. */
export const numberForSql = (text: RawBuilder<unknown>): RawBuilder<number> =>
  sql<number>`('x' || left(encode(sha256(convert_to(${text}, 'UTF8')), 'hex'), 13))::bit(52)::bigint`;
