import { type RawBuilder, sql } from 'kysely';
import type { Apart } from '../../domain/activity/counters.ts';
import {
  type Activity,
  type Decisions,
  type Former,
  type LinkedFacts,
  type Memory,
  type Missing,
  NO_FACTS,
  type Properties,
  type Standing,
} from '../../domain/contact.ts';
import type { Waits } from '../../domain/sync/write-rules.ts';
import type { ListName, Track } from '../../domain/words.ts';
import { madeDue } from '../make-due.ts';
import { type Db, retried } from '../transaction.ts';
import { contactIsDue } from '../work/pending-work.ts';
import { activitiesIn, activitiesOfK, type StoredActivities } from './activity-pack.ts';
import { anyOf } from './erase-contacts.ts';
import { factsIn, type StoredFacts } from './stored-facts.ts';
import { type StoredStanding, standingIn } from './stored-standing.ts';

/** A due contact that a worker has claimed, with all that an evaluation needs. */
export type ClaimedContact = {
  readonly contactId: number;
  /** grows with everything that arrives; the completion must give the same number */
  readonly seq: number;
  /** this one included */
  readonly attempts: number;
  /** must be read from HubSpot before it is evaluated */
  readonly stale: boolean;
  /** its company and deals must be read too */
  readonly relink: boolean;
  /**
   * the instant at which the last evaluation expected a change (`Evaluation.nextChangeAt`); it may
   * still be in the future
   */
  readonly nextAt: number | null;
  /** what the last evaluation saw; null: it was never evaluated */
  readonly facts: LinkedFacts | null;
  readonly factsAt: number | null;
  /**
   * newer facts that were read in passing (`storeReadContacts`) and that no evaluation has used;
   * null: none
   */
  readonly pendingFacts: { readonly facts: LinkedFacts; readonly at: number } | null;
  /** what people and workflows decided */
  readonly decisions: Decisions;
  /** property values that they gave and that HubSpot does not have yet */
  readonly inputs: Properties;
  readonly memory: Memory | null;
  /**
   * the lifecycle stage that HubSpot shows, or that Ripen set out to write; absent or null: unknown
   */
  readonly lifecycle?: string | null;
  readonly standing: Standing | null;
  /** the rules that exclude the contact from correspondence; null: none does */
  readonly excluded: readonly string[] | null;
  readonly track: Track;
  /** null: unknown, it may be on any list */
  readonly listed: readonly ListName[] | null;
  /** activities that Ripen counts and that HubSpot's counters do not show; null: none */
  readonly apart: Apart | null;
  /** contacts became one since the last evaluation */
  readonly merged: boolean;
  /**
   * since when HubSpot seems not to have the contact any more, and what said so; null: HubSpot has
   * it, as far as we know
   */
  readonly missing: Missing | null;
  /** oldest first; null: more than a batch can carry (`readActivities` reads them) */
  readonly activities: readonly Activity[] | null;
  /**
   * a process ended while it worked on the contact: call `beginEvaluating` before the evaluation
   */
  readonly suspect: boolean;
  /** what a rule of the account refused to take; null: nothing */
  readonly waits: Waits | null;
  /** a digest of the stored evaluation; null: unknown */
  readonly evaluated: string | null;
  /** the version of the model that it was last evaluated by; null: unknown */
  readonly modelVersion: number | null;
  /** what earlier versions of the model left, the last one last */
  readonly former: readonly Former[] | Former | null;
};

/** SQL: the digest of the stored evaluation; null: an older program has made it. */
export const evaluatedOfK = sql`
  case when split_part(k.evaluated, ' ', 1) = k.scored_at::text then split_part(k.evaluated, ' ', 2) end`;

/** Contacts with more activities are worked on alone. */
export const ACTIVITIES_IN_BATCH = 1000;

/** Null: more than a batch can carry. */
export function ofBatch(stored: StoredActivities): readonly Activity[] | null {
  const activities = activitiesIn(stored);
  return activities.length > ACTIVITIES_IN_BATCH ? null : activities;
}

export type ClaimedRow = Omit<ClaimedContact, 'facts' | 'pendingFacts' | 'activities' | 'standing'> & {
  readonly facts: StoredFacts | null;
  readonly standing: StoredStanding | null;
  readonly activities: StoredActivities | null;
  readonly pendingFacts: StoredFacts<Partial<LinkedFacts>> | null;
  readonly pendingFactsAt: number;
};

/**
 * Claims the contacts that have been due longest, in one round trip. `only`: just those that must
 * be read, or just those that need not. `alone`: only those that must not be in a batch.
 */
export async function claimContacts(
  db: Db,
  claim: {
    readonly portalId: number;
    readonly lease: string;
    readonly now: number;
    readonly limit: number;
    readonly only?: 'stale' | 'fresh';
    readonly alone?: boolean;
  },
): Promise<ClaimedContact[]> {
  const { portalId, lease, now, limit, alone = false } = claim;
  const stale = claim.only === undefined ? [true, false] : [claim.only === 'stale'];
  const { rows } = await sql<ClaimedRow>`
    with due as materialized (
      select k.contact_id, k.run_at from unnest(${stale}::boolean[]) as wanted(stale) cross join lateral (
        select contact_id, run_at from contact w
        where portal_id = ${portalId} and stale = wanted.stale and alone = ${alone} and ${contactIsDue(now)}
        order by run_at limit ${limit} for update skip locked
      ) k order by k.run_at limit ${limit}
    ), k as (
      update contact set lease = ${lease}, attempts = attempts + 1, evaluating = false, claimed_by = ${lease}, claimed_seq = seq
      from due where contact.portal_id = ${portalId} and contact.contact_id = due.contact_id
        and contact.contact_id = any(array(select contact_id from due))
      returning contact.*
    )
    select ${claimedOfK(alone)} from k order by k.run_at, k.contact_id`.execute(db);
  return claimedIn(rows);
}

/**
 * Makes contacts due, and claims those that nobody holds and that may be in a batch, in one write
 * of a row. The others are only made due.
 */
export async function claimThese(
  db: Db,
  claim: {
    readonly portalId: number;
    readonly lease: string;
    readonly now: number;
    readonly contactIds: readonly number[];
  },
): Promise<ClaimedContact[]> {
  const { portalId, lease, now, contactIds } = claim;
  if (contactIds.length === 0) return [];
  const { rows } = await sql<ClaimedRow>`
    with chosen as materialized (
      select contact_id, lease is null and not alone as free from contact
      where portal_id = ${portalId} and contact_id = ${anyOf(contactIds)} order by contact_id for update
    ), made as (
      update contact k set ${dueAndClaimed(now, lease, sql`chosen.free`)}
      from chosen where k.portal_id = ${portalId} and k.contact_id = chosen.contact_id and k.contact_id = ${anyOf(contactIds)}
      returning k.*, chosen.free
    )
    select ${claimedOfK(false)} from made k where k.free order by k.contact_id`.execute(db);
  return claimedIn(rows);
}

/** SQL: makes contact `k` due, and claims it where it is free. */
export const dueAndClaimed = (
  at: number | RawBuilder<number>,
  lease: string | RawBuilder<string | null>,
  free: RawBuilder<boolean>,
): RawBuilder<unknown> =>
  sql`${madeDue(at, { begun: sql`(${free})::int` })},
    lease = case when ${free} then ${lease} else k.lease end,
    evaluating = k.evaluating and not ${free},
    claimed_by = case when ${free} then ${lease} else k.claimed_by end,
    claimed_seq = case when ${free} then k.seq + 1 else k.claimed_seq end`;

export const claimedOfK = (alone: boolean) => sql`
  k.contact_id as "contactId", k.seq, k.attempts, k.stale, k.relink, k.next_at as "nextAt",
  k.facts, k.facts_at as "factsAt", k.pending_facts as "pendingFacts",
  k.pending_facts_at as "pendingFactsAt", coalesce(k.decisions, '{}') as decisions,
  coalesce(k.inputs, '{}') as inputs, k.memory, k.lifecycle, k.standing,
  k.excluded, k.track, k.listed, k.apart, k.merged, k.waits, ${evaluatedOfK} as evaluated, k.model_version as "modelVersion", k.former, k.crashes > 0 as suspect,
  case when k.missing_since is not null then jsonb_build_object('since', k.missing_since, 'by', k.missing_by) end as missing,
  ${alone ? sql`null` : activitiesOfK(ACTIVITIES_IN_BATCH + 1)} as activities`;

export const claimedIn = (rows: readonly ClaimedRow[]): ClaimedContact[] =>
  rows.map(({ facts, pendingFacts, pendingFactsAt, ...row }) => ({
    ...row,
    ...bothFactsIn(facts, pendingFacts, pendingFactsAt),
    standing: standingIn(row.standing),
    activities: row.activities && ofBatch(row.activities),
  }));

/** The facts of the last evaluation, and those that were read since, with what these leave out. */
export function bothFactsIn(stored: ClaimedRow['facts'], pending: ClaimedRow['pendingFacts'], at: number) {
  const facts = stored && factsIn(stored);
  return { facts, pendingFacts: pending && { facts: { ...NO_FACTS, ...facts, ...factsIn(pending) }, at } };
}

type Held = { readonly portalId: number; readonly lease: string; readonly contactIds: readonly number[] };

/** Gives contacts back without counting the attempt: we must stop, or must not call HubSpot now. */
export const releaseContacts = (db: Db, held: Held): Promise<void> => giveBack(db, held, IN_DOUBT);

/** The same for contacts that nobody has begun to work on. */
export const returnContacts = (db: Db, held: Held): Promise<void> => giveBack(db, held, sql`alone = k.alone`);

/** Gives contacts back, without counting the attempt, to be worked on alone. */
export const setAlone = (db: Db, held: Held): Promise<void> => giveBack(db, held, sql`alone = true`);

async function giveBack(db: Db, { portalId, lease, contactIds }: Held, also: RawBuilder<unknown>): Promise<void> {
  await retried(() =>
    sql`
      with held as materialized (
        select contact_id from contact
        where portal_id = ${portalId} and contact_id = ${anyOf(contactIds)} and lease = ${lease}
        order by contact_id for update
      )
      update contact k set ${LET_GO}, attempts = greatest(attempts - 1, 0), ${also}
      from held where k.portal_id = ${portalId} and k.contact_id = held.contact_id`.execute(db),
  );
}

/** From here on the attempt counts, even if the process ends. */
export async function beginEvaluating(
  db: Db,
  { portalId, lease, contactId }: { readonly portalId: number; readonly lease: string; readonly contactId: number },
): Promise<void> {
  await sql`
    update contact set evaluating = true
    where portal_id = ${portalId} and contact_id = ${contactId} and lease = ${lease}`.execute(db);
}

/** Ripen may have written the stage that it meant to write: its echo is still our own. */
export const LET_GO = sql`lease = null, claimed_by = null, claimed_seq = null, evaluating = false, lifecycle = coalesce(lifecycle_intent, lifecycle), lifecycle_intent = null`;

/** For a contact whose evaluation was not stored: HubSpot may have got it all the same. */
export const IN_DOUBT = sql`standing = coalesce(standing, '{"track": "none"}') || '{"inDoubt": true}'`;
