import { beforeEach, describe, expect, it } from 'vitest';
import { eraseContacts } from '../../src/store/contacts/erase-contacts.ts';
import { mergeContacts } from '../../src/store/contacts/merge-contacts.ts';
import { noteContacts } from '../../src/store/contacts/note-contacts.ts';
import { type Deed, latestDeeds, recordDeeds } from '../../src/store/ledgers/audit.ts';
import { noteVisit, VISIT_MS } from '../../src/store/ledgers/visits.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, NOW } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const ADA = { id: 901, email: 'ada@vendor.example' };
const snoozed = (days: number | null, by: Deed['by'] = ADA): Deed => ({ by, action: 'snooze', detail: { days } });

const did = (contactId: number, deed: Deed, at: number) =>
  noteContacts(db, { portalId: PORTAL, notes: [{ contactId, deed }], now: at });
const looked = (contactId: number, userId: number, at: number) =>
  noteVisit(db, { portalId: PORTAL, contactId, userId, now: at });
const told = async () =>
  (await latestDeeds(db, { portalId: PORTAL, limit: 10 })).map(({ contactId, at, by, detail }) => [
    contactId,
    at - NOW,
    by?.id ?? null,
    detail['days'],
  ]);
const visits = () => db.selectFrom('visit').selectAll().orderBy('contact_id').orderBy('user_id').execute();

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

describe('who did what', () => {
  it('is kept once however often HubSpot sends it, and again when it was done again', async () => {
    await did(7, snoozed(7), NOW);
    await did(7, snoozed(7), NOW + 20_000);
    await did(7, snoozed(7, { id: 902, email: null }), NOW + 21_000);
    await did(7, snoozed(null), NOW + 22_000);
    await did(7, snoozed(7), NOW + 23_000);
    await did(7, snoozed(7), NOW + 90_000);
    await did(8, snoozed(7, null), NOW + 90_000);

    expect(await told()).toEqual([
      [7, 90_000, 901, 7],
      [8, 90_000, null, 7],
      [7, 23_000, 901, 7],
      [7, 22_000, 901, null],
      [7, 21_000, 902, 7],
      [7, 0, 901, 7],
    ]);
  });

  it('goes with the contact: into whoever it is merged into, and away when that is erased', async () => {
    await did(7, snoozed(7), NOW);
    await did(8, snoozed(14), NOW);
    await looked(7, 901, NOW - 5);
    await looked(7, 902, NOW - 5);
    await looked(8, 901, NOW - 9);

    const memory = { mergeMemory: <T>(a: T) => a, shownBy: () => ({}) };
    await mergeContacts(db, { portalId: PORTAL, from: [7], into: 8, now: NOW, ...memory });

    expect(await told()).toEqual([
      [8, 0, 901, 7],
      [8, 0, 901, 14],
    ]);
    expect((await visits()).map(({ contact_id, user_id, at }) => [contact_id, user_id, at - NOW])).toEqual([
      [8, 901, -5],
      [8, 902, -5],
    ]);
    await eraseContacts(db, { portalId: PORTAL, contactIds: [8], now: NOW });
    expect([await told(), await visits()]).toEqual([[], []]);
  });

  it('is not told of a portal that is gone, nor is a look at a contact that is', async () => {
    await recordDeeds(db, PORTAL, [], NOW);
    await looked(99, 901, NOW);

    expect([await told(), await visits()]).toEqual([[], []]);
  });
});

describe('a visit', () => {
  it('lasts as long as looks are near to each other; the end of the one before stays known', async () => {
    await did(7, snoozed(7), NOW);
    const look = async (at: number) => {
      await looked(7, 901, NOW + at);
      const [visit] = await visits();
      return [visit!.at - NOW, visit!.before_at && visit!.before_at - NOW];
    };

    expect(await look(0)).toEqual([0, null]);
    expect(await look(VISIT_MS)).toEqual([VISIT_MS, null]);
    expect(await look(3 * VISIT_MS)).toEqual([3 * VISIT_MS, VISIT_MS]);
    expect(await look(3 * VISIT_MS - 1)).toEqual([3 * VISIT_MS, VISIT_MS]);
    expect(await look(4 * VISIT_MS)).toEqual([4 * VISIT_MS, VISIT_MS]);
  });
});
