import { sql } from 'kysely';
import { type Decisions, type LinkedFacts, type Memory, NO_FACTS, type Properties } from '../../domain/contact.ts';
import type { Evaluation } from '../../domain/evaluation/evaluate.ts';
import { anyOf } from '../contacts/erase-contacts.ts';
import { factsIn, type StoredFacts } from '../contacts/stored-facts.ts';
import { HAS_PROPERTIES, type StoredStanding, standingIn } from '../contacts/stored-standing.ts';
import type { CallbackState } from '../schema.ts';
import { type Db, json } from '../transaction.ts';
import { callbackIsReady } from './pending-work.ts';

/** Values for later steps of a workflow; all are text, as HubSpot wants them. */
export type Outputs = Readonly<Record<string, string>>;

/** One run of a workflow action, named by HubSpot's id. Instants are ms since 1970. */
export type NewCallback = {
  readonly callbackId: string;
  readonly contactId: number;
  readonly action: string;
  /** as HubSpot gave it; any JSON */
  readonly input: unknown;
  /**
   * `waiting`: for the next evaluation of the contact, which the same transaction makes due;
   * `done`: answered
   */
  readonly state: 'waiting' | 'done';
  readonly outputs: Outputs | null;
  /** when HubSpot stops waiting */
  readonly expiresAt: number;
};

/** What is stored of a contact when a workflow action decides about it. */
export type ContactAtHand = {
  /** the facts of the newest reading; null: there was none */
  readonly facts: LinkedFacts | null;
  readonly memory: Memory | null;
  readonly decisions: Decisions;
  /** property values that HubSpot does not have yet */
  readonly inputs: Properties;
  /** what the last evaluation found; null: there was none, or nobody knows what HubSpot shows */
  readonly evaluation: FoundOfContact | null;
};

/** What actions read of an evaluation. */
export type FoundOfContact = Pick<
  Evaluation,
  'relation' | 'qualification' | 'segment' | 'track' | 'grade' | 'doNotContact' | 'written'
>;

type StoredAtHand = Omit<ContactAtHand, 'facts' | 'evaluation'> & {
  readonly facts: StoredFacts | null;
  readonly evaluation: (Omit<FoundOfContact, 'written'> & { readonly standing: StoredStanding }) | null;
};

// What HubSpot shows is what was written, without empty values.
function atHandIn({ facts: stored, evaluation, ...other }: StoredAtHand): ContactAtHand {
  const rest = { ...other, facts: stored && factsIn(stored) };
  if (evaluation === null) return { ...rest, evaluation };
  const { standing, ...found } = evaluation;
  return { ...rest, evaluation: { ...found, written: standingIn(standing)?.properties ?? {} } };
}

const AT_HAND = sql<StoredAtHand>`jsonb_build_object(
  'facts', case when k.facts is null and k.pending_facts is null then null
    else ${json(NO_FACTS)} || coalesce(k.facts, '{}') || coalesce(k.pending_facts, '{}') end,
  'memory', k.memory, 'decisions', coalesce(k.decisions, '{}'), 'inputs', coalesce(k.inputs, '{}'),
  'evaluation', case when k.evaluation is not null and ${HAS_PROPERTIES} then jsonb_build_object(
    'relation', k.evaluation -> 'relation', 'grade', k.evaluation -> 'grade', 'doNotContact', coalesce(k.evaluation -> 'doNotContact', '[]'),
    'qualification', k.memory -> 'qualification', 'segment', k.memory -> 'segment', 'track', k.track, 'standing', k.standing) end)`;

/** What is stored of these contacts; unknown ones are absent. */
export async function contactsAtHand(
  db: Db,
  portalId: number,
  contactIds: readonly number[],
): Promise<ReadonlyMap<number, ContactAtHand>> {
  const { rows } = await sql<{ contactId: number; contact: StoredAtHand }>`
    select k.contact_id as "contactId", ${AT_HAND} as contact
    from contact k where k.portal_id = ${portalId} and k.contact_id = ${anyOf(contactIds)}`.execute(db);
  return new Map(rows.map(({ contactId, contact }) => [contactId, atHandIn(contact)]));
}

/** The callbacks that came before; new ones are absent. */
export async function findCallbacks(
  db: Db,
  portalId: number,
  callbackIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly state: CallbackState; readonly outputs: Outputs | null }>> {
  const rows = await db
    .selectFrom('callback')
    .select(['callback_id', 'state', 'outputs'])
    .where('portal_id', '=', portalId)
    .where('callback_id', '=', sql<string>`any(${callbackIds}::text[])`)
    .execute();
  return new Map(rows.map(({ callback_id, state, outputs }) => [callback_id, { state, outputs }]));
}

/** Stores callbacks; known ones stay. Call it in the transaction that notes what they ask for. */
export async function putCallbacks(
  trx: Db,
  { portalId, callbacks, now }: { readonly portalId: number; readonly callbacks: readonly NewCallback[]; now: number },
): Promise<void> {
  if (callbacks.length === 0) return;
  const rows = callbacks.map(({ callbackId, contactId, expiresAt, ...row }) => ({
    callback_id: callbackId,
    contact_id: contactId,
    expires_at: expiresAt,
    ...row,
  }));
  await sql`
    insert into callback (portal_id, callback_id, contact_id, action, input, state, outputs, created_at, expires_at)
    select ${portalId}, callback_id, contact_id, action, input, state, outputs, ${now}, expires_at
    from jsonb_to_recordset(${json(rows)}) as t(callback_id text, contact_id bigint, action text, input jsonb, state text,
      outputs jsonb, expires_at bigint)
    order by callback_id on conflict do nothing`.execute(trx);
}

/**
 * Makes callbacks ready that wait for these contacts: the contacts have been evaluated, or will not
 * be.
 */
export async function readyCallbacksOf(trx: Db, portalId: number, contactIds: readonly number[]): Promise<void> {
  if (contactIds.length === 0) return;
  await sql`
    update callback set state = 'ready'
    where portal_id = ${portalId} and contact_id = ${anyOf(contactIds)} and state = 'waiting'`.execute(trx);
}

export type ReadyCallback = {
  readonly callbackId: string;
  /** null: the contact is gone */
  readonly contactId: number | null;
  readonly action: string;
  readonly input: unknown;
  /** null: the answer is still to be found */
  readonly outputs: Outputs | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly contact: ContactAtHand | null;
  /** the contact could not be brought up to date: it is a dead letter */
  readonly deadLetter: boolean;
};

/** Callbacks that can be completed, the oldest first. */
export async function readyCallbacks(
  db: Db,
  { portalId, now, limit }: { readonly portalId: number; readonly now: number; readonly limit: number },
): Promise<ReadyCallback[]> {
  const { rows } = await sql<Omit<ReadyCallback, 'contact'> & { readonly contact: StoredAtHand | null }>`
    select w.callback_id as "callbackId", w.contact_id as "contactId", w.action, w.input, w.outputs, w.created_at as "createdAt", w.expires_at as "expiresAt",
      case when k.contact_id is not null then ${AT_HAND} end as contact,
      coalesce(k.stale and k.run_at is null and k.lease is null, false) as "deadLetter"
    from callback w left join contact k on k.portal_id = w.portal_id and k.contact_id = w.contact_id
    where w.portal_id = ${portalId} and ${callbackIsReady(now)} order by w.created_at, w.callback_id limit ${limit}`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, contact: row.contact && atHandIn(row.contact) }));
}

/** Stores answers until HubSpot has them, so that a second try gives the same answer. */
export async function storeAnswers(
  trx: Db,
  portalId: number,
  answers: readonly { readonly callbackId: string; readonly outputs: Outputs }[],
): Promise<void> {
  if (answers.length === 0) return;
  const rows = answers.map(({ callbackId, outputs }) => ({ callback_id: callbackId, outputs }));
  await sql`
    update callback c set outputs = t.outputs
    from jsonb_to_recordset(${json(rows)}) as t(callback_id text, outputs jsonb)
    where c.portal_id = ${portalId} and c.callback_id = t.callback_id and c.state = 'ready' and c.contact_id is not null`.execute(
    trx,
  );
}

/**
 * Ends callbacks whose answers HubSpot has, or will never take. It keeps nothing of a contact that
 * is gone.
 */
export async function finishCallbacks(db: Db, portalId: number, callbackIds: readonly string[]): Promise<void> {
  await sql`
    with finished as (
      update callback set state = 'done', input = '{}'
      where portal_id = ${portalId} and callback_id = any(${callbackIds}::text[]) and contact_id is not null
    )
    delete from callback
    where portal_id = ${portalId} and callback_id = any(${callbackIds}::text[]) and contact_id is null`.execute(db);
}

/** Puts back callbacks that HubSpot did not know: Ripen tries again at an instant. */
export async function deferCallbacks(
  db: Db,
  portalId: number,
  { callbackIds, until }: { readonly callbackIds: readonly string[]; readonly until: number },
): Promise<void> {
  await db
    .updateTable('callback')
    .set({ try_at: until })
    .where('portal_id', '=', portalId)
    .where('callback_id', '=', sql<string>`any(${callbackIds}::text[])`)
    .where('state', '=', 'ready')
    .execute();
}

/** Callbacks that HubSpot still waits for, counted up to `most`. */
export async function countOpenCallbacks(db: Db, portalId: number, most: number): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*) as open from (
      select from callback where portal_id = ${portalId} and state <> 'done' limit ${most}
    ) waiting`.execute(db);
  return rows[0]!.open;
}
