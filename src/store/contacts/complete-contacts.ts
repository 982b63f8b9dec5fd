import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Apart } from '../../domain/activity/counters.ts';
import { type Activity, KEPT_OF_MEMORY, type LinkedFacts, type Standing } from '../../domain/contact.ts';
import type { Evaluation } from '../../domain/evaluation/evaluate.ts';
import type { Encounter } from '../../domain/figures/encounters.ts';
import { tellsOfMail } from '../../domain/figures/mailings.ts';
import type { TrackStay } from '../../domain/figures/stays.ts';
import { NO_PEERS, type Peers, samePeers, type Traits } from '../../domain/lead/validity/validity-peers.ts';
import type { CorrespondenceEntry } from '../../domain/nurture/correspondence.ts';
import type { NewDraw } from '../../domain/nurture/hold-out.ts';
import type { Waits } from '../../domain/sync/write-rules.ts';
import type { ListName } from '../../domain/words.ts';
import { type NotedAnswer, noteAnswers } from '../ledgers/answers.ts';
import { closeAssignments, reopenAssignments } from '../ledgers/assignments.ts';
import { appendCorrespondence } from '../ledgers/correspondence.ts';
import { noteEncounters } from '../ledgers/encounters.ts';
import { recordPoints } from '../ledgers/history.ts';
import { noteDraws } from '../ledgers/hold-outs.ts';
import { noteMailings } from '../ledgers/mailings.ts';
import { type NotedPassage, notePassages } from '../ledgers/passages.ts';
import type { ScorePoint } from '../ledgers/score-history.ts';
import { noteStays } from '../ledgers/stays.ts';
import { type RecordedTouch, recordTouches } from '../ledgers/touches.ts';
import { type Db, holdPortal, inTransaction, json } from '../transaction.ts';
import { keepAtHand } from '../work/at-hand.ts';
import { readyCallbacksOf } from '../work/callbacks.ts';
import { closeTasks, type NewTask, putTasks, type TaskToClose } from '../work/tasks.ts';
import { forgetDeadLettersOf } from './erase-contacts.ts';
import { heldOfT, IS_HELD } from './held.ts';
import { keepActivities } from './keep-activities.ts';
import { storedFacts } from './stored-facts.ts';
import { storedStanding } from './stored-standing.ts';
import { recordTraits } from './traits.ts';

/**
 * A contact whose evaluation has been written to HubSpot, or needed no write. Instants are ms since
 * 1970.
 */
export type CompletedContact = {
  readonly contactId: number;
  /** as claimed */
  readonly seq: number;
  /** what the evaluation saw */
  readonly facts: LinkedFacts;
  readonly factsAt: number;
  /** the new ones; a known id changes nothing */
  readonly activities: readonly Activity[];
  readonly standing: Standing;
  /** activities that Ripen counts and that HubSpot's counters do not show; left out: none */
  readonly apart?: Apart;
  /** it says on which lists the contact should be, and when the contact is due again */
  readonly evaluation: Pick<Evaluation, 'at' | 'memory' | 'track' | 'extra' | 'nextChangeAt'> & Partial<Evaluation>;
  /** the gist of the contact, packed; left out: there is none */
  readonly gist?: string;
  /** as claimed: what is the same now is not stored again; left out: all of it is stored */
  readonly before?: {
    readonly facts: LinkedFacts | null;
    readonly standing: Standing | null;
    readonly evaluated: string | null;
  };
  /** for the history: the evaluations that changed something */
  readonly points: readonly ScorePoint[];
  /** for the outbox; a known key changes nothing */
  readonly tasks: readonly NewTask[];
  /** tasks that are not needed any more */
  readonly closedTasks: readonly Omit<TaskToClose, 'contactId'>[];
  /** what became of touches, in their order */
  readonly touches: readonly Omit<RecordedTouch, 'contactId'>[];
  /**
   * entries for the ledger of correspondence, in their order; the rules that exclude the contact
   * now
   */
  readonly correspondence: readonly CorrespondenceEntry[];
  readonly excluded: readonly string[] | null;
  /** the traits by which other contacts find this one, and the peers that its evaluation saw */
  readonly traits: Omit<Traits, 'contactId'> & { readonly peers: Peers };
  /** the contact counts towards the capacity of the owner that Ripen gave it */
  readonly isWithSales: boolean;
  /** what it has come to sales for; left out: it has not come now */
  readonly cameToSalesFor?: string;
  /** how far it has come, and what it is told apart by; left out: nothing is known of it */
  readonly passage?: Omit<NotedPassage, 'contactId'>;
  /** answers that sales owed, and where it stayed; left out: nothing is new */
  readonly answers?: readonly Omit<NotedAnswer, 'contactId'>[];
  readonly stays?: readonly TrackStay[];
  /** what was drawn for it in hold-outs; left out: nothing is new */
  readonly draws?: readonly NewDraw[];
  /** content that it met; left out: none is new */
  readonly encounters?: readonly Encounter[];
  /** it is to be worked on alone next time too */
  readonly alone?: boolean;
  /**
   * what a rule of the account refused to take; the contact is due again when the first of it is to
   * be tried again
   */
  readonly waits?: Waits | null;
};

export type Completion = {
  readonly completed: readonly number[];
  /** those of the completed for which something arrived meanwhile: due again at once */
  readonly again: readonly number[];
  /**
   * contacts that we do not hold any more (erased, merged, or claimed by another worker): nothing
   * of them was stored
   */
  readonly refused: readonly number[];
};

/**
 * Stores the results of contacts in our hands and lets them go, in one transaction. The one before
 * it stores their traits, for which others wait; if the process ends between them, the contacts are
 * still in hand and will be judged again.
 */
export async function completeContacts(
  db: Db,
  batch: {
    readonly portalId: number;
    readonly lease: string;
    readonly now: number;
    readonly rows: readonly CompletedContact[];
  },
): Promise<Completion> {
  const { portalId, now, rows } = batch;
  if (rows.length === 0) return { completed: [], again: [], refused: [] };
  await inTransaction(db, async (trx) => {
    await holdPortal(trx, portalId);
    await recordTraits(trx, { ...batch, rows: rows.map(({ contactId, traits }) => ({ contactId, ...traits })) });
  });
  return inTransaction(db, async (trx) => {
    await holdPortal(trx, portalId);
    const found = new Map((await letGo(trx, batch)).map((row) => [row.contactId, row.changedSince]));
    const ours = rows.filter(({ contactId }) => found.has(contactId));

    await keepActivities(
      trx,
      portalId,
      ours.filter(({ activities }) => activities.length > 0),
    );
    await recordPoints(
      trx,
      portalId,
      ours.filter(({ points }) => points.length > 0),
    );
    await putTasks(trx, portalId, ofEach(ours, 'tasks'), now);
    await closeTasks(trx, portalId, ofEach(ours, 'closedTasks'));
    await recordTouches(trx, portalId, ofEach(ours, 'touches'));
    await appendCorrespondence(trx, portalId, ofEach(ours, 'correspondence'));
    await closeAssignments(
      trx,
      portalId,
      ours.filter(({ isWithSales }) => !isWithSales).map(({ contactId }) => contactId),
    );
    await reopenAssignments(
      trx,
      portalId,
      ours.flatMap(({ contactId, cameToSalesFor: occasion }) =>
        occasion === undefined ? [] : [{ contactId, occasion }],
      ),
    );
    await notePassages(
      trx,
      portalId,
      ours.flatMap(({ contactId, passage }) => (passage === undefined ? [] : [{ contactId, ...passage }])),
    );
    await noteAnswers(trx, portalId, ofEach(ours, 'answers'));
    await noteStays(trx, portalId, ofEach(ours, 'stays'));
    await noteDraws(trx, portalId, ofEach(ours, 'draws'));
    await noteEncounters(trx, portalId, ofEach(ours, 'encounters'));
    await noteMailings(
      trx,
      portalId,
      ours.filter(tellsOfMail).map(({ contactId }) => contactId),
    );
    const completed = ours.map(({ contactId }) => contactId);
    await keepAtHand(trx, portalId, completed);
    await forgetDeadLettersOf(trx, portalId, completed);
    await readyCallbacksOf(
      trx,
      portalId,
      completed.filter((contactId) => !found.get(contactId)),
    );
    return {
      completed,
      again: completed.filter((contactId) => found.get(contactId)),
      refused: rows.map(({ contactId }) => contactId).filter((contactId) => !found.has(contactId)),
    };
  });
}

type ListOf = 'tasks' | 'closedTasks' | 'touches' | 'correspondence' | 'answers' | 'stays' | 'draws' | 'encounters';

/** One of the lists of each contact, with the contact's id; absent: an empty one. */
function ofEach<Name extends ListOf>(
  contacts: readonly CompletedContact[],
  name: Name,
): (NonNullable<CompletedContact[Name]>[number] & { readonly contactId: number })[] {
  return contacts.flatMap(({ contactId, [name]: list }) => (list ?? []).map((item) => ({ ...item, contactId })));
}

/**
 * Locks in the order that all statements use. Whatever has arrived since the claim (`seq` has
 * grown) is due at once.
 */
async function letGo(
  trx: Db,
  batch: Parameters<typeof completeContacts>[1],
): Promise<{ contactId: number; changedSince: boolean }[]> {
  const results = batch.rows.map((row) => ({
    contact_id: row.contactId,
    seq: row.seq,
    facts: row.facts === row.before?.facts ? undefined : storedFacts(row.facts),
    facts_at: row.factsAt,
    memory: row.evaluation.memory,
    apart: row.apart && Object.keys(row.apart).length > 0 ? row.apart : null,
    standing: isDeepStrictEqual(row.standing, row.before?.standing) ? undefined : storedStanding(row.standing),
    track: row.evaluation.track,
    lists: listsOf(row.evaluation),
    excluded: row.excluded,
    ...storedEvaluation(row),
    gist: row.gist ?? null,
    peers: samePeers(row.traits.peers, NO_PEERS) ? null : row.traits.peers,
    scored_at: row.evaluation.at,
    next_at: row.evaluation.nextChangeAt,
    alone: row.alone === true,
    waits: row.waits ?? null,
    model_version: row.evaluation.modelVersion ?? null,
    wake_at: wakeAt(row),
  }));
  const { rows } = await sql<{ contactId: number; changedSince: boolean }>`
    with t as materialized (
      select * from jsonb_to_recordset(${json(results)}) as t(contact_id bigint, seq bigint, facts jsonb, facts_at bigint,
        memory jsonb, apart jsonb, standing jsonb, track text, lists text[], excluded jsonb, evaluation jsonb, evaluated text, gist text, peers jsonb, scored_at bigint, next_at bigint,
        alone boolean, waits jsonb, model_version int, wake_at bigint)
    ), ${heldOfT(batch.portalId, sql`k.lease is not distinct from ${batch.lease}`)}
    update contact k set
      lease = null,
      attempts = 0,
      alone = t.alone,
      evaluating = false,
      claimed_by = null,
      claimed_seq = null,
      crashes = 0,
      last_error = null,
      run_at = case when k.seq = t.seq then t.wake_at else ${batch.now} end,
      next_at = t.next_at,
      waits = t.waits,
      stale = k.stale and k.seq <> t.seq,
      relink = k.relink and k.seq <> t.seq,
      facts = coalesce(t.facts, k.facts),
      facts_at = t.facts_at,
      pending_facts = case when k.seq = t.seq or k.pending_facts_at <= t.facts_at then null else k.pending_facts end,
      pending_facts_at = case when k.seq = t.seq or k.pending_facts_at <= t.facts_at then null else k.pending_facts_at end,
      inputs = case when k.seq = t.seq then null else k.inputs end,
      model_version = t.model_version,
      former = case when k.model_version = t.model_version or k.model_version is null or k.memory is null then k.former
        else ${withFormer} end,
      memory = t.memory,
      apart = t.apart,
      merged = false,
      missing_since = case when k.seq = t.seq then null else k.missing_since end,
      missing_by = case when k.seq = t.seq then null else k.missing_by end,
      -- Who was deleted and restored is on no list any more.
      listed = case when k.missing_since is null then k.listed end,
      standing = coalesce(t.standing, k.standing),
      track = t.track,
      lists = t.lists,
      excluded = t.excluded,
      lifecycle = coalesce(case when t.waits ? 'stage' then null else k.lifecycle_intent end, coalesce(t.facts, k.facts) #>> '{contact,lifecyclestage}'),
      lifecycle_intent = null,
      evaluation = coalesce(t.evaluation, k.evaluation),
      evaluated = t.scored_at || ' ' || t.evaluated,
      gist = t.gist,
      peers = t.peers,
      scored_at = t.scored_at
    from held t where k.portal_id = ${batch.portalId} and k.contact_id = t.contact_id and ${IS_HELD}
    returning k.contact_id as "contactId", k.seq <> t.seq as "changedSince"`.execute(trx);
  return rows;
}

/** What is there already is left as it is, whenever and by whatever version it was found. */
function storedEvaluation({ evaluation, alone, before }: CompletedContact) {
  const kept = alone ? inFull(evaluation) : keptOf(evaluation);
  const evaluated = digestOf(kept);
  return { evaluated, evaluation: evaluated === before?.evaluated ? undefined : kept };
}

/**
 * What statements read of an evaluation. All else of it is found anew from what is stored beside it
 * (`lastEvaluationOfK`) when somebody asks.
 */
function keptOf({
  relation,
  grade,
  scores,
  ready,
  response,
  validity,
  doNotContact = [],
  written,
}: CompletedContact['evaluation']) {
  const { ripen_company_size: size = '' } = written ?? {};
  return {
    relation,
    grade,
    ...(scores !== undefined && {
      scores: { combined: { points: scores.combined.points } },
      rules: JSON.stringify(pointsOf(scores)),
    }),
    ...(ready != null && { ready }),
    ...(response != null && { response }),
    ...(validity !== undefined && validity.reasons.length > 0 && { validity: { reasons: validity.reasons } }),
    ...(doNotContact.length > 0 && { doNotContact }),
    ...(size !== '' && { written: { ripen_company_size: size } }),
  };
}

/** Milli-points by the id of the rule that gave them; stored as text, which takes a third less. */
const pointsOf = ({ explicit, implicit }: Evaluation['scores']): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...explicit.contributions, ...implicit.contributions].flatMap(({ id, kind, milli }) =>
      kind === 'rule' ? [[id, milli]] : [],
    ),
  );

/** To find that of very many activities anew would let a person wait. */
function inFull({ memory: _, at: __, nextChangeAt: ___, modelVersion: ____, ...rest }: CompletedContact['evaluation']) {
  const { written } = rest;
  return { ...rest, written: written && { ...written, ripen_model_version: undefined } };
}

const digestOf = (kept: object): string =>
  createHash('sha256').update(JSON.stringify(kept)).digest('base64').slice(0, 22);

/** The digest by which a program knows that this is stored of an evaluation already. */
export const evaluatedOf = (evaluation: CompletedContact['evaluation']): string => digestOf(keptOf(evaluation));

/** A contact keeps so many memories: versions can be taken back as far as that. */
const FORMERS_KEPT = 30;

/**
 * SQL: what versions left, with what the last one leaves. Most contacts stay as they are from one
 * version to the next: such versions share an entry, or each would make every contact's row longer.
 * An earlier program kept what one version left, and no list.
 */
export const withFormer = sql`(
  select case
      when kept -> -1 -> 'memory' = memory and (kept -> -1 ->> 'version')::int = k.model_version - 1
      then (kept - -1) || jsonb_build_object('version', k.model_version, 'memory', memory,
        'since', coalesce(kept -> -1 -> 'since', kept -> -1 -> 'version'))
      else jsonb_path_query_array(kept || jsonb_build_object('version', k.model_version, 'memory', memory),
        ${sql.lit(`$[last - ${FORMERS_KEPT - 1} to last]`)})
    end
  from (select
    case jsonb_typeof(k.former) when 'array' then k.former when 'object' then jsonb_build_array(k.former) else '[]' end as kept,
    (select jsonb_object_agg(name, value)
      from jsonb_each(k.memory) as m(name, value) where name = any(${[...KEPT_OF_MEMORY]}::text[])) as memory offset 0) as f)`;

const listsOf = ({ track, extra }: CompletedContact['evaluation']): readonly ListName[] =>
  [...(track === 'none' ? [] : [track]), ...extra].sort();

function wakeAt({ evaluation, waits }: CompletedContact): number | null {
  const instants = [evaluation.nextChangeAt, ...Object.values(waits ?? {}).map(({ tryAt }) => tryAt)].filter(
    (at) => at !== null,
  );
  return instants.length === 0 ? null : Math.min(...instants);
}
