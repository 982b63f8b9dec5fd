import { sql } from 'kysely';
import { chooseOwner, type Queue, type Route, type RoutingCase, type Turns } from '../../domain/sales/routing.ts';
import { boundedKey } from '../bounded-key.ts';
import { anyOf } from '../contacts/erase-contacts.ts';
import { type Db, holdPortal, inTransaction, json } from '../transaction.ts';

/** The owner who got a contact, once for each occasion (such as one entry into SQL). */
export type Assignment = Route & {
  readonly contactId: number;
  readonly occasion: string;
  /** the territory, or another name under which owners take turns; empty: none fits */
  readonly territory: string;
};

export type OwnerAsk = RoutingCase & { readonly contactId: number; readonly occasion: string };

/**
 * Gives each contact its owner, in the order of the asks, in one transaction; null: the account has
 * no owner left. The same ask gets the same owner however often it comes, unless that owner has
 * left the account.
 */
export async function assignOwners(
  db: Db,
  portalId: number,
  {
    asks: given,
    inAccount,
    now,
  }: { readonly asks: readonly OwnerAsk[]; readonly inAccount: ReadonlySet<string>; readonly now: number },
): Promise<readonly (Assignment | null)[]> {
  if (given.length === 0) return [];
  const asks = given.map((ask) => ({ ...ask, occasion: boundedKey(ask.occasion) }));
  return inTransaction(db, async (trx) => {
    const held = await holdTurns(trx, portalId);
    if (held === null) return asks.map(() => null);
    const known = await findAssignments(trx, portalId, asks);
    const fresh = new Map<string, Assignment>();
    let turns = held;
    const answers = asks.map((ask) => {
      const before = fresh.get(keyOf(ask)) ?? known.get(keyOf(ask));
      if (before !== undefined && inAccount.has(before.ownerId)) return before;
      const choice = chooseOwner(turns, ask, inAccount);
      if (choice === null) return null;
      turns = choice.turns;
      const { contactId, occasion, roundRobin = '' } = ask;
      const assignment = { contactId, occasion, territory: roundRobin, ...choice.route };
      fresh.set(keyOf(ask), assignment);
      return assignment;
    });
    if (fresh.size > 0) await keepTurns(trx, portalId, { turns, assignments: [...fresh.values()], now });
    return answers;
  });
}

/** The key of the one row that a transaction locks while it counts turns and capacities. */
const ROW = 'routing';

/**
 * Reads who has which contact, and keeps others from changing it until the transaction ends. Null:
 * the portal is gone.
 */
export async function holdTurns(trx: Db, portalId: number): Promise<Turns | null> {
  if ((await holdPortal(trx, portalId)) === 'gone') return null;
  await sql`
    insert into turn (portal_id, key, state) values (${portalId}, ${ROW}, '{}') on conflict do nothing`.execute(trx);
  const held = await sql<{ state: Record<string, Queue> }>`
    select state from turn where portal_id = ${portalId} and key = ${ROW} for update`.execute(trx);
  const open = await sql<{ ownerId: string; contacts: number }>`
    select owner_id as "ownerId", count(distinct contact_id) as contacts
    from assignment where portal_id = ${portalId} and open group by owner_id`.execute(trx);
  return {
    queues: new Map(Object.entries(held.rows[0]!.state)),
    open: new Map(open.rows.map(({ ownerId, contacts }) => [ownerId, contacts])),
  };
}

/**
 * Stores the assignments that were made since `holdTurns`. Earlier assignments of these contacts
 * end.
 */
export async function keepTurns(
  trx: Db,
  portalId: number,
  {
    turns,
    assignments,
    now,
  }: { readonly turns: Turns; readonly assignments: readonly Assignment[]; readonly now: number },
): Promise<void> {
  await sql`
    update turn set state = ${json(Object.fromEntries(turns.queues))}
    where portal_id = ${portalId} and key = ${ROW}`.execute(trx);
  await closeAssignments(
    trx,
    portalId,
    assignments.map(({ contactId }) => contactId),
  );
  const rows = assignments.map(({ contactId, occasion, ownerId, ...rest }) => ({
    contact_id: contactId,
    occasion: boundedKey(occasion),
    owner_id: ownerId,
    ...rest,
  }));
  await sql`
    insert into assignment (portal_id, contact_id, occasion, territory, owner_id, by, at)
    select ${portalId}, contact_id, occasion, territory, owner_id, by, ${now}
    from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, occasion text, territory text, owner_id text, by text)
    on conflict (portal_id, contact_id, occasion) do update
    set territory = excluded.territory, owner_id = excluded.owner_id, by = excluded.by, at = excluded.at, open = true`.execute(
    trx,
  );
}

/**
 * Ends the assignments of contacts, so that they do not count towards the capacity of their owners.
 * For the transaction in which the contacts leave sales.
 */
export async function closeAssignments(trx: Db, portalId: number, contactIds: readonly number[]): Promise<void> {
  if (contactIds.length === 0) return;
  await sql`
    update assignment set open = false
    where portal_id = ${portalId} and contact_id = ${anyOf(contactIds)} and open`.execute(trx);
}

/**
 * Contacts are with sales again for the occasion for which they got their owner, since a version of
 * the model is taken back: they count towards the owner's capacity again.
 */
export async function reopenAssignments(
  trx: Db,
  portalId: number,
  contacts: readonly Pick<Assignment, 'contactId' | 'occasion'>[],
): Promise<void> {
  if (contacts.length === 0) return;
  const rows = contacts.map(({ contactId, occasion }) => ({ contact_id: contactId, occasion: boundedKey(occasion) }));
  await sql`
    update assignment a set open = true
    from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, occasion text)
    where a.portal_id = ${portalId} and a.contact_id = t.contact_id and a.occasion = t.occasion and not a.open
      and not exists (select from assignment later where later.portal_id = ${portalId}
        and later.contact_id = a.contact_id and later.at > a.at)`.execute(trx);
}

async function findAssignments(
  trx: Db,
  portalId: number,
  asks: readonly OwnerAsk[],
): Promise<ReadonlyMap<string, Assignment>> {
  const { rows } = await sql<Assignment>`
    select a.contact_id as "contactId", a.occasion, a.territory, a.owner_id as "ownerId", a.by
    from jsonb_to_recordset(${json(asks.map(({ contactId, occasion }) => ({ contact_id: contactId, occasion })))})
      as t(contact_id bigint, occasion text)
    join assignment a on a.portal_id = ${portalId} and a.contact_id = t.contact_id and a.occasion = t.occasion
    where a.owner_id is not null`.execute(trx);
  return new Map(rows.map((row) => [keyOf(row), row]));
}

const keyOf = ({ contactId, occasion }: Pick<Assignment, 'contactId' | 'occasion'>): string =>
  `${contactId} ${occasion}`;
