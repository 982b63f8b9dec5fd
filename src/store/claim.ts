import { sql } from 'kysely';
import {
  type Activity,
  type Decisions,
  type LinkedFacts,
  type Memory,
  NO_FACTS,
  type Properties,
  type Standing,
} from '../domain/contact.ts';
import type { Apart } from '../domain/counters.ts';
import type { ListName, Track } from '../domain/words.ts';
import { ACTIVITIES_OF_K } from './contacts.ts';
import { anyOf } from './erase.ts';
import type { MissingBy } from './schema.ts';
import { type Db, retried } from './transaction.ts';

/** A due contact in a worker's hands, with all that an evaluation needs. */
export type ClaimedContact = {
  readonly contactId: number;
  /** grows with everything that arrives; give it back on completion */
  readonly seq: number;
  /** this one included */
  readonly attempts: number;
  /** must be read from HubSpot before it is evaluated */
  readonly stale: boolean;
  /** its company and deals must be read too */
  readonly relink: boolean;
  /** when the last evaluation wanted to be looked at again (`CompletedContact.nextAt`), which may still be to come */
  readonly nextAt: number | null;
  /** what the last evaluation saw; null: it was never evaluated */
  readonly facts: LinkedFacts | null;
  readonly factsAt: number | null;
  /** newer facts that were read in passing (`storeReadContacts`) and that no evaluation has seen; null: none */
  readonly reading: { readonly facts: LinkedFacts; readonly at: number } | null;
  /** what people and workflows decided; null: nothing */
  readonly decisions: Decisions | null;
  /** property values that they gave and that HubSpot does not have yet; null: none */
  readonly inputs: Properties | null;
  readonly memory: Memory | null;
  readonly standing: Standing | null;
  /** the rules by which it is excluded from correspondence; null: it is not */
  readonly excluded: readonly string[] | null;
  readonly track: Track;
  /** null: unknown, it may be on any list */
  readonly listed: readonly ListName[] | null;
  readonly activities: readonly Activity[];
  /** what is counted and the contact does not show; null: nothing */
  readonly apart: Apart | null;
  /** contacts became one since the last evaluation */
  readonly merged: boolean;
  /** since when, and by what, HubSpot seems to have it no more; null: it has it as far as we know */
  readonly missing: { readonly since: number; readonly by: MissingBy } | null;
};

type Row = Omit<ClaimedContact, 'reading'> & {
  readonly reading: Partial<LinkedFacts> | null;
  readonly readingAt: number;
};

/** Takes the contacts due longest into our hands, in one round trip. `only`: just those that must be read, or need not. */
export async function claimContacts(
  db: Db,
  claim: {
    readonly portalId: number;
    readonly lease: string;
    readonly now: number;
    readonly limit: number;
    readonly only?: 'stale' | 'fresh';
  },
): Promise<ClaimedContact[]> {
  const { portalId, lease, now, limit } = claim;
  const stale = claim.only === undefined ? [true, false] : [claim.only === 'stale'];
  const { rows } = await sql<Row>`
    with due as materialized (
      select k.contact_id, k.run_at from unnest(${stale}::boolean[]) as wanted(stale) cross join lateral (
        select contact_id, run_at from contact
        where portal_id = ${portalId} and stale = wanted.stale and lease is null and run_at <= ${now}
        order by run_at limit ${limit} for update skip locked
      ) k order by k.run_at limit ${limit}
    ), k as (
      update contact set lease = ${lease}, attempts = attempts + 1
      from due where contact.portal_id = ${portalId} and contact.contact_id = due.contact_id
      returning contact.*
    )
    select k.contact_id as "contactId", k.seq, k.attempts, k.stale, k.relink, k.next_at as "nextAt",
      k.facts, k.facts_at as "factsAt", k.reading, k.reading_at as "readingAt", k.decisions, k.inputs, k.memory, k.standing,
      k.excluded, k.track, k.listed, k.apart, k.merged,
      case when k.missing_since is not null then jsonb_build_object('since', k.missing_since, 'by', k.missing_by) end as missing,
      ${ACTIVITIES_OF_K} as activities
    from k order by k.run_at, k.contact_id`.execute(db);
  return rows.map(({ reading, readingAt, ...row }) => ({
    ...row,
    reading: reading && {
      facts: { ...NO_FACTS, companyId: null, dealIds: [], ...row.facts, ...reading },
      at: readingAt,
    },
  }));
}

/** Gives contacts back without counting the attempt: we were told to stop, or HubSpot is not to be called now. */
export async function releaseContacts(
  db: Db,
  held: { readonly portalId: number; readonly lease: string; readonly contactIds: readonly number[] },
): Promise<void> {
  await retried(() =>
    sql`
      with held as materialized (
        select contact_id from contact
        where portal_id = ${held.portalId} and contact_id = ${anyOf(held.contactIds)} and lease = ${held.lease}
        order by contact_id for update
      )
      update contact k set ${LET_GO}, attempts = greatest(attempts - 1, 0)
      from held where k.portal_id = ${held.portalId} and k.contact_id = held.contact_id`.execute(db),
  );
}

/** A stage that we meant to write may have been written: its echo is still our own. */
export const LET_GO = sql`lease = null, lifecycle = coalesce(lifecycle_intent, lifecycle), lifecycle_intent = null`;
