import { beforeEach, expect, it } from 'vitest';
import { DAY } from '../../src/domain/time/time.ts';
import { eraseContacts } from '../../src/store/contacts/erase-contacts.ts';
import { storedHistories, storeHistories, unreadHistories, wantHistories } from '../../src/store/contacts/histories.ts';
import { mergeContacts } from '../../src/store/contacts/merge-contacts.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { forgetOld } from '../../src/store/work/forget-old.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, facts, NOW } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
  const contacts = [1, 2, 3].map((contactId) => ({ contactId, facts: { ...facts(), dealIds: ['7'] }, at: NOW }));
  await storeReadContacts(db, { portalId: PORTAL, contacts, now: NOW });
});

const ask = (contactIds: readonly number[], now = NOW, freshSince = now - 10) =>
  wantHistories(db, { portalId: PORTAL, contactIds, now, freshSince });
const waiting = async () => (await unreadHistories(db, PORTAL, 10)).map(({ contactId }) => contactId);
const store = (contactId: number, histories: object | null, now = NOW) =>
  storeHistories(db, PORTAL, [{ contactId, histories }], now);

it('histories are read in the order in which they were asked for, and of nobody who is not stored', async () => {
  expect(await ask([3, 1, 9])).toBe(2);

  expect(await waiting()).toEqual([3, 1]);
  expect(await unreadHistories(db, PORTAL, 1)).toMatchObject([{ contactId: 3, facts: { dealIds: ['7'] } }]);
});

it('what was read lately is not read again, nor what HubSpot does not have', async () => {
  await ask([1, 2]);
  await store(1, { contact: {} });
  await store(2, null);

  expect(await ask([1, 2, 3], NOW + 5)).toBe(1);
  expect(await waiting()).toEqual([3]);
  expect(await storedHistories(db, PORTAL, [1, 2, 3])).toEqual([
    { contactId: 1, readAt: NOW, histories: { contact: {} } },
  ]);
  expect(await ask([1, 2], NOW + 11)).toBe(2);
  expect(await storedHistories(db, PORTAL, [1, 2, 3])).toEqual([]);
});

it('they are forgotten after a while, read or not', async () => {
  await ask([1, 2]);
  await store(1, {}, NOW + 5);
  await forgetOld(db, NOW + 7 * DAY + 1);
  expect([await waiting(), await storedHistories(db, PORTAL, [1, 2])]).toMatchObject([[], [{ contactId: 1 }]]);
  await forgetOld(db, NOW + 7 * DAY + 6);
  expect(await storedHistories(db, PORTAL, [1, 2])).toEqual([]);
});

it('they are forgotten with the contact, and when it takes over another', async () => {
  await ask([1, 2, 3]);
  for (const contactId of [1, 2, 3]) await store(contactId, { of: contactId });
  const left = async () => (await storedHistories(db, PORTAL, [1, 2, 3])).map(({ contactId }) => contactId);

  await eraseContacts(db, { portalId: PORTAL, contactIds: [1], now: NOW });
  expect(await left()).toEqual([2, 3]);
  await mergeContacts(db, {
    portalId: PORTAL,
    from: [3],
    into: 2,
    now: NOW,
    mergeMemory: (a) => a,
    shownBy: () => ({}),
  });
  expect(await left()).toEqual([]);
});
