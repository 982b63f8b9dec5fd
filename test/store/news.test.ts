import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { claimContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { findContact } from '../../src/store/contacts/contacts.ts';
import { doubtGrant, sealPortal } from '../../src/store/portals/grants.ts';
import { erasePortal } from '../../src/store/portals/portals.ts';
import { listDeadLetters, retryDeadLetters } from '../../src/store/work/dead-letters.ts';
import { storeHealth } from '../../src/store/work/health.ts';
import { acceptDeliveries } from '../../src/store/work/inbox.ts';
import { takePortals, waitWithPortal } from '../../src/store/work/leases.ts';
import { markNews, portalsWithNews } from '../../src/store/work/news.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, event, lease, NOW, result } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const DUE = NOW + 1_000;

let eventId = 0;
const deliver = (contactIds: readonly number[], portalId = PORTAL) =>
  acceptDeliveries(db, {
    portalId,
    now: NOW,
    debounceMs: DUE - NOW,
    deliveries: [contactIds.map((contactId) => event({ kind: 'mark_stale', contactId }, { eventId: ++eventId }))],
  });
const mark = (now = NOW) => markNews(db, { portalId: PORTAL, now });
const withNews = (now = NOW) => portalsWithNews(db, now, 9);
const contactsNow = async () =>
  (await database.pool.query('select contact_id::int as id, seq::int, xmin::text from contact order by 1')).rows;
const newsNow = async () => (await database.pool.query('select * from news order by id')).rows;

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

it.each([
  ['in one statement', NOW],
  ['in several, since nothing was heard of the portal before', null],
])('a delivery stored %s writes no contact; its marks wait until a worker carries them out', async (_, heardAt) => {
  await deliver([7]);
  await mark();
  const before = await contactsNow();
  await db.updateTable('portal').set({ heard_at: heardAt }).execute();

  await deliver([7, 8]);

  expect(await contactsNow()).toEqual(before);
  expect(await newsNow()).toHaveLength(1);
  expect(await withNews()).toEqual([PORTAL]);
  await mark();
  expect(await findContact(db, PORTAL, 8)).toMatchObject({ stale: true, runAt: DUE });
  expect(await newsNow()).toEqual([]);
  expect(await withNews()).toEqual([]);
});

it('says when the first of those who were marked is due', async () => {
  await deliver([7]);
  expect(await mark()).toEqual({ echoes: 0, dueAt: DUE, more: false });
  expect(await mark()).toEqual({ echoes: 0, dueAt: null, more: false });
});

it('what is told of a contact in hand outlives the completion', async () => {
  await deliver([7]);
  await mark();
  const held = lease();
  const [claimed] = await claimContacts(db, { portalId: PORTAL, lease: held, now: DUE, limit: 1 });
  await deliver([7]);
  await completeContacts(db, { portalId: PORTAL, lease: held, now: NOW, rows: [result(claimed!)] });

  expect(await findContact(db, PORTAL, 7)).toMatchObject({ stale: false });
  await mark();
  expect(await findContact(db, PORTAL, 7)).toMatchObject({ stale: true, runAt: DUE });
});

it('holds no value of a property', async () => {
  const ifNot = { property: 'city', value: 'Zürich', at: NOW };
  const deliveries = [[event({ kind: 'mark_stale', contactId: 7, ifNot })]];
  await acceptDeliveries(db, { portalId: PORTAL, now: NOW, debounceMs: 0, deliveries });

  expect(await newsNow()).toMatchObject([{ properties: ['city'] }]);
  expect(JSON.stringify(await newsNow())).not.toContain('Zürich');
});

it('several processes mark at once, each news once', async () => {
  for (let n = 0; n < 40; n++) await deliver([n, n + 1, n + 2]);

  await Promise.all(Array.from({ length: 8 }, () => mark()));
  while ((await withNews()).length > 0) await mark();

  expect((await contactsNow()).map(({ id }) => id)).toEqual(Array.from({ length: 42 }, (_, n) => n));
});

it('marks some of what has piled up, the oldest first, and says that there is more', async () => {
  const many = (from: number) => Array.from({ length: 600 }, (_, n) => from + n);
  for (const from of [0, 1_000, 2_000]) await deliver(many(from));

  expect(await mark()).toMatchObject({ more: true });
  expect(await contactsNow()).toHaveLength(1_200);
  expect(await mark()).toMatchObject({ more: false });
  expect(await contactsNow()).toHaveLength(1_800);
});

it('a mark that cannot be carried out waits alone, and until it can; all others are carried out', async () => {
  const all = Array.from({ length: 700 }, (_, n) => n);
  await database.pool.query(`create function refuse() returns trigger language plpgsql as
    $$ begin if new.contact_id in (13, 500) then raise exception 'not stored'; end if; return new; end $$`);
  await database.pool.query('create trigger refuse before insert on contact for each row execute function refuse()');
  const failed = new Set<number>();
  try {
    for (const from of [0, 100, 200, 300, 400, 500, 600]) await deliver(all.slice(from, from + 100));
    while ((await withNews()).length > 0) {
      const told = (await mark()).failed;
      if (told !== undefined) failed.add(told.contactId);
      expect((await newsNow()).length).toBeLessThan(60);
    }
  } finally {
    await database.pool.query('drop function refuse cascade');
  }

  expect([...failed].sort()).toEqual([13, 500]);
  expect(await contactsNow()).toHaveLength(698);
  expect((await newsNow()).map(({ contact_ids }) => contact_ids.map(Number)).sort()).toEqual([[13], [500]]);
  expect(await withNews(NOW + 60_000)).toEqual([PORTAL]);
  for (const _ of [13, 500]) await mark(NOW + 60_000);
  expect((await contactsNow()).map(({ id }) => id)).toEqual(all);
});

it('a contact whose row somebody holds waits alone, and no longer than until it is free', async () => {
  const all = Array.from({ length: 10 }, (_, n) => n);
  await deliver(all);
  await mark();
  await database.pool.query('update contact set stale = false');
  await deliver(all);
  const failed = new Set<unknown>();
  await db.transaction().execute(async (trx) => {
    await sql`select from contact where contact_id = 7 for update`.execute(trx);
    while ((await withNews()).length > 0) failed.add((await mark()).failed?.contactId);

    expect(await database.pool.query('select from contact where stale')).toMatchObject({ rowCount: 9 });
  });

  expect(failed).toEqual(new Set([undefined, 7]));
  expect(await storeHealth(db, NOW), 'it is told with what is set aside').toMatchObject({ deadLetters: 1 });
  const set = { what: 'mark', key: '7', error: 'not_marked' };
  expect(await listDeadLetters(db, { portalId: PORTAL, limit: 9 })).toMatchObject([set]);
  expect(await retryDeadLetters(db, { portalId: PORTAL, deadLetters: 'all', now: NOW })).toBe(1);
  await mark();
  expect(await findContact(db, PORTAL, 7)).toMatchObject({ stale: true });
  expect(await storeHealth(db, NOW)).toMatchObject({ deadLetters: 0 });
});

it('a worker does not wait for whoever erases the portal, since other portals would wait as well', async () => {
  await deliver([7]);
  await db.transaction().execute(async (trx) => {
    await sql`select from portal where portal_id = ${PORTAL} for update`.execute(trx);
    expect(await mark()).toEqual({ echoes: 0, dueAt: null, more: false });
  });

  await mark();
  expect(await findContact(db, PORTAL, 7)).toMatchObject({ stale: true });
});

it('contacts of a portal in which HubSpot must not be asked are marked, so that cards say what is late', async () => {
  const holder = lease();
  await deliver([7]);
  await mark();
  await takePortals(db, { holder, now: DUE, limit: 1, leaseMs: 60_000, quietMs: 0 });
  await waitWithPortal(db, { portalId: PORTAL, holder, forMs: 3_600_000 });
  await deliver([8]);

  expect(await withNews()).toEqual([PORTAL]);
});

it('counts as due, and late, what no worker has marked', async () => {
  await deliver([7, 8]);

  expect(await storeHealth(db, DUE - 1)).toMatchObject({ oldestDueAt: null, waiting: { contactsDue: 0 } });
  expect(await storeHealth(db, DUE + 5)).toMatchObject({ oldestDueAt: DUE, waiting: { contactsDue: 2 } });
});

it.each<[string, () => Promise<unknown>, number]>([
  ['moves to another database', () => sql`update portal set moving_to = 'b'`.execute(db), 1],
  [
    'is sealed',
    async () => {
      await doubtGrant(db, { portalId: PORTAL, now: NOW, checkAt: NOW });
      await sealPortal(db, { portalId: PORTAL, refusedAt: NOW, now: NOW, eraseAt: NOW + 1 });
    },
    1,
  ],
  ['was erased', () => erasePortal(db, PORTAL, NOW), 0],
])('no contact of a portal that %s is marked', async (_, end, left) => {
  await deliver([7]);
  await end();

  expect(await withNews()).toEqual([]);
  await mark();
  expect(await contactsNow()).toEqual([]);
  expect(await newsNow()).toHaveLength(left);
});
