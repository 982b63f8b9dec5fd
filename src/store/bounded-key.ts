import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';

/*
 * Texts that come from outside have any length, and an entry of an index holds at most 2,704 bytes:
 * https://www.postgresql.org/docs/current/btree.html. So every text that becomes part of a key
 * goes through here.
 */

/** In bytes of UTF-8. Two such texts and some numbers fit into one entry of an index. */
const MOST_BYTES = 1_000;
/** In characters. */
const BEGINNING = 64;

/**
 * A short text stays as it is. A long text becomes its beginning, `#`, and the SHA-256 of all of
 * it, so that two long texts never get the same key. The key of a key is the key itself.
 */
export function boundedKey(text: string): string {
  // A UTF-16 unit takes three bytes at most.
  if (text.length <= MOST_BYTES / 3 || Buffer.byteLength(text) <= MOST_BYTES) return text;
  const beginning = [...text.slice(0, 2 * BEGINNING)].slice(0, BEGINNING).join('');
  return `${beginning}#${createHash('sha256').update(text).digest('hex')}`;
}

/** The same in SQL, for a text that only PostgreSQL has. */
export const boundedKeySql = (text: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`case when octet_length(${text}) <= ${sql.lit(MOST_BYTES)} then ${text}
    else left(${text}, ${sql.lit(BEGINNING)}) || '#' || encode(sha256(convert_to(${text}, 'UTF8')), 'hex') end`;
