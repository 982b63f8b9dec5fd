import { type RawBuilder, sql } from 'kysely';
import { type Gist, unfolded, unpacked } from '../../domain/changes/untouched/gist.ts';
import type { Facts, LinkedFacts } from '../../domain/contact.ts';
import type { Peers } from '../../domain/lead/validity/validity-peers.ts';
import { activitiesOfK, type StoredActivities } from '../contacts/activity-pack.ts';
import {
  ACTIVITIES_IN_BATCH,
  bothFactsIn,
  type ClaimedContact,
  evaluatedOfK,
  ofBatch,
} from '../contacts/claim-contacts.ts';
import { anyOf } from '../contacts/erase-contacts.ts';
import { factsIn, type StoredFacts, storedName } from '../contacts/stored-facts.ts';
import { type StoredStanding, standingIn } from '../contacts/stored-standing.ts';
import type { Db } from '../transaction.ts';

/** The part of a stored contact that tells whether its last evaluation still holds. */
type Holds = Pick<ClaimedContact, 'contactId' | 'seq' | 'nextAt' | 'modelVersion'> & {
  /** null: none of its last evaluation is stored */
  readonly gist: Gist | null;
  /** when the contact is due; null: never, as things are */
  readonly runAt: number | null;
  /** it has facts, inputs or a merge that no evaluation has seen, or counters kept apart */
  readonly hasNews: boolean;
};

/** What is read of a contact that an edit may leave alone. */
export type StandingContact = Holds & {
  /** whether it ever showed one of the signals that were asked for */
  readonly shows: boolean;
  /** what rules read of it; undefined: not asked for */
  readonly known?: KnownOf | undefined;
  /** what a roll-back may take back of it; undefined: not asked for */
  readonly past?: Pick<ClaimedContact, 'memory' | 'former'> | undefined;
};

/** `facts`: perhaps only those that were asked for, and then decisions and peers are left out. */
type KnownOf = {
  readonly facts: Facts | null;
  readonly decisions?: ClaimedContact['decisions'];
  readonly peers?: Peers | null;
};

/** A stored contact, to judge it by another model. Nobody claims it. */
export type BaseContact = ClaimedContact &
  Holds & {
    /** the peers that its last evaluation saw; null: none */
    readonly peers: Peers | null;
  };

// Somebody must look at a contact whose last attempt failed: what HubSpot has is not certain.
const HAS_NEWS = sql`
  k.pending_facts is not null or k.merged or k.apart is not null or k.last_error is not null
    or coalesce(k.inputs, '{}') <> '{}'`;
const holdsOfK = sql`
  k.contact_id as "contactId", k.seq, k.next_at as "nextAt", k.run_at as "runAt", k.model_version as "modelVersion",
  ${HAS_NEWS} as "hasNews", k.gist, k.scored_at as "scoredAt"`;

type Packed<T extends Holds> = Omit<T, 'gist'> & { readonly gist: string | null; readonly scoredAt: number | null };

/** SQL: contacts that HubSpot has and of which Ripen has read something. */
const inBase = (portalId: number) =>
  sql`portal_id = ${portalId} and missing_since is null and coalesce(pending_facts, facts) is not null`;

/** Which contacts: a page after an id, in the order of ids, or just these ids. */
export type Which = { readonly after: number; readonly limit: number } | { readonly contactIds: readonly number[] };

const chosenBy = (which: Which) =>
  'contactIds' in which
    ? sql`contact_id = ${anyOf(which.contactIds)}`
    : sql`contact_id > ${which.after} order by contact_id limit ${which.limit}`;

/** What a comparison must know of contacts to tell whether it may leave them alone. */
export type StandingWish = {
  /** `shows`: the contact ever showed one of these */
  readonly signals: readonly string[];
  /** `shows` also: one of its activities has a name or an address */
  readonly details: boolean;
  /** the facts to read: all, or those of some fields, as conditions name them */
  readonly facts: 'all' | readonly string[];
  readonly readsPast: boolean;
};

/** A pattern of JSON with such a text in it: to search is faster than to take it apart. */
const inText = (text: string): string => `%${JSON.stringify(text).replaceAll(/[\\%_]/g, '\\$&')}%`;

/**
 * The gists of stored contacts, and no more than a comparison asks for, in the order of ids. All of
 * a page comes as one text: rows and columns would take longer to read than what is in them.
 */
export async function readStanding(
  db: Db,
  portalId: number,
  which: Which & StandingWish,
): Promise<readonly StandingContact[]> {
  const { signals, details, facts, readsPast } = which;
  const readsFacts = facts.length > 0;
  const shows =
    signals.length === 0 && !details
      ? sql`false`
      : sql`(exists (select from activity_pack p, json_array_elements(p.kinds) as kind
          where p.portal_id = k.portal_id and p.contact_id = k.contact_id
            and (${details}::boolean or p.kinds::text like any(${signals.map(inText)}::text[]))
            and (kind ->> 1 = any(${signals}::text[]) or (${details}::boolean and kind ->> 2 is not null)))
        or exists (select from activity a
          where a.portal_id = k.portal_id and a.contact_id = k.contact_id and (a.signal = any(${signals}::text[]) or (${details}::boolean and a.detail is not null))))`;
  const asText = (value: RawBuilder<unknown>) => sql`coalesce((${value})::text, 'null')`;
  const parts = [
    sql.ref('k.contact_id'),
    sql.ref('k.seq'),
    sql.ref('k.next_at'),
    sql.ref('k.run_at'),
    sql.ref('k.model_version'),
    HAS_NEWS,
    shows,
    sql.ref('k.scored_at'),
    sql.ref('k.gist'),
    readsFacts ? factsWanted(facts) : sql`null`,
    ...(facts === 'all' ? [sql.ref('k.decisions'), sql.ref('k.peers')] : [sql`null`, sql`null`]),
    ...(readsPast ? [sql.ref('k.memory'), sql.ref('k.former')] : []),
  ].map(asText);
  const { rows } = await sql<{ page: string | null }>`
    select '[' || string_agg('[' || concat_ws(',', ${sql.join(parts)}) || ']', ',' order by k.contact_id) || ']' as page
    from (select * from contact where ${inBase(portalId)} and ${chosenBy(which)}) k`.execute(db);
  // biome-ignore format: one line a part
  return (JSON.parse(rows[0]?.page ?? '[]') as never[][]).map(([contactId, seq, nextAt, runAt, modelVersion, hasNews,
    shows, scoredAt, gist, known, decisions, peers, memory, former]) => ({
    contactId: contactId!,
    seq: seq!,
    nextAt: nextAt!,
    runAt: runAt!,
    modelVersion: modelVersion!,
    hasNews: hasNews!,
    shows: shows!,
    gist: unfolded(gist, scoredAt!),
    known: readsFacts ? { facts: factsOf(known!), decisions: decisions ?? {}, peers: peers! } : undefined,
    past: readsPast ? { memory: memory!, former: former! } : undefined,
  }));
}

const factsOf = (stored: StoredFacts | null): Facts | null => stored && factsIn(stored);

/** PostgreSQL passes a hundred arguments to a function: a name and a value for each field. */
const MOST_FIELDS = 50;

/**
 * SQL: the facts of some fields, or all where these are many. They are decompressed once, and not
 * once for each field.
 */
function factsWanted(facts: StandingWish['facts']): RawBuilder<unknown> {
  if (facts === 'all' || facts.length > MOST_FIELDS) return sql.ref('k.facts');
  const ofCompany = facts.flatMap((field) => (field.startsWith('company.') ? [field.slice('company.'.length)] : []));
  const ofContact = facts.filter((field) => !field.includes('.'));
  const some = (of: RawBuilder<unknown>, names: readonly string[]) =>
    names.length === 0
      ? sql`'{}'::jsonb`
      : sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(names.map(storedName).flatMap((name) => [sql`${name}::text`, sql`${of} -> ${name}`]))}))`;
  return sql`
    select jsonb_build_object('contact', ${some(sql`f.contact`, ofContact)}, 'company', ${some(sql`f.company`, ofCompany)}, 'deals', f.deals)
    from jsonb_to_record(k.facts) as f(contact jsonb, company jsonb, deals jsonb)`;
}

type Row = Omit<Packed<BaseContact>, 'facts' | 'pendingFacts' | 'activities' | 'standing'> & {
  readonly facts: StoredFacts | null;
  readonly standing: StoredStanding | null;
  readonly activities: StoredActivities;
  readonly pendingFacts: StoredFacts<Partial<LinkedFacts>> | null;
  readonly pendingFactsAt: number;
};

/** Stored contacts with all that judging them needs, in the order of their ids. */
export async function readBase(db: Db, portalId: number, which: Which): Promise<readonly BaseContact[]> {
  const { rows } = await sql<Row>`
    with chosen as materialized (
      select * from contact where ${inBase(portalId)} and ${chosenBy(which)}
    )
    select ${holdsOfK}, k.facts, k.standing, k.peers, coalesce(k.decisions, '{}') as decisions, k.memory, k.former,
      k.attempts, k.stale, k.relink, k.facts_at as "factsAt",
      k.pending_facts as "pendingFacts", k.pending_facts_at as "pendingFactsAt", coalesce(k.inputs, '{}') as inputs,
      k.excluded, k.track, k.listed, k.apart, k.merged, k.waits, ${evaluatedOfK} as evaluated, false as suspect, null as missing,
      ${activitiesOfK(ACTIVITIES_IN_BATCH + 1)} as activities
    from chosen k order by k.contact_id`.execute(db);
  return rows.map(({ facts, pendingFacts, pendingFactsAt, gist, scoredAt, ...row }) => ({
    ...row,
    ...bothFactsIn(facts, pendingFacts, pendingFactsAt),
    gist: unpacked(gist, scoredAt),
    standing: standingIn(row.standing),
    activities: ofBatch(row.activities),
  }));
}

/** Ids of stored contacts, in order. */
export async function idsOfBase(db: Db, portalId: number, which: Which): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select contact_id as id from (select contact_id from contact where ${inBase(portalId)} and ${chosenBy(which)}) k
    order by contact_id`.execute(db);
  return rows.map(({ id }) => id);
}

/** How many contacts a base has; `news` grows whenever something comes to one of them. */
export type BaseMark = { readonly contacts: number; readonly news: number };

export async function markOfBase(db: Db, portalId: number): Promise<BaseMark> {
  const { rows } = await sql<BaseMark>`
    select count(*) as contacts, coalesce(sum(seq), 0)::bigint as news from contact
    where ${inBase(portalId)}`.execute(db);
  return rows[0]!;
}

/** A random part of a base: each contact is as likely to be in it as any other. */
export type Drawn = {
  readonly contactIds: readonly number[];
  /** how many contacts the base has */
  readonly of: number;
  /** `of` may be wrong by this share, 95 % sure; 0: they were counted */
  readonly doubt: number;
};

const HASH = sql`hashint8extended(contact_id, 1)`;
const HASHES = 2 ** 64;

/**
 * Draws the contacts whose ids have the lowest hashes, always the same. Of a large base an index
 * (`contact_drawn`) holds a sixteenth in this order, so that a draw reads no more than it gives.
 * Then the highest hash that was drawn tells how many there are.
 */
export async function someOfBase(db: Db, portalId: number, limit: number): Promise<Drawn> {
  // The planner uses the index only if it sees this number: it cannot be a parameter.
  const low = await sql<{ id: number; hash: number }>`
    select contact_id as id, ${HASH}::float8 as hash from contact
    where ${inBase(portalId)} and ${HASH} < -8070450532247928832
    order by ${HASH} limit ${limit}`.execute(db);
  if (limit > 0 && low.rows.length === limit) {
    const below = (low.rows.at(-1)!.hash + HASHES / 2) / HASHES;
    return {
      contactIds: low.rows.map(({ id }) => id),
      of: Math.max(limit, Math.round((limit - 1) / below)),
      doubt: Math.min(1, 1.96 / Math.sqrt(limit)),
    };
  }
  const { rows } = await sql<{ id: number; of: number }>`
    select contact_id as id, count(*) over () as of from contact where ${inBase(portalId)}
    order by ${HASH} limit ${limit}`.execute(db);
  return { contactIds: rows.map(({ id }) => id), of: rows[0]?.of ?? 0, doubt: 0 };
}
