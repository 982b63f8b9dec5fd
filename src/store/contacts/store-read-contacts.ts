import { sql } from 'kysely';
import type { LinkedFacts } from '../../domain/contact.ts';
import type { PayloadOf } from '../../domain/sync/jobs.ts';
import { parseInstant } from '../../domain/time/time.ts';
import { type Db, holdPortal, inTransaction, json } from '../transaction.ts';
import { type HeldJob, saveProgress } from '../work/jobs.ts';
import { type ClaimedContact, type ClaimedRow, claimedIn, claimedOfK, dueAndClaimed } from './claim-contacts.ts';
import { factsIn, type StoredFacts, storedFacts } from './stored-facts.ts';

/** Facts of a contact from a page of a backfill, sweep or search; unread parts are left out. */
type ReadContact = {
  readonly contactId: number;
  readonly facts: Partial<LinkedFacts>;
  /** ms since 1970: when the page was asked for */
  readonly at: number;
};

/** The job that read a page, and its progress. */
type ReadProgress = {
  [Kind in 'backfill' | 'sweep']: { readonly job: HeldJob<Kind>; readonly payload: PayloadOf<Kind> };
}['backfill' | 'sweep'];

export type ReadPage = {
  readonly portalId: number;
  readonly contacts: readonly ReadContact[];
  readonly now: number;
  readonly progress?: ReadProgress;
  readonly lease?: string;
};

export type ReadOutcome =
  | {
      readonly outcome: 'stored';
      /** contacts that are now due, to be evaluated from these facts without being read again */
      readonly due: number;
      /** those of them that were claimed */
      readonly claimed: readonly ClaimedContact[];
      /** contacts whose facts have not changed since the last evaluation or a later reading */
      readonly unchanged: number;
    }
  /** we do not hold the job any more, or it was added again meanwhile: nothing was stored */
  | { readonly outcome: 'job_lost' };

/**
 * Stores a page of read contacts, and with `progress` how far its job has come, in one transaction.
 * Inserts unknown contacts. A known contact keeps its facts until an evaluation uses the new ones
 * (`ClaimedContact.pendingFacts`), because the difference shows what happened in between; its
 * memory, and whether it must be read again, stay. A contact that was erased after the page was
 * asked for does not come back. With `lease`, claims those that are now due, that nobody holds and
 * that may be in a batch: a later claim would write each row once more.
 */
export async function storeReadContacts(db: Db, page: ReadPage): Promise<ReadOutcome> {
  const { portalId, progress } = page;
  const lost = new Error('job lost');
  return inTransaction(db, async (trx): Promise<ReadOutcome> => {
    if ((await holdPortal(trx, portalId)) === 'gone') return { outcome: 'job_lost' };
    const { due, claimed } = await upsertFacts(trx, page);
    if (progress && !(await saveProgress(trx, progress.job, progress.payload))) throw lost;
    return { outcome: 'stored', due, claimed, unchanged: page.contacts.length - due };
  }).catch((error): ReadOutcome => {
    if (error === lost) return { outcome: 'job_lost' };
    throw error;
  });
}

async function upsertFacts(trx: Db, { portalId, contacts, now, lease }: ReadPage) {
  const distinct = new Map(contacts.map((contact) => [contact.contactId, contact]));
  const rows = [...distinct.values()].map(({ contactId, facts, at }) => ({
    contact_id: contactId,
    facts: storedFacts(facts),
    at,
    created_at: parseInstant(facts.contact?.['createdate']),
  }));
  if (rows.length === 0) return { due: 0, claimed: [] };
  const known = sql`coalesce(k.facts, '{}') || coalesce(k.pending_facts, '{}')`;
  const claims = lease !== undefined;
  const isFree = sql<boolean>`(${claims} and k.lease is null and not k.alone)`;
  const { rows: due } = await sql<ClaimedRow & { readonly isClaimed: boolean | null }>`
    with made as (
      insert into contact as k (portal_id, contact_id, seq, stale, run_at, attempts, lease, claimed_by, claimed_seq,
        pending_facts, pending_facts_at, created_at, lifecycle)
      select ${portalId}, contact_id, 1, false, ${now}, ${Number(claims)}, ${lease ?? null}::uuid, ${lease ?? null}::uuid, ${claims ? 1 : null}::bigint,
        facts, at, created_at, facts #>> '{contact,lifecyclestage}'
      from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, facts jsonb, at bigint, created_at bigint)
      where not exists (
        select from erased e where e.portal_id = ${portalId} and e.contact_id = t.contact_id and e.at >= t.at)
      order by contact_id
      on conflict (portal_id, contact_id) do update set
        ${dueAndClaimed(sql`excluded.run_at`, sql`excluded.lease`, isFree)},
        pending_facts = coalesce(k.pending_facts, '{}') || excluded.pending_facts,
        pending_facts_at = excluded.pending_facts_at
      where excluded.pending_facts_at >= coalesce(greatest(k.facts_at, k.pending_facts_at), 0)
        and (k.scored_at is null or (${known}) || excluded.pending_facts <> ${known})
      returning k.*
    )
    select ${claimedOfK(false)}, k.claimed_seq = k.seq as "isClaimed" from made k order by k.contact_id`.execute(trx);
  return { due: due.length, claimed: claimedIn(due.flatMap(({ isClaimed, ...row }) => (isClaimed ? [row] : []))) };
}

/**
 * The stored contacts with ids above `after`, up to `upTo` (null: no limit). `facts` null: the
 * contact was never evaluated.
 */
export async function storedBetween(
  db: Db,
  portalId: number,
  { after, upTo }: { readonly after: number; readonly upTo: number | null },
): Promise<Map<number, { readonly facts: LinkedFacts | null }>> {
  const { rows } = await sql<{ contactId: number; facts: StoredFacts | null }>`
    select contact_id as "contactId", case when facts is not null then facts || coalesce(pending_facts, '{}') end as facts
    from contact where portal_id = ${portalId} and contact_id > ${after}
      and (${upTo}::bigint is null or contact_id <= ${upTo})`.execute(db);
  return new Map(rows.map(({ contactId, facts }) => [contactId, { facts: facts && factsIn(facts) }]));
}
