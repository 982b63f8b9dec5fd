import { beforeEach, describe, expect, it } from 'vitest';
import { connectDatabase } from '../../src/store/database.ts';
import {
  assignOwners,
  closeAssignments,
  type OwnerAsk,
  reopenAssignments,
} from '../../src/store/ledgers/assignments.ts';
import { erasePortal } from '../../src/store/portals/portals.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { silent } from '../support/log.ts';
import { activePortal, NOW } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const EVERYBODY: ReadonlySet<string> = new Set(['1', '2', '3', '9']);
const OWNERS = ['1', '2', '3'].map((id) => ({ id, weight: 1 }));

const ask = (contactId: number, part: Partial<OwnerAsk> = {}): OwnerAsk => ({
  contactId,
  occasion: 'sql:1',
  roundRobin: 'dach',
  owners: OWNERS,
  existing: undefined,
  fallback: '9',
  ...part,
});
const assign = (asks: readonly OwnerAsk[], { inAccount = EVERYBODY, on = db, now = NOW } = {}) =>
  assignOwners(on, PORTAL, { asks, inAccount, now });
const ownersOf = async (asks: readonly OwnerAsk[], given = {}) =>
  (await assign(asks, given)).map((assignment) => assignment?.ownerId ?? null);
const rows = () => db.selectFrom('assignment').selectAll().orderBy('contact_id').orderBy('occasion').execute();

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

describe('assigning owners', () => {
  it('takes turns from batch to batch', async () => {
    expect([await ownersOf([ask(1), ask(2)]), await ownersOf([ask(3), ask(4)])]).toEqual([
      ['1', '2'],
      ['3', '1'],
    ]);
  });

  it('remembers who was given what, where and how', async () => {
    await assign([ask(1), ask(2, { existing: '3' }), ask(3, { roundRobin: undefined })]);

    const common = { portal_id: PORTAL, occasion: 'sql:1', at: NOW, open: true };
    expect(await rows()).toEqual([
      { ...common, contact_id: 1, territory: 'dach', owner_id: '1', by: 'turn' },
      { ...common, contact_id: 2, territory: 'dach', owner_id: '3', by: 'existing' },
      { ...common, contact_id: 3, territory: '', owner_id: '9', by: 'fallback' },
    ]);
  });

  it('answers the same occasion the same way, and a new one anew', async () => {
    const first = await assign([ask(1), ask(1), ask(2)]);

    expect(await assign([ask(2), ask(1)])).toEqual([first[2], first[0]]);
    expect(first[1]).toEqual(first[0]);
    expect(await ownersOf([ask(1, { occasion: 'sql:2' })])).toEqual(['3']);
  });

  it('gives a contact to somebody else when the owner has left the account', async () => {
    await assign([ask(1)]);

    expect(await ownersOf([ask(1)], { inAccount: new Set(['2', '3']) })).toEqual(['2']);
    expect(await ownersOf([ask(1)])).toEqual(['2']);
  });

  it('keeps nothing when nobody is left, so that the next ask may find somebody', async () => {
    expect(await ownersOf([ask(1)], { inAccount: new Set() })).toEqual([null]);
    expect(await rows()).toEqual([]);

    expect(await ownersOf([ask(1)])).toEqual(['1']);
  });

  it('does nothing for a portal that is gone', async () => {
    await erasePortal(db, PORTAL, NOW);

    expect(await assign([ask(1)])).toEqual([null]);
    expect(await rows()).toEqual([]);
  });
});

describe('capacity', () => {
  const owners = [
    { id: '1', weight: 1, capacity: 1 },
    { id: '2', weight: 1, capacity: 2 },
  ];

  it('counts open contacts in all territories, once each', async () => {
    await assign([ask(1, { existing: '1', roundRobin: 'world' })]);
    await assign([ask(1, { existing: '1', occasion: 'sql:2' })]);

    expect(await ownersOf([2, 3, 4].map((id) => ask(id, { owners })))).toEqual(['2', '2', '9']);
  });

  it('is free again when a contact leaves sales, or goes to somebody else', async () => {
    await assign([1, 2, 3].map((id) => ask(id, { owners })));
    expect(await ownersOf([ask(4, { owners })])).toEqual(['9']);

    await closeAssignments(db, PORTAL, [1]);
    expect(await ownersOf([ask(5, { owners })])).toEqual(['1']);
    await assign([ask(2, { existing: '3', occasion: 'sql:2' })]);
    expect(await ownersOf([ask(6, { owners })])).toEqual(['2']);
  });

  it('is taken again when a contact is back with sales for the same, and nobody else has got it', async () => {
    const { occasion } = ask(1);
    await assign([ask(1, { owners })]);
    await closeAssignments(db, PORTAL, [1]);
    await reopenAssignments(db, PORTAL, [{ contactId: 1, occasion }]);
    expect(await ownersOf([2, 3, 4].map((id) => ask(id, { owners })))).toEqual(['2', '2', '9']);

    await assign([ask(1, { owners: [], occasion: 'sql:9' })], { now: NOW + 1 });
    await reopenAssignments(db, PORTAL, [{ contactId: 1, occasion }]);
    expect(await ownersOf([ask(5, { owners })])).toEqual(['1']);
  });
});

describe('many at once', () => {
  it('give fair turns to within one, and every contact one owner, however often and by whomever it is asked', async () => {
    const others = await Promise.all([1, 2].map(() => connectDatabase(database.connection, silent)));
    const contacts = Array.from({ length: 100 }, (_, index) => index + 1);
    const batches = contacts.flatMap((id) => [[ask(id), ask(((id * 7) % 100) + 1)], [ask(((id * 13) % 100) + 1)]]);

    const answers = (
      await Promise.all(
        batches.map((asks, index) => assign(asks, { on: [db, ...others.map((o) => o.db)][index % 3]! })),
      )
    ).flat();

    await Promise.all(others.map((other) => other.close()));
    const owners = new Map(answers.map((answer) => [answer!.contactId, answer!.ownerId]));
    for (const answer of answers) expect(answer!.ownerId).toBe(owners.get(answer!.contactId));
    const counts = OWNERS.map(({ id }) => [...owners.values()].filter((owner) => owner === id).length);
    expect(counts.toSorted()).toEqual([33, 33, 34]);
    expect((await rows()).map((row) => [row.contact_id, row.owner_id])).toEqual(
      contacts.map((id) => [id, owners.get(id)]),
    );
  });

  it('never go beyond a capacity, in whatever territories they ask', async () => {
    const owners = [{ id: '1', weight: 1, capacity: 5 }];

    const given = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ownersOf([ask(n, { owners, roundRobin: `t${n % 3}` })])),
    );

    expect(given.flat().filter((id) => id === '1')).toHaveLength(5);
  });

  it('lose no turn to a batch that was undone', async () => {
    const undone = new Error('killed');
    await expect(
      db.transaction().execute(async (trx) => {
        await assign([ask(1), ask(2)], { on: trx });
        throw undone;
      }),
    ).rejects.toBe(undone);

    expect(await ownersOf([ask(2), ask(1)])).toEqual(['1', '2']);
  });
});
