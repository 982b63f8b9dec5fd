import { sql } from 'kysely';
import { type Gist, unpacked } from '../../domain/changes/gist.ts';
import { NO_FACTS } from '../../domain/contact.ts';
import type { Evaluation } from '../../domain/evaluation/evaluate.ts';
import type { Peers } from '../../domain/lead/validity-peers.ts';
import { ACTIVITIES_IN_BATCH, type ClaimedContact, evaluatedOfK } from '../contacts/claim-contacts.ts';
import { type ActivityRow, activitiesIn, activitiesOfK } from '../contacts/contacts.ts';
import { anyOf } from '../contacts/erase-contacts.ts';
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
  readonly known?: Pick<BaseContact, 'facts' | 'decisions' | 'peers'> | undefined;
  /** what a roll-back may take back of it; undefined: not asked for */
  readonly past?: Pick<ClaimedContact, 'memory' | 'former'> | undefined;
};

/** A stored contact, to judge it by another model. Nobody claims it. */
export type BaseContact = ClaimedContact &
  Holds & {
    /** the peers that its last evaluation saw; null: none */
    readonly peers: Peers | null;
    /** what its last evaluation found; null: it was never evaluated */
    readonly found: Pick<
      Evaluation,
      'at' | 'written' | 'needsOwner' | 'scores' | 'relation' | 'qualification' | 'segment'
    > | null;
  };

// Somebody must look at a contact whose last attempt failed: what HubSpot has is not certain.
const holdsOfK = sql`
  k.contact_id as "contactId", k.seq, k.next_at as "nextAt", k.run_at as "runAt", k.model_version as "modelVersion",
  k.pending_facts is not null or k.merged or k.apart is not null or k.last_error is not null
    or coalesce(k.inputs, '{}') <> '{}' as "hasNews", k.gist, k.scored_at as "scoredAt"`;

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
  readonly readsFacts: boolean;
  readonly readsPast: boolean;
};

/** The gists of stored contacts, and no more than a comparison asks for, in the order of ids. */
export async function readStanding(
  db: Db,
  portalId: number,
  which: Which & StandingWish,
): Promise<readonly StandingContact[]> {
  const { signals, readsFacts, readsPast } = which;
  const shows =
    signals.length === 0
      ? sql`false`
      : sql`exists (select from activity a
          where a.portal_id = k.portal_id and a.contact_id = k.contact_id and a.signal = any(${signals}::text[]))`;
  const known = sql`, k.facts, k.peers, coalesce(k.decisions, '{}') as decisions`;
  const past = sql`, k.memory, k.former`;
  const { rows } = await sql<
    Packed<StandingContact> & Pick<BaseContact, 'facts' | 'decisions' | 'peers' | 'memory' | 'former'>
  >`
    select ${holdsOfK}, ${shows} as shows ${readsFacts ? known : sql``} ${readsPast ? past : sql``} from contact k
    where ${inBase(portalId)} and ${chosenBy(which)}`.execute(db);
  return rows.map(({ contactId, seq, nextAt, runAt, modelVersion, hasNews, shows, gist, scoredAt, ...row }) => ({
    contactId,
    seq,
    nextAt,
    runAt,
    modelVersion,
    hasNews,
    shows,
    gist: unpacked(gist, scoredAt),
    known: readsFacts ? row : undefined,
    past: readsPast ? row : undefined,
  }));
}

type Row = Omit<Packed<BaseContact>, 'pendingFacts' | 'activities'> & {
  readonly activities: readonly ActivityRow[];
  readonly pendingFacts: Partial<NonNullable<BaseContact['facts']>> | null;
  readonly pendingFactsAt: number;
};

// Read the evaluation in one expression: each access would decompress all of it.
const FOUND_OF_K = sql`
  (select jsonb_build_object('written', e.written, 'needsOwner', coalesce(e."needsOwner", false), 'scores', e.scores, 'at', k.scored_at,
      'relation', e.relation, 'qualification', e.qualification, 'segment', e.segment)
    from jsonb_to_record(k.evaluation) as e(written jsonb, "needsOwner" boolean, scores jsonb, relation text, qualification text, segment text)
    where e.written is not null)`;

/** Stored contacts with all that judging them needs, in the order of their ids. */
export async function readBase(db: Db, portalId: number, which: Which): Promise<readonly BaseContact[]> {
  const { rows } = await sql<Row>`
    with chosen as materialized (
      select * from contact where ${inBase(portalId)} and ${chosenBy(which)}
    )
    select ${holdsOfK}, k.facts, k.standing, k.peers, coalesce(k.decisions, '{}') as decisions, k.memory, k.former,
      ${FOUND_OF_K} as found, k.attempts, k.stale, k.relink, k.facts_at as "factsAt",
      k.pending_facts as "pendingFacts", k.pending_facts_at as "pendingFactsAt", coalesce(k.inputs, '{}') as inputs,
      k.excluded, k.track, k.listed, k.apart, k.merged, k.waits, ${evaluatedOfK} as evaluated, false as suspect, null as missing,
      ${activitiesOfK(ACTIVITIES_IN_BATCH + 1)} as activities
    from chosen k order by k.contact_id`.execute(db);
  return rows.map(({ pendingFacts, pendingFactsAt, gist, scoredAt, ...row }) => ({
    ...row,
    gist: unpacked(gist, scoredAt),
    activities: row.activities.length > ACTIVITIES_IN_BATCH ? null : activitiesIn(row.activities),
    pendingFacts: pendingFacts && {
      facts: { ...NO_FACTS, ...row.facts, ...pendingFacts },
      at: pendingFactsAt,
    },
  }));
}

/** How many contacts a base has; `news` grows whenever something comes to one of them. */
export type BaseMark = { readonly contacts: number; readonly news: number };

export async function markOfBase(db: Db, portalId: number): Promise<BaseMark> {
  const { rows } = await sql<BaseMark>`
    select count(*) as contacts, coalesce(sum(seq), 0)::bigint as news from contact
    where ${inBase(portalId)}`.execute(db);
  return rows[0]!;
}

/** Ids of a random part of a base, always the same part. */
export async function someOfBase(db: Db, portalId: number, limit: number): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select contact_id as id from contact where ${inBase(portalId)}
    order by hashint8extended(contact_id, 1) limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
