import { sql } from 'kysely';
import { type FailureCause, MENDED_BY, MENDED_BY_MODEL, type Mending } from '../../domain/sync/failure-cause.ts';
import { APP_VERSION } from '../../operation/version.ts';
import { anyOf, lockContacts } from '../contacts/erase-contacts.ts';
import { type Db, inTransaction, json } from '../transaction.ts';
import { markIsApart } from './news.ts';

/**
 * Something that failed so often that it is set aside. It is tried again at long intervals, and
 * when its cause may be gone.
 */
export type DeadLetter = {
  /**
   * `contact`, `task`, `list` or `mark` (of a contact: what webhooks told of it), or the kind of a
   * job
   */
  readonly what: string;
  /** the id of the contact; the id and the key of its task; or the key of the job */
  readonly key: string;
  /** a code, never personal data */
  readonly error: string;
  /** ms since 1970: when it became one */
  readonly at: number;
  /** ms since 1970: when it is tried again by itself; null: it is being tried */
  readonly retryAt: number | null;
};

/** The dead letters of a portal, the newest first. */
export async function listDeadLetters(
  db: Db,
  { portalId, limit }: { readonly portalId: number; readonly limit: number },
): Promise<DeadLetter[]> {
  const { rows } = await sql<DeadLetter>`
    select what, key, error, at, retry_at as "retryAt" from dead_letter where portal_id = ${portalId}
    union all select 'mark', contact_ids[1]::text, 'not_marked', due_at, try_at from news w
      where portal_id = ${portalId} and ${markIsApart}
    order by at desc, what, key limit ${limit}`.execute(db);
  return rows;
}

/** Makes dead letters due now, with all their attempts. Returns how many there were. */
export async function retryDeadLetters(
  db: Db,
  retry: {
    readonly portalId: number;
    readonly deadLetters: readonly Pick<DeadLetter, 'what' | 'key'>[] | 'all';
    readonly now: number;
  },
): Promise<number> {
  const { portalId, deadLetters, now } = retry;
  const chosen =
    deadLetters === 'all'
      ? sql`true`
      : sql`(what, key) in (select what, key from jsonb_to_recordset(${json(deadLetters)}) as t(what text, key text))`;
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<{ what: string; key: string }>`
      delete from dead_letter where portal_id = ${portalId} and ${chosen} returning what, key`.execute(trx);
    await tryAgain(trx, portalId, rows, { now, tries: 'all' });
    if (deadLetters !== 'all') return rows.length;
    const { numAffectedRows: marks = 0n } = await sql`
      update news w set try_at = 0 where portal_id = ${portalId} and ${markIsApart}`.execute(trx);
    return rows.length + Number(marks);
  });
}

/** How many attempts a dead letter gets when it is tried again: fewer than new work. */
const TRIES = 2;

/**
 * Makes dead letters due again: if their time has come, if another model or another version of the
 * program may succeed, or if their cause may be gone (`mended`). A dead letter stays until the work
 * succeeds. Returns how many are due.
 */
export async function retryDueDeadLetters(
  db: Db,
  { portalId, now, mended }: { readonly portalId: number; readonly now: number; readonly mended?: Mending },
): Promise<number> {
  const causes: readonly FailureCause[] = mended === undefined ? [] : MENDED_BY[mended];
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<{ what: string; key: string }>`
      update dead_letter d set retry_at = null
      where portal_id = ${portalId} and (retry_at is not null or what = 'list') and (
        retry_at <= ${now} or cause = any(${causes}::text[]) or (what <> 'list' and app_version is distinct from ${APP_VERSION})
        or (cause = any(${MENDED_BY_MODEL}::text[])
          and model_version is distinct from (select model_version from portal where portal_id = ${portalId})))
      returning what, key`.execute(trx);
    await tryAgain(trx, portalId, rows, { now, tries: TRIES });
    return rows.length;
  });
}

type DeadLetterKey = { readonly what: string; readonly key: string };

/**
 * Makes the work of dead letters due, if it still waits: with `tries` attempts, or (`all`) as if it
 * had never failed.
 */
async function tryAgain(
  trx: Db,
  portalId: number,
  letters: readonly DeadLetterKey[],
  { now, tries }: { readonly now: number; readonly tries: number | 'all' },
): Promise<void> {
  if (letters.length === 0) return;
  const attempts = tries === 'all' ? sql`0` : sql`greatest(k.attempts - ${tries}::int, 0)`;
  const lastError = tries === 'all' ? sql`null` : sql`k.last_error`;
  const due = sql`run_at = ${now}, attempts = ${attempts}, last_error = ${lastError}`;
  const ids = (kind: 'contact' | 'list') => letters.filter(({ what }) => what === kind).map(({ key }) => Number(key));
  await lockContacts(trx, portalId, [...ids('contact'), ...ids('list')]);
  await sql`
    update contact k set ${due}
    where portal_id = ${portalId} and contact_id = ${anyOf(ids('contact'))} and run_at is null and lease is null`.execute(
    trx,
  );
  await sql`
    update contact set list_try_at = 0
    where portal_id = ${portalId} and contact_id = ${anyOf(ids('list'))}`.execute(trx);
  await sql`
    update job k set ${due}
    from jsonb_to_recordset(${json(letters)}) as t(what text, key text)
    where k.portal_id = ${portalId} and k.kind = t.what and k.key = t.key and k.run_at is null and k.lease is null`.execute(
    trx,
  );
  const keys = letters.filter(({ what }) => what === 'task').map(({ key }) => key);
  await sql`
    update task k set state = case when close_as is null then 'pending' else 'closed' end,
      body = case when close_as is null then body else 'null' end, try_at = 0, error = null, attempts = ${attempts}
    where portal_id = ${portalId} and state = 'failed' and contact_id || ' ' || key = any(${keys}::text[])`.execute(
    trx,
  );
}

/** Dead letters, counted by kind and error, the oldest first. */
export async function countDeadLetters(
  db: Db,
  portalId: number,
): Promise<{ what: string; error: string; count: number; since: number; retryAt: number | null }[]> {
  const { rows } = await sql<{ what: string; error: string; count: number; since: number; retryAt: number | null }>`
    select what, error, count(*) as count, min(at) as since, min(retry_at) as "retryAt" from dead_letter
    where portal_id = ${portalId} group by what, error order by min(at), what, error limit 50`.execute(db);
  return rows;
}
