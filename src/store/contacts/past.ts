import { type RawBuilder, sql } from 'kysely';
import type { Activity, Decisions, LinkedFacts } from '../../domain/contact.ts';
import type { PastDeal } from '../../domain/learning/past/outcomes.ts';
import { type Db, holdPortal, inTransaction, json } from '../transaction.ts';
import { activityOf } from './activity-pack.ts';
import { anyOf } from './erase-contacts.ts';
import { factsIn, type StoredFacts } from './stored-facts.ts';

/* The past of leads that were won or lost, as HubSpot told it. */

type PastHistory = Readonly<
  Record<string, readonly { readonly value: string; readonly at: number; readonly source?: string }[]>
>;

export type StoredPast = {
  readonly contactId: number;
  readonly history: PastHistory;
  readonly company: PastHistory;
  readonly deals: readonly PastDeal[];
};

/** `reads` names the properties that were asked for; what was read before `since` is too old. */
export type PastKey = { readonly reads: string; readonly since: number };

/** What seems to decide a lead, beside its deals: its stage, its lead status. */
export type DecidedKey = PastKey & {
  readonly customerStages: readonly string[];
  readonly lostStatuses: readonly string[];
};

export type DecidedContact = {
  readonly contactId: number;
  readonly facts: LinkedFacts;
  readonly decisions: Decisions;
};

type Stored<T extends DecidedContact> = Omit<T, 'facts'> & { readonly facts: StoredFacts };

/** SQL: contacts that seem won or lost, by their deals, stage, lead status, or a hand-back. */
const isDecided = (portalId: number, { customerStages, lostStatuses }: DecidedKey): RawBuilder<boolean> => sql`
  k.portal_id = ${portalId} and k.missing_since is null and k.facts is not null and (
    (k.facts #>> '{deals,won}')::int > 0 or (k.facts #>> '{deals,lost}')::int > 0
    or k.facts #>> '{contact,lifecyclestage}' = any(${customerStages}::text[])
    or k.facts #>> '{contact,hs_lead_status}' = any(${lostStatuses}::text[])
    or k.decisions ? 'handBackKind')`;

const isKnown = ({ reads, since }: PastKey): RawBuilder<boolean> => sql`exists (
  select from contact_past c where c.portal_id = k.portal_id and c.contact_id = k.contact_id
    and c.reads = ${reads} and c.read_at >= ${since})`;

export async function countDecided(
  db: Db,
  portalId: number,
  key: DecidedKey,
): Promise<{ readonly all: number; readonly known: number }> {
  const { rows } = await sql<{ all: number; known: number }>`
    select count(*) as all, count(*) filter (where ${isKnown(key)}) as known
    from contact k where ${isDecided(portalId, key)}`.execute(db);
  return rows[0]!;
}

/** The newest contacts below an id whose past is not known yet; HubSpot's ids grow. */
export async function decidedUnread(
  db: Db,
  portalId: number,
  { below, limit, ...key }: DecidedKey & { readonly below: number | null; readonly limit: number },
): Promise<readonly DecidedContact[]> {
  const { rows } = await sql<Stored<DecidedContact>>`
    select k.contact_id as "contactId", k.facts, coalesce(k.decisions, '{}') as decisions from contact k
    where ${isDecided(portalId, key)} and (${below}::bigint is null or k.contact_id < ${below})
      and not ${isKnown(key)}
    order by k.contact_id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, facts: factsIn(row.facts) }));
}

/** Stores pasts that were read. A contact that was erased meanwhile stays erased. */
export async function putPasts(
  db: Db,
  portalId: number,
  { pasts, reads, now }: { readonly pasts: readonly StoredPast[]; readonly reads: string; readonly now: number },
): Promise<void> {
  if (pasts.length === 0) return;
  await inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return;
    await sql`
      with given as (
        select * from jsonb_to_recordset(${json(pasts)}) as t("contactId" bigint, history jsonb, company jsonb, deals jsonb)
      ), there as materialized (
        select contact_id from contact k
        where portal_id = ${portalId} and contact_id in (select "contactId" from given)
        order by contact_id for key share
      )
      insert into contact_past as c (portal_id, contact_id, history, company, deals, reads, read_at)
      select ${portalId}::bigint, "contactId", history, company, deals, ${reads}::text, ${now}::bigint
      from given join there on contact_id = "contactId"
      on conflict (portal_id, contact_id) do update set history = excluded.history, company = excluded.company,
        deals = excluded.deals, reads = excluded.reads, read_at = excluded.read_at`.execute(trx);
  });
}

export type DecidedPast = StoredPast &
  DecidedContact & {
    /** activities that no property shows */
    readonly activities: readonly Activity[];
  };

/**
 * Contacts after an id whose past is known. `shown`: sources of activities that their history tells
 * better.
 */
export async function pastsAfter(
  db: Db,
  portalId: number,
  {
    after,
    limit,
    shown,
    reads,
    since,
  }: PastKey & { readonly after: number; readonly limit: number; readonly shown: readonly string[] },
): Promise<readonly DecidedPast[]> {
  const { rows } = await sql<Stored<DecidedPast>>`
    select k.contact_id as "contactId", k.facts, coalesce(k.decisions, '{}') as decisions, c.history, c.company, c.deals,
      (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', a.id, 'signal', a.signal, 'at', a.at,
          'quantity', a.quantity, 'source', a.source, 'detail', a.detail)) order by a.at, a.id), '[]')
        from ${activityOf(sql`k.portal_id`, sql`k.contact_id`)} a where a.source <> all(${shown}::text[])) as activities
    from contact_past c join contact k using (portal_id, contact_id)
    where c.portal_id = ${portalId} and c.contact_id > ${after} and c.reads = ${reads} and c.read_at >= ${since}
      and k.missing_since is null and k.facts is not null
    order by c.contact_id limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, facts: factsIn(row.facts) }));
}

/** Forgets the past of these contacts. */
export async function forgetPastsOf(db: Db, portalId: number, contactIds: readonly number[]): Promise<void> {
  await db
    .deleteFrom('contact_past')
    .where('portal_id', '=', portalId)
    .where('contact_id', '=', anyOf(contactIds))
    .execute();
}
