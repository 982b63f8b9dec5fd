import { type Kysely, type RawBuilder, sql } from 'kysely';
import { cleanJson } from '../domain/text/text.ts';
import { MOVED } from '../postgres/trouble.ts';
import type { Schema } from './schema.ts';

/** The database, or a transaction on it: every statement of the store takes either. */
export type Db = Kysely<Schema>;

const TRIES = 3;
/** deadlock_detected, serialization_failure: the server has undone all, so the work may repeat. */
const UNDONE = ['40P01', '40001'];

/**
 * Runs `work` in a transaction, again if the server undid it; inside a transaction, in that one.
 */
export async function inTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : retried(() => db.transaction().execute(work));
}

/**
 * Tries again (three times in all) what PostgreSQL has undone to end a deadlock. Only for whole
 * units of work.
 */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (attempt === TRIES || typeof code !== 'string' || !UNDONE.includes(code)) throw error;
    }
  }
}

/**
 * JSON as PostgreSQL accepts it. Text is cleaned where it comes in; this is a second safeguard, so
 * that one bad text does not stop a whole batch. It first searches for escapes, which are rare.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return /\\u(?:0000|d[89a-f])/.test(text) ? JSON.stringify(cleanJson(JSON.parse(text))) : text;
}

/**
 * A batch as one parameter, half the cost of many: `from jsonb_to_recordset(${json(rows)}) as
 * t(…)`.
 */
export function json(value: unknown): RawBuilder<unknown> {
  return sql`${jsonText(value)}::jsonb`;
}

/**
 * A list as one parameter, which the server reads faster than JSON; undefined: null there. A list
 * of JSON in braces is one of PostgreSQL where nothing is escaped, and written in a fifth of the
 * time that the driver takes.
 */
function listed(all: readonly unknown[]): unknown {
  const text = JSON.stringify(all);
  return text.includes('\\') ? all : `{${text.slice(1, -1)}}`;
}

export const bigints = (all: readonly (number | undefined)[]): RawBuilder<unknown> => sql`${listed(all)}::bigint[]`;
export const booleans = (all: readonly (boolean | undefined)[]): RawBuilder<unknown> => sql`${listed(all)}::boolean[]`;
export const textList = (all: readonly (string | undefined)[]): RawBuilder<unknown> => sql`${listed(all)}::text[]`;

/**
 * Makes a disconnect wait until this transaction ends, and tells whether the portal may have rows.
 * Every transaction that inserts rows of a portal begins with it, so that no row appears after an
 * erasure.
 */
export const holdPortal = async (trx: Db, portalId: number): Promise<HeldPortal['status']> =>
  (await heldPortal(trx, portalId)).status;

/** `heardAt`: when HubSpot last delivered something, to the minute; null: never. */
export type HeldPortal = { readonly status: 'installing' | 'active' | 'gone'; readonly heardAt: number | null };

/** Like `holdPortal`. */
export async function heldPortal(trx: Db, portalId: number): Promise<HeldPortal> {
  const portal = await trx
    .selectFrom('portal')
    .select(['status', 'moving_to', 'heard_at'])
    .where('portal_id', '=', portalId)
    .forKeyShare()
    .executeTakeFirst();
  if (portal === undefined) await assertNotElsewhere(trx, portalId);
  if (portal?.moving_to) throw portalMoved(portalId);
  const status = portal === undefined || portal.status === 'disconnected' ? 'gone' : portal.status;
  return { status, heardAt: portal?.heard_at ?? null };
}

/** For what found no such portal: throws when it is in another database. */
export async function assertNotElsewhere(db: Db, portalId: number): Promise<void> {
  const row = await db.selectFrom('elsewhere').select('place').where('portal_id', '=', portalId).executeTakeFirst();
  if (row !== undefined) throw portalMoved(portalId);
}

export const portalMoved = (portalId: number, where = 'moves to another database, or is there.'): Error =>
  Object.assign(new Error(`Portal ${portalId} ${where}`), { code: MOVED });

/** The directory names a database that this process was not told of. */
export const portalUnderNoName = (portalId: number, name: string): Error =>
  portalMoved(portalId, `is in the database "${name}", which DATABASES does not name.`);
