import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  BURST,
  NO_PEERS,
  type Peers,
  PHONE_SHARED_BY,
  type Trait,
  type Traits,
} from '../../src/domain/lead/validity/validity-peers.ts';
import { type ClaimedContact, claimContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { eraseContacts } from '../../src/store/contacts/erase-contacts.ts';
import { noteContacts } from '../../src/store/contacts/note-contacts.ts';
import { peersOf } from '../../src/store/contacts/peers.ts';
import { recordTraits } from '../../src/store/contacts/traits.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { law } from '../support/law.ts';
import { activePortal, lease, NOW, result } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const LEASE = lease();

const email = (key: string): Trait => ({ kind: 'email', key });
const phone = (key: string): Trait => ({ kind: 'phone', key });
const form = (key: string): Trait => ({ kind: 'form', key });
const duplicateOf = (contactId: number): Peers => ({ duplicateOf: contactId, formBurst: false });
const BURSTING: Peers = { duplicateOf: null, formBurst: true };

/** The contacts in HubSpot, as the worker below reads them. */
const world = new Map<number, Traits>();
const inWorld = (contactId: number, createdAt: number | null, ...traits: Trait[]) =>
  world.set(contactId, { contactId, createdAt, traits });

const arrive = (contactIds: readonly number[], portalId = PORTAL) =>
  noteContacts(db, { portalId, notes: contactIds.map((contactId) => ({ contactId })), now: NOW });
const take = (limit = 100, portalId = PORTAL) => claimContacts(db, { portalId, lease: LEASE, now: NOW, limit });

/**
 * Evaluates claimed contacts as a worker does; gives what each evaluation saw, and the completion.
 */
async function work(claimed: readonly ClaimedContact[], portalId = PORTAL) {
  const contacts = claimed.map(({ contactId }) => world.get(contactId)!);
  const saw = await peersOf(db, portalId, contacts);
  const rows = claimed.map((one, at) => result(one, { traits: { ...contacts[at]!, peers: saw.get(one.contactId)! } }));
  const completion = await completeContacts(db, { portalId, lease: LEASE, now: NOW, rows });
  return { saw: Object.fromEntries(saw), completion };
}

/** Works until nothing is due. Gives the contacts evaluated, in order. */
async function settled(limit = 100, portalId = PORTAL): Promise<number[]> {
  const evaluated: number[] = [];
  for (let round = 0; round < 100; round++) {
    const claimed = await take(limit, portalId);
    if (claimed.length === 0) return evaluated;
    evaluated.push(...claimed.map(({ contactId }) => contactId));
    await work(claimed, portalId);
  }
  throw new Error('The contacts never came to rest.');
}

async function seen(portalId = PORTAL): Promise<Record<number, Peers>> {
  const { rows } = await sql<{ id: number; peers: Peers | null }>`
    select contact_id as id, peers from contact where portal_id = ${portalId} order by contact_id`.execute(db);
  return Object.fromEntries(rows.map(({ id, peers }) => [id, peers ?? NO_PEERS]));
}

const each = (contactIds: readonly number[], peers: Peers) =>
  Object.fromEntries(contactIds.map((contactId) => [contactId, peers]));

beforeEach(async () => {
  world.clear();
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

it('a contact whose traits stay as they are waits for nobody who changes traits', async () => {
  inWorld(1, 0, email('a'));
  inWorld(2, 0, email('b'));
  await arrive([1]);
  await settled();
  await arrive([1, 2]);
  const [one] = await take();
  await inTransaction(db, async (trx) => {
    // Until it ends, it blocks others that change traits.
    await recordTraits(trx, {
      portalId: PORTAL,
      lease: LEASE,
      now: NOW,
      rows: [{ ...world.get(2)!, peers: NO_PEERS }],
    });
    expect((await work([one!])).completion).toMatchObject({ completed: [1] });
  });
});

it('a contact whose traits are stored, but not yet its evaluation, is due again when its peers change just then', async () => {
  inWorld(1, 10, email('a'));
  inWorld(2, 20, email('a'));
  await arrive([1]);
  await settled();
  await arrive([2]);
  const [two] = await take();
  const traits = [{ ...world.get(2)!, peers: duplicateOf(1) }];
  await inTransaction(db, (trx) => recordTraits(trx, { portalId: PORTAL, lease: LEASE, now: NOW, rows: traits }));

  inWorld(1, 10, email('b'));
  await arrive([1]);
  await work(await take());

  // As before all this it has no peers now: only its evaluation under way saw one.
  const { seq } = await db.selectFrom('contact').select('seq').where('contact_id', '=', 2).executeTakeFirstOrThrow();
  expect(seq).toBeGreaterThan(two!.seq);
});

describe('a duplicate', () => {
  it('is the contact that HubSpot created later, known at its first evaluation', async () => {
    inWorld(1, 20, email('ann@firm'));
    inWorld(2, 10, email('ann@firm'), phone('+1'));
    await arrive([1, 2]);

    expect((await work(await take())).saw).toEqual({ 1: duplicateOf(2), 2: NO_PEERS });
    expect(await settled()).toEqual([]);
  });

  it('is the one with the higher id, of two created at once or at an unknown time', async () => {
    inWorld(1, 10, email('ann@firm'));
    inWorld(2, 10, email('ann@firm'));
    inWorld(3, null, phone('+1'));
    inWorld(4, null, phone('+1'));
    inWorld(5, 99, phone('+1'));
    await arrive([1, 2, 3, 4, 5]);
    await settled();

    expect(await seen()).toEqual({
      1: NO_PEERS,
      2: duplicateOf(1),
      3: duplicateOf(5),
      4: duplicateOf(5),
      5: NO_PEERS,
    });
  });

  it('is evaluated again when its original turns up later, and then never more', async () => {
    inWorld(1, 20, email('ann@firm'));
    inWorld(2, 10, email('ann@firm'));
    await arrive([1]);
    await settled();
    await arrive([2]);

    expect(await settled()).toEqual([2, 1]);
    expect(await seen()).toEqual({ 1: duplicateOf(2), 2: NO_PEERS });
  });

  it('is none any more when its original changes address, or is erased', async () => {
    for (const contactId of [1, 2, 3]) inWorld(contactId, contactId, email('ann@firm'));
    await arrive([1, 2, 3]);
    await settled();
    inWorld(1, 1, email('bea@firm'));
    await arrive([1]);

    expect(await settled()).toEqual([1, 2, 3]);
    expect(await seen()).toEqual({ 1: NO_PEERS, 2: NO_PEERS, 3: duplicateOf(2) });

    await eraseContacts(db, { portalId: PORTAL, contactIds: [2], now: NOW });
    expect(await settled()).toEqual([3]);
    expect(await seen()).toEqual({ 1: NO_PEERS, 3: NO_PEERS });
  });

  it('is none for sharing the number of a switchboard', async () => {
    const few = Array.from({ length: PHONE_SHARED_BY }, (_, i) => i + 1);
    for (const contactId of [...few, PHONE_SHARED_BY + 1]) inWorld(contactId, contactId, phone('+43'));
    await arrive(few);
    await settled();
    expect(Object.values(await seen()).filter((peers) => peers.duplicateOf === 1)).toHaveLength(few.length - 1);

    await arrive([PHONE_SHARED_BY + 1]);
    await settled();
    expect(await seen()).toEqual(each([...few, PHONE_SHARED_BY + 1], NO_PEERS));
  });

  it('is none across portals', async () => {
    await activePortal(db, 2);
    inWorld(1, 10, email('ann@firm'));
    inWorld(2, 20, email('ann@firm'));
    await arrive([1]);
    await arrive([2], 2);
    await settled();
    await settled(100, 2);

    expect([await seen(), await seen(2)]).toEqual([{ 1: NO_PEERS }, { 2: NO_PEERS }]);
  });
});

describe('a burst of forms', () => {
  it('begins with the fifth, who brings the others back', async () => {
    const ids = Array.from({ length: BURST + 1 }, (_, i) => i + 1);
    for (const contactId of ids) inWorld(contactId, contactId, form('Contact us@17'));
    await arrive(ids.slice(0, BURST - 1));
    await settled();
    expect(await seen()).toEqual(each(ids.slice(0, BURST - 1), NO_PEERS));

    await arrive([BURST]);
    expect(await settled()).toEqual([BURST, 1, 2, 3, 4]);

    await arrive([BURST + 1]);
    expect(await settled()).toEqual([BURST + 1]);
    expect(await seen()).toEqual(each(ids, BURSTING));
  });
});

describe('work on peers', () => {
  it('comes again where a peer appeared in the middle of it', async () => {
    inWorld(1, 20, email('ann@firm'));
    inWorld(2, 10, email('ann@firm'));
    await arrive([1]);
    await settled();
    await arrive([1]);
    const inHand = await take();
    await arrive([2]);
    await settled();

    expect((await work(inHand)).completion.again).toEqual([1]);
    await settled();
    expect(await seen()).toMatchObject({ 1: duplicateOf(2) });
  });

  it('stores nothing of a contact that is not in our hands', async () => {
    inWorld(1, 10, email('ann@firm'));
    await arrive([1]);
    const [claimed] = await take();
    const rows = [{ ...world.get(1)!, peers: duplicateOf(9) }];
    await inTransaction(db, (trx) => recordTraits(trx, { portalId: PORTAL, lease: lease(), now: NOW, rows }));

    expect((await database.pool.query('select * from trait')).rows).toEqual([]);
    expect(await seen()).toEqual({ 1: NO_PEERS });
    expect(claimed!.contactId).toBe(1);
  });

  it('wakes nobody when nothing has changed', async () => {
    for (const contactId of [1, 2, 3]) inWorld(contactId, contactId, email('ann@firm'), form('f@1'));
    await arrive([1, 2, 3]);
    await settled();
    await arrive([2]);

    expect(await settled()).toEqual([2]);
  });

  it('ends the same for all orders, batches and interleavings: as a look at all contacts says', async () => {
    const traits = fc.uniqueArray(
      fc.record({
        kind: fc.constantFrom('email' as const, 'phone' as const, 'form' as const),
        key: fc.constantFrom('a', 'b'),
      }),
      { maxLength: 4, selector: ({ kind, key }) => kind + key },
    );
    const contact = fc.record({ createdAt: fc.option(fc.nat(3)), traits });
    const steps = fc.array(fc.record({ contactId: fc.integer({ min: 1, max: 9 }), contact }), {
      minLength: 1,
      maxLength: 24,
    });
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 4 }), async (steps, together) => {
        world.clear();
        await emptyTables(database);
        await activePortal(db, PORTAL);
        for (let at = 0; at < steps.length; at += together) {
          const batch = steps.slice(at, at + together);
          for (const { contactId, contact } of batch) world.set(contactId, { contactId, ...contact });
          await arrive([...new Set(batch.map(({ contactId }) => contactId))]);
          // Two workers take due contacts and store them at the same moment.
          const hands = [await take(2), await take(2)].filter((claimed) => claimed.length > 0);
          await Promise.all(hands.map((claimed) => work(claimed)));
        }
        await settled();

        expect(await seen()).toEqual(lookAtAll([...world.values()]));
      }),
      law(60),
    );
  });
});

/** The same by plain comparison of everybody with everybody. */
function lookAtAll(all: readonly Traits[]): Record<number, Peers> {
  const holders = ({ kind, key }: Trait) =>
    all.filter(({ traits }) => traits.some((t) => t.kind === kind && t.key === key));
  const age = ({ createdAt }: Traits) => createdAt ?? Number.POSITIVE_INFINITY;
  const older = (a: Traits, b: Traits) => (age(a) === age(b) ? a.contactId - b.contactId : age(a) - age(b));
  return Object.fromEntries(
    all.map((contact) => {
      const alike = contact.traits
        .filter((t) => t.kind === 'email' || (t.kind === 'phone' && holders(t).length <= PHONE_SHARED_BY))
        .flatMap(holders)
        .sort(older);
      const original = alike[0]?.contactId ?? contact.contactId;
      const formBurst = contact.traits.some((t) => t.kind === 'form' && holders(t).length >= BURST);
      return [contact.contactId, { duplicateOf: original === contact.contactId ? null : original, formBurst }];
    }),
  );
}
