import { sql } from 'kysely';
import { type Db, json, retried } from '../transaction.ts';
import { jitter, retryAt } from '../work/backoff.ts';
import { deadLetterOf, insertDeadLetters } from '../work/insert-dead-letters.ts';
import type { Failure } from '../work/jobs.ts';
import { IN_DOUBT, LET_GO } from './claim-contacts.ts';

export type FailedContact = {
  readonly contactId: number;
  /** as claimed */
  readonly seq: number;
  /** a code, never personal data */
  readonly error: string;
};

/**
 * Lets failed contacts go with a growing pause. After `maxAttempts` a contact becomes a dead
 * letter in the same statement, unless something arrived meanwhile, and the workflow that waits for
 * the contact gets an answer. Contacts that we do not hold any more stay as they are. Returns the
 * dead letters.
 */
export async function failContacts(
  db: Db,
  batch: Omit<Failure, 'error'> & {
    readonly portalId: number;
    readonly lease: string;
    readonly rows: readonly FailedContact[];
  },
): Promise<{ readonly retried: readonly number[]; readonly deadLetters: readonly number[] }> {
  const { portalId, lease, now, maxAttempts, random } = batch;
  const failures = batch.rows.map(({ contactId, seq, error }) => ({
    contact_id: contactId,
    seq,
    error,
    factor: jitter(random),
    ...deadLetterOf('contact', error, random),
  }));
  const pause = retryAt(sql<number>`k.attempts`, now, sql<number>`t.factor`);
  const { rows } = await retried(() =>
    sql<{ contactId: number; deadLetter: boolean }>`
      with t as materialized (
        select * from jsonb_to_recordset(${json(failures)}) as t(contact_id bigint, seq bigint, error text, factor float8,
          cause text, rest_ms bigint)
      ), held as materialized (
        select k.contact_id from contact k join t using (contact_id)
        where k.portal_id = ${portalId} and k.lease = ${lease} order by k.contact_id for update of k
      ), failed as (
        update contact k set
          ${LET_GO}, ${IN_DOUBT},
          last_error = t.error,
          run_at = case when k.attempts >= ${maxAttempts} and k.seq = t.seq then null else ${pause} end
        from held join t using (contact_id)
        where k.portal_id = ${portalId} and k.contact_id = held.contact_id
        returning k.contact_id, k.run_at is null as "deadLetter", t.error, t.cause, t.rest_ms
      ), letter as (
        ${insertDeadLetters(sql`(select 'contact' as what, contact_id::text as key, failed.* from failed where "deadLetter") f`, portalId, now)}
      ), callback_of_dead_letter as (
        update callback c set state = 'ready' from failed
        where failed."deadLetter" and c.portal_id = ${portalId} and c.contact_id = failed.contact_id and c.state = 'waiting'
      )
      select contact_id as "contactId", "deadLetter" from failed order by contact_id`.execute(db),
  );
  const ids = (deadLetter: boolean) =>
    rows.filter((row) => row.deadLetter === deadLetter).map(({ contactId }) => contactId);
  return { retried: ids(false), deadLetters: ids(true) };
}
