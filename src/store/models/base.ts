import { sql } from 'kysely';
import { NO_FACTS, type Properties } from '../../domain/contact.ts';
import type { Peers } from '../../domain/lead/validity-peers.ts';
import { ACTIVITIES_IN_BATCH, type ClaimedContact } from '../contacts/claim-contacts.ts';
import { type ActivityRow, activitiesIn, activitiesOfK } from '../contacts/contacts.ts';
import { anyOf } from '../contacts/erase-contacts.ts';
import type { Db } from '../transaction.ts';

/** The part of a stored contact that tells whether its last evaluation still holds. */
export type StandingContact = Pick<
  ClaimedContact,
  'contactId' | 'seq' | 'nextAt' | 'facts' | 'standing' | 'modelVersion' | 'decisions' | 'memory' | 'former'
> & {
  /** the peers that its last evaluation saw; null: none */
  readonly peers: Peers | null;
  /** what HubSpot shows of its last evaluation; null: it was never evaluated */
  readonly shown: {
    readonly written: Properties;
    readonly owed: number | null;
    readonly needsOwner: boolean;
    /** what explicit rules gave, with other lines of the explanation; null: not read */
    readonly points: readonly { readonly id: string; readonly kind: string; readonly milli: number }[] | null;
  } | null;
  /** when the contact is due; null: never, as things are */
  readonly runAt: number | null;
  /** it has facts, inputs or a merge that no evaluation has seen, or counters kept apart */
  readonly hasNews: boolean;
  /** it has an open e-mail touch */
  readonly isDue: boolean;
};

/** A stored contact, to judge it by another model. Nobody claims it. */
export type BaseContact = ClaimedContact & StandingContact;

// Read the evaluation in one expression: each access would decompress all of it.
const standingOfK = (readsPoints: boolean) => sql`
  k.contact_id as "contactId", k.seq, k.next_at as "nextAt", k.run_at as "runAt", k.facts, k.standing, k.peers,
  coalesce(k.decisions, '{}') as decisions, k.model_version as "modelVersion",
  k.pending_facts is not null or k.merged or k.apart is not null or coalesce(k.inputs, '{}') <> '{}' as "hasNews", k.memory, k.former,
  coalesce(k.memory -> 'open' @> '[{"kind": "email"}]', false) as "isDue",
  (select case when e.written is not null then jsonb_build_object('written', e.written,
      'needsOwner', coalesce(e."needsOwner", false),
      'points', ${readsPoints ? sql`e.scores #> '{explicit,contributions}'` : sql`null`},
      'owed', case when k.memory #> '{owed,isOver}' = 'false' then k.memory #> '{owed,since}' end) end
    from jsonb_to_record(k.evaluation) as e(written jsonb, "needsOwner" boolean${readsPoints ? sql`, scores jsonb` : sql``})) as shown`;

/** SQL: contacts that HubSpot has and of which Ripen has read something. */
const inBase = (portalId: number) =>
  sql`portal_id = ${portalId} and missing_since is null and coalesce(pending_facts, facts) is not null`;

/** Which contacts: a page after an id, in the order of ids, or just these ids. */
type Which = { readonly after: number; readonly limit: number } | { readonly contactIds: readonly number[] };

const chosenBy = (which: Which) =>
  'contactIds' in which
    ? sql`contact_id = ${anyOf(which.contactIds)}`
    : sql`contact_id > ${which.after} order by contact_id limit ${which.limit}`;

/**
 * The standing of stored contacts in the order of their ids, which is far less to read than all of
 * them. `shows`: whether the contact has shown one of the signals; `readsPoints`: with the points
 * of explicit rules.
 */
export async function readStanding(
  db: Db,
  portalId: number,
  which: Which & { readonly signals: readonly string[]; readonly readsPoints: boolean },
): Promise<readonly (StandingContact & { readonly shows: boolean })[]> {
  const { signals, readsPoints } = which;
  const shows =
    signals.length === 0
      ? sql`false`
      : sql`exists (select from activity a
          where a.portal_id = k.portal_id and a.contact_id = k.contact_id and a.signal = any(${signals}::text[]))`;
  const { rows } = await sql<StandingContact & { readonly shows: boolean }>`
    select ${standingOfK(readsPoints)}, ${shows} as shows from contact k
    where ${inBase(portalId)} and ${chosenBy(which)}`.execute(db);
  return rows;
}

type Row = Omit<BaseContact, 'pendingFacts' | 'activities'> & {
  readonly activities: readonly ActivityRow[];
  readonly pendingFacts: Partial<NonNullable<BaseContact['facts']>> | null;
  readonly pendingFactsAt: number;
};

/** Stored contacts with all that judging them needs, in the order of their ids. */
export async function readBase(db: Db, portalId: number, which: Which): Promise<readonly BaseContact[]> {
  const { rows } = await sql<Row>`
    with chosen as materialized (
      select * from contact where ${inBase(portalId)} and ${chosenBy(which)}
    )
    select ${standingOfK(false)}, k.attempts, k.stale, k.relink, k.facts_at as "factsAt",
      k.pending_facts as "pendingFacts", k.pending_facts_at as "pendingFactsAt", coalesce(k.inputs, '{}') as inputs,
      k.excluded, k.track, k.listed, k.apart, k.merged, k.waits, null as evaluated, false as suspect, null as missing,
      ${activitiesOfK(ACTIVITIES_IN_BATCH + 1)} as activities
    from chosen k order by k.contact_id`.execute(db);
  return rows.map(({ pendingFacts, pendingFactsAt, ...row }) => ({
    ...row,
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
