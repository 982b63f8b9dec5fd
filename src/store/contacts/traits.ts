import { sql } from 'kysely';
import {
  BURST,
  NO_PEERS,
  type Peers,
  PHONE_SHARED_BY,
  samePeers,
  type Traits,
} from '../../domain/lead/validity/validity-peers.ts';
import { madeDue } from '../make-due.ts';
import { type Db, json } from '../transaction.ts';
import { asStored, OTHERS_THAT_TELL, peersOfStored, type StoredTrait, type StoredTraits } from './peers.ts';

/**
 * Stores the traits of contacts that we hold and are about to let go with the peers that their
 * evaluations saw. Makes every contact due, these or others, whose peers have changed since its
 * last evaluation. Others wait for this transaction, so let it be a short one.
 */
export async function recordTraits(
  trx: Db,
  batch: {
    readonly portalId: number;
    readonly lease: string;
    readonly now: number;
    readonly rows: readonly (Traits & { readonly peers: Peers })[];
  },
): Promise<void> {
  const { portalId, now } = batch;
  const rows = batch.rows.map((row) => ({ ...row, ...asStored(row) }));
  if (rows.length === 0) return;
  let { stored, changed } = await changedTraits(trx, portalId, rows);
  if (changed.length > 0) {
    // Only a transaction that changes traits must wait for others.
    await oneAtATime(trx, portalId);
    ({ stored, changed } = await changedTraits(trx, portalId, rows));
  }
  const touched = changed.flatMap((row) => [...row.traits, ...(stored.get(row.contactId)?.traits ?? [])]);
  const others = await sharing(trx, portalId, touched, idsOf(rows));
  const locked = await lockWithPeers(trx, portalId, [...idsOf(rows), ...others]);
  const ours = rows.filter(({ contactId }) => locked.get(contactId)?.lease === batch.lease);

  await replaceTraits(
    trx,
    portalId,
    ours.filter((row) => changed.includes(row)),
  );
  await storeCreation(
    trx,
    portalId,
    ours.filter(({ contactId, createdAt }) => stored.get(contactId)?.createdAt !== createdAt),
  );
  const seen = seenBy(locked);
  for (const row of ours) {
    // Whoever changed something of others has woken them, if it was not what their last evaluations
    // saw. So of a contact that changes none and saw what the last one saw, nothing is to be told.
    const isSettled = !changed.includes(row) && samePeers(locked.get(row.contactId)!.peers, row.peers);
    if (isSettled) seen.delete(row.contactId);
    else seen.set(row.contactId, row.peers);
  }
  await wakeChanged(trx, portalId, seen, now);
}

async function changedTraits<T extends StoredTraits>(trx: Db, portalId: number, rows: readonly T[]) {
  const known = await storedTraits(trx, portalId, idsOf(rows));
  const stored = new Map(known.map((contact) => [contact.contactId, contact]));
  return { stored, changed: rows.filter((row) => !sameTraits(row, stored.get(row.contactId))) };
}

/**
 * Erases the traits of contacts that are about to be erased, and makes the contacts due that shared
 * a trait with them. It locks both. So a transaction that also locks other contacts must first lock
 * all of them at once, with those of `sharersOf`.
 */
export async function forgetTraits(
  trx: Db,
  {
    portalId,
    contactIds,
    now,
  }: { readonly portalId: number; readonly contactIds: readonly number[]; readonly now: number },
): Promise<void> {
  if (contactIds.length === 0) return;
  const sharers = await sharersOf(trx, portalId, contactIds);
  const seen = seenBy(await lockWithPeers(trx, portalId, [...contactIds, ...sharers]));
  await sql`delete from trait where portal_id = ${portalId} and contact_id = any(${contactIds}::bigint[])`.execute(trx);
  for (const contactId of contactIds) seen.delete(contactId);
  await wakeChanged(trx, portalId, seen, now);
}

/**
 * The other contacts whose peers may change when these are erased. They exist, and stay as they are
 * until the transaction ends.
 */
export async function sharersOf(trx: Db, portalId: number, contactIds: readonly number[]): Promise<number[]> {
  if (contactIds.length === 0) return [];
  await oneAtATime(trx, portalId);
  const stored = await storedTraits(trx, portalId, contactIds);
  return sharing(
    trx,
    portalId,
    stored.flatMap(({ traits }) => traits),
    contactIds,
  );
}

const idsOf = (contacts: readonly Pick<Traits, 'contactId'>[]): number[] => contacts.map(({ contactId }) => contactId);

/**
 * Without this lock two contacts that come at the same moment with the same new address would not
 * see each other.
 */
async function oneAtATime(trx: Db, portalId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('trait', ${portalId}))`.execute(trx);
}

async function storedTraits(trx: Db, portalId: number, contactIds: readonly number[]): Promise<StoredTraits[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<StoredTraits>`
    select k.contact_id as "contactId", k.created_at as "createdAt", (
      select coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'digest', encode(uuid_send(t.digest), 'hex'))), '[]') from trait t
      where t.portal_id = k.portal_id and t.contact_id = k.contact_id) as traits
    from contact k where k.portal_id = ${portalId} and k.contact_id = any(${contactIds}::bigint[])`.execute(trx);
  return rows;
}

function sameTraits(row: StoredTraits, stored: StoredTraits | undefined): boolean {
  const known = new Set(stored?.traits.map(({ digest }) => digest));
  return (
    row.createdAt === stored?.createdAt &&
    known.size === row.traits.length &&
    row.traits.every(({ digest }) => known.has(digest))
  );
}

/**
 * The other contacts for which it matters who shares one of the traits. If so many others share a
 * form or number that they are a crowd anyway, none of them matters: so a burst of ten thousand is
 * not searched for each contact.
 */
async function sharing(
  trx: Db,
  portalId: number,
  traits: readonly StoredTrait[],
  except: readonly number[],
): Promise<number[]> {
  if (traits.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select distinct contact_id as id from (
      select t.contact_id, g.kind, count(*) over (partition by g.digest) as others
      from (select distinct kind, digest from jsonb_to_recordset(${json(traits)}) as g(kind text, digest uuid)) g
      cross join lateral (
        select contact_id from trait
        where portal_id = ${portalId} and digest = g.digest and contact_id <> all(${except}::bigint[])
        limit ${OTHERS_THAT_TELL}
      ) t
    ) held
    where kind = 'email' or kind = 'phone' and others <= ${PHONE_SHARED_BY} or kind = 'form' and others < ${BURST}`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

type Locked = ReadonlyMap<number, { readonly lease: string | null; readonly peers: Peers }>;

/** Locks in the order of all others (`lockContacts`). */
async function lockWithPeers(trx: Db, portalId: number, contactIds: readonly number[]): Promise<Locked> {
  const { rows } = await sql<{ id: number; lease: string | null; peers: Peers | null }>`
    select contact_id as id, lease, peers from contact
    where portal_id = ${portalId} and contact_id = any(${contactIds}::bigint[]) order by contact_id for update`.execute(
    trx,
  );
  return new Map(rows.map(({ id, lease, peers }) => [id, { lease, peers: peers ?? NO_PEERS }]));
}

async function replaceTraits(trx: Db, portalId: number, contacts: readonly StoredTraits[]): Promise<void> {
  if (contacts.length === 0) return;
  const rows = contacts.flatMap(({ contactId, traits }) =>
    traits.map((trait) => ({ contact_id: contactId, ...trait })),
  );
  await sql`delete from trait where portal_id = ${portalId} and contact_id = any(${idsOf(contacts)}::bigint[])`.execute(
    trx,
  );
  await sql`
    insert into trait (portal_id, contact_id, kind, digest)
    select ${portalId}, t.* from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, kind text, digest uuid)`.execute(
    trx,
  );
}

async function storeCreation(trx: Db, portalId: number, contacts: readonly StoredTraits[]): Promise<void> {
  if (contacts.length === 0) return;
  const rows = contacts.map(({ contactId, createdAt }) => ({ contact_id: contactId, created_at: createdAt }));
  await sql`
    update contact k set created_at = t.created_at
    from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, created_at bigint)
    where k.portal_id = ${portalId} and k.contact_id = t.contact_id
      -- Without this the server may read all contacts for a few.
      and k.contact_id = any(${idsOf(contacts)}::bigint[])`.execute(trx);
}

/**
 * The peers that the last evaluation of each contact saw. Null: the contact is in hand, and nobody
 * knows yet what the evaluation under way has seen.
 */
const seenBy = (locked: Locked): Map<number, Peers | null> =>
  new Map([...locked].map(([contactId, { lease, peers }]) => [contactId, lease === null ? peers : null]));

/** Makes the contacts due whose peers may have changed since their last evaluation. */
async function wakeChanged(
  trx: Db,
  portalId: number,
  seen: ReadonlyMap<number, Peers | null>,
  now: number,
): Promise<void> {
  const known = [...seen.keys()].filter((id) => seen.get(id) !== null);
  const actual = await peersOfStored(trx, portalId, await storedTraits(trx, portalId, known));
  const woken = [...seen].flatMap(([id, peers]) => (peers === null || !samePeers(actual.get(id)!, peers) ? [id] : []));
  if (woken.length === 0) return;
  await sql`
    update contact k set ${madeDue(now)}
    where portal_id = ${portalId} and contact_id = any(${woken}::bigint[])`.execute(trx);
}
