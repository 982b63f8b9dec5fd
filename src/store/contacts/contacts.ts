import { type RawBuilder, sql } from 'kysely';
import type { Activity, Decisions, LinkedFacts, Memory, Properties, Standing } from '../../domain/contact.ts';
import type { Evaluation } from '../../domain/evaluation/evaluate.ts';
import type { Peers } from '../../domain/lead/validity/validity-peers.ts';
import type { ListName, Track } from '../../domain/words.ts';
import { madeDue } from '../make-due.ts';
import { type Db, json, retried } from '../transaction.ts';
import { PENDING_WORK } from '../work/pending-work.ts';
import { activitiesIn, activitiesOfK, type StoredActivities } from './activity-pack.ts';
import { anyOf } from './erase-contacts.ts';
import { factsIn, type StoredFacts } from './stored-facts.ts';
import { type StoredStanding, standingIn } from './stored-standing.ts';

/** All that is known of a contact, for a person to look at. Instants are ms since 1970. */
export type StoredContact = {
  readonly contactId: number;
  readonly facts: LinkedFacts | null;
  readonly factsAt: number | null;
  readonly memory: Memory | null;
  readonly standing: Standing | null;
  readonly track: Track;
  /** null: unknown, it may be on any list */
  readonly listed: readonly ListName[] | null;
  /** null: it was never evaluated */
  readonly lastEvaluation: LastEvaluation | null;
  readonly scoredAt: number | null;
  /** null: nothing will change by itself, or it is a dead letter (then lastError says why) */
  readonly runAt: number | null;
  readonly stale: boolean;
  readonly lastError: string | null;
  readonly activities: readonly Activity[];
};

/** What an evaluation saw and left, from which `evaluatedAgain` finds all of it. */
export type LastEvaluation = {
  readonly at: number;
  readonly nextChangeAt: number | null;
  /** null: unknown */
  readonly modelVersion: number | null;
  readonly facts: LinkedFacts;
  readonly memory: Memory;
  readonly decisions: Decisions;
  /** null: none */
  readonly peers: Peers | null;
  /** the lifecycle stage that HubSpot shows, or that Ripen set out to write; null: unknown */
  readonly lifecycle: string | null;
  readonly activities: StoredActivities;
  /**
   * all of it, of a contact with very many activities, or if an earlier program stored it; null: it
   * is to be found again
   */
  readonly inFull: Evaluation | null;
};

/** As statements give it: `lastEvaluationIn` tells what it is. */
export type StoredEvaluation = Omit<LastEvaluation, 'facts'> & { readonly facts: StoredFacts };

export const lastEvaluationIn = (stored: StoredEvaluation | null): LastEvaluation | null =>
  stored && { ...stored, facts: factsIn(stored.facts) };

const IN_FULL = sql`k.evaluation ? 'bantDetails'`;

/** SQL: the last evaluation of contact `k`; null: it was never evaluated. */
export const lastEvaluationOfK = sql<StoredEvaluation | null>`
  case when k.evaluation is not null and k.facts is not null and k.memory is not null then jsonb_build_object(
    'at', k.scored_at, 'nextChangeAt', k.next_at, 'modelVersion', k.model_version, 'facts', k.facts, 'memory', k.memory,
    'decisions', coalesce(k.decisions, '{}'), 'peers', k.peers, 'lifecycle', k.lifecycle,
    'activities', case when ${IN_FULL} then '[null, null]' else ${activitiesOfK()} end,
    'inFull', case when ${IN_FULL} then
      jsonb_set(k.evaluation, '{written,ripen_model_version}', coalesce(to_jsonb(k.model_version::text), '""'))
      || jsonb_build_object('memory', k.memory, 'at', k.scored_at, 'nextChangeAt', k.next_at, 'modelVersion', k.model_version) end) end`;

export async function findContact(db: Db, portalId: number, contactId: number): Promise<StoredContact | null> {
  const { rows } = await sql<
    Omit<StoredContact, 'facts' | 'lastEvaluation' | 'activities' | 'standing'> & {
      readonly facts: StoredFacts | null;
      readonly lastEvaluation: StoredEvaluation | null;
      readonly activities: StoredActivities;
      readonly standing: StoredStanding | null;
    }
  >`
    select k.contact_id as "contactId", k.facts, k.facts_at as "factsAt", k.memory, k.standing, k.track, k.listed, ${lastEvaluationOfK} as "lastEvaluation",
      k.scored_at as "scoredAt", k.run_at as "runAt", k.stale, k.last_error as "lastError", ${activitiesOfK()} as activities
    from contact k where k.portal_id = ${portalId} and k.contact_id = ${contactId}`.execute(db);
  const [row] = rows;
  return row === undefined
    ? null
    : {
        ...row,
        facts: row.facts && factsIn(row.facts),
        lastEvaluation: lastEvaluationIn(row.lastEvaluation),
        standing: standingIn(row.standing),
        activities: activitiesIn(row.activities),
      };
}

/** Contact properties as the newest reading found them, of those contacts that are known. */
export async function propertiesOfContacts(
  db: Db,
  portalId: number,
  contactIds: readonly number[],
): Promise<ReadonlyMap<number, Properties>> {
  const { rows } = await sql<{ contactId: number; facts: StoredFacts<Pick<LinkedFacts, 'contact'>> }>`
    select contact_id as "contactId", jsonb_build_object('contact', coalesce(pending_facts -> 'contact', facts -> 'contact')) as facts
    from contact
    where portal_id = ${portalId} and contact_id = ${anyOf(contactIds)} and coalesce(pending_facts, facts) is not null`.execute(
    db,
  );
  return new Map(rows.map(({ contactId, facts }) => [contactId, factsIn(facts).contact]));
}

/**
 * Contacts whose facts were read with one of these companies or deals, also if they are not
 * evaluated by these facts yet (at `now`).
 */
export async function contactsLinkedTo(
  db: Db,
  portalId: number,
  kind: 'company' | 'deal',
  ids: readonly string[],
  now: number,
): Promise<number[]> {
  const [linked, pendingLinked] =
    kind === 'company'
      ? [sql`company_id = any(${ids}::text[])`, sql`left(pending_facts ->> 'companyId', 100) = any(${ids}::text[])`]
      : [sql`deal_ids ?| ${ids}::text[]`, sql`pending_facts -> 'dealIds' ?| ${ids}::text[]`];
  const notYet = (areSo: RawBuilder<unknown>) => sql`
    select contact_id from contact w where portal_id = ${portalId} and ${areSo} and ${pendingLinked}`;
  const { rows } = await sql<{ id: number }>`
    select contact_id as id from (
      select contact_id from contact where portal_id = ${portalId} and ${linked}
      union ${notYet(PENDING_WORK.contactsDue.waits(now))}
      union ${notYet(PENDING_WORK.contactsInHand.waits())}
    ) linked order by contact_id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Contacts due at `now` that nobody works on yet, counted up to `most`. */
export async function countDue(db: Db, portalId: number, now: number, most: number): Promise<number> {
  const { rows } = await sql<{ due: number }>`
    select count(*) as due from (
      select from contact w
      where portal_id = ${portalId} and ${PENDING_WORK.contactsDue.waits(now)} limit ${most}
    ) waiting`.execute(db);
  return rows[0]!.due;
}

export type ContactCounts = {
  readonly total: number;
  readonly scored: number;
  /** due at `now`, those in a worker's hands included */
  readonly due: number;
  readonly stale: number;
  readonly deadLetters: number;
};

/** Reads the whole portal: for progress and health, not for every request. */
export async function countContacts(db: Db, portalId: number, now: number): Promise<ContactCounts> {
  const { rows } = await sql<ContactCounts>`
    select count(*) as total, count(scored_at) as scored, count(*) filter (where run_at <= ${now}) as due,
      count(*) filter (where stale) as stale,
      (select count(*) from dead_letter where portal_id = ${portalId} and what = 'contact') as "deadLetters"
    from contact where portal_id = ${portalId} and missing_since is null`.execute(db);
  return rows[0]!;
}

/**
 * When the portal's next contact or job is due (perhaps in the past); null: nothing will be due by
 * itself.
 */
export async function nextRunAt(db: Db, portalId: number): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select least(
      (select min(run_at) from contact where portal_id = ${portalId} and stale),
      (select min(run_at) from contact where portal_id = ${portalId} and not stale),
      (select min(run_at) from job where portal_id = ${portalId})) as at`.execute(db);
  return rows[0]!.at;
}

/**
 * Makes known contacts due now, to be evaluated again from what we know (a new model, a revised
 * rule). One that is being worked on comes again; a dead letter gets all its attempts again.
 * Returns how many.
 */
export async function makeDue(
  db: Db,
  {
    portalId,
    contactIds,
    now,
  }: { readonly portalId: number; readonly contactIds: readonly number[] | 'all'; now: number },
): Promise<number> {
  const chosen = contactIds === 'all' ? sql`true` : sql`contact_id = ${anyOf(contactIds)}`;
  const statement = sql`
    with chosen as materialized (
      select contact_id from contact where portal_id = ${portalId} and ${chosen} order by contact_id for update
    )
    update contact k set ${madeDue(now)}
    from chosen where k.portal_id = ${portalId} and k.contact_id = chosen.contact_id`;
  const { numAffectedRows } = await (db.isTransaction ? statement.execute(db) : retried(() => statement.execute(db)));
  return Number(numAffectedRows);
}

/**
 * Remembers which lifecycle stage Ripen is about to write to contacts that we hold, so that the
 * webhook of that write counts as our own echo, even if it arrives before the completion.
 */
export async function rememberLifecycleIntent(
  db: Db,
  intents: {
    readonly portalId: number;
    readonly lease: string;
    readonly rows: readonly { readonly contactId: number; readonly lifecycle: string }[];
  },
): Promise<void> {
  if (intents.rows.length === 0) return;
  const rows = intents.rows.map(({ contactId, lifecycle }) => ({ contact_id: contactId, lifecycle }));
  await retried(() =>
    sql`
      with t as (select * from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, lifecycle text)),
      held as materialized (
        select k.contact_id, t.lifecycle from contact k join t using (contact_id)
        where k.portal_id = ${intents.portalId} and k.lease = ${intents.lease} order by k.contact_id for update of k
      )
      update contact k set lifecycle_intent = held.lifecycle
      from held where k.portal_id = ${intents.portalId} and k.contact_id = held.contact_id`.execute(db),
  );
}
