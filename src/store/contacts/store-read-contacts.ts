import { sql } from 'kysely';
import type { LinkedFacts } from '../../domain/contact.ts';
import type { PayloadOf } from '../../domain/sync/jobs.ts';
import { parseInstant } from '../../domain/time/time.ts';
import { madeDue } from '../make-due.ts';
import { type Db, holdPortal, inTransaction, json } from '../transaction.ts';
import { type HeldJob, saveProgress } from '../work/jobs.ts';
import { factsIn, type StoredFacts, storedFacts } from './stored-facts.ts';

/** Facts of a contact from a page of a backfill, sweep or search; unread parts are left out. */
export type ReadContact = {
  readonly contactId: number;
  readonly facts: Partial<LinkedFacts>;
  /** ms since 1970: when the page was asked for */
  readonly at: number;
};

/** The job that read a page, and its progress. */
export type ReadProgress = {
  [Kind in 'backfill' | 'sweep']: { readonly job: HeldJob<Kind>; readonly payload: PayloadOf<Kind> };
}['backfill' | 'sweep'];

export type ReadOutcome =
  | {
      readonly outcome: 'stored';
      /** contacts that are now due, to be evaluated from these facts without being read again */
      readonly due: number;
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
 * asked for does not come back.
 */
export async function storeReadContacts(
  db: Db,
  page: {
    readonly portalId: number;
    readonly contacts: readonly ReadContact[];
    readonly now: number;
    readonly progress?: ReadProgress;
  },
): Promise<ReadOutcome> {
  const { portalId, now, progress } = page;
  const lost = new Error('job lost');
  return inTransaction(db, async (trx): Promise<ReadOutcome> => {
    if ((await holdPortal(trx, portalId)) === 'gone') return { outcome: 'job_lost' };
    const due = await upsertFacts(trx, portalId, page.contacts, now);
    if (progress && !(await saveProgress(trx, progress.job, progress.payload))) throw lost;
    return { outcome: 'stored', due, unchanged: page.contacts.length - due };
  }).catch((error): ReadOutcome => {
    if (error === lost) return { outcome: 'job_lost' };
    throw error;
  });
}

async function upsertFacts(trx: Db, portalId: number, contacts: readonly ReadContact[], now: number): Promise<number> {
  const distinct = new Map(contacts.map((contact) => [contact.contactId, contact]));
  const rows = [...distinct.values()].map(({ contactId, facts, at }) => ({
    contact_id: contactId,
    facts: storedFacts(facts),
    at,
    created_at: parseInstant(facts.contact?.['createdate']),
  }));
  if (rows.length === 0) return 0;
  const known = sql`coalesce(k.facts, '{}') || coalesce(k.pending_facts, '{}')`;
  const { rows: due } = await sql`
    insert into contact as k (portal_id, contact_id, seq, stale, run_at, pending_facts, pending_facts_at, created_at, lifecycle)
    select ${portalId}, contact_id, 1, false, ${now}, facts, at, created_at, facts #>> '{contact,lifecyclestage}'
    from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, facts jsonb, at bigint, created_at bigint)
    where not exists (
      select from erased e where e.portal_id = ${portalId} and e.contact_id = t.contact_id and e.at >= t.at)
    order by contact_id
    on conflict (portal_id, contact_id) do update set
      ${madeDue(sql<number>`excluded.run_at`)},
      pending_facts = coalesce(k.pending_facts, '{}') || excluded.pending_facts,
      pending_facts_at = excluded.pending_facts_at
    where excluded.pending_facts_at >= coalesce(greatest(k.facts_at, k.pending_facts_at), 0)
      and (k.scored_at is null or (${known}) || excluded.pending_facts <> ${known})
    returning k.contact_id`.execute(trx);
  return due.length;
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
