import { beforeEach, describe, expect, it } from 'vitest';
import { claimContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { eraseContacts } from '../../src/store/contacts/erase-contacts.ts';
import { mergeContacts } from '../../src/store/contacts/merge-contacts.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import {
  countLandmarks,
  firstLandmark,
  listLandmarks,
  noteWins,
  putChances,
  takeLandmarks,
} from '../../src/store/ledgers/landmarks.ts';
import { addModel } from '../../src/store/portals/models.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, facts, lease, MEMORY, NOW, result } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const DAY = 86_400_000;
const LANDMARK = NOW + 7 * DAY;

type Story = {
  readonly score?: number;
  readonly size?: string;
  readonly relation?: string;
  /** when Ripen saw a customer in it; absent: before Ripen watched it */
  readonly customerSince?: number | null;
  readonly lastWonAt?: number | null;
  /** more of the history, by its instant */
  readonly later?: Readonly<Record<number, number>>;
};

/** A contact as its last evaluation left it. */
async function evaluated(contactId: number, story: Story): Promise<void> {
  const { score = 40, size = '', relation = 'prospect', customerSince = null, lastWonAt = null, later = {} } = story;
  const held = lease();
  await storeReadContacts(db, { portalId: PORTAL, contacts: [{ contactId, facts: facts(), at: NOW }], now: NOW });
  const point = (at: number, points: number) =>
    ({ at, explicit: 1, implicit: 2, score: points, qualification: 'mql', segment: null, cause: '' }) as const;
  const rows = (await claimContacts(db, { portalId: PORTAL, lease: held, now: NOW, limit: 1 })).map((claimed) =>
    result(claimed, {
      memory: { ...MEMORY, watchedSince: NOW, customerSince },
      facts: { ...facts(), deals: { open: 0, won: 0, lost: 0, lastLostAt: null, lastWonAt } },
      points: [point(NOW - DAY, score), ...Object.entries(later).map(([at, points]) => point(Number(at), points))],
      evaluation: { modelVersion: 1, relation, written: { ripen_company_size: size } },
    }),
  );
  await completeContacts(db, { portalId: PORTAL, lease: held, now: NOW, rows });
}

const buys = (contactId: number, customerSince: number) =>
  db
    .updateTable('contact')
    .set({ memory: JSON.stringify({ ...MEMORY, watchedSince: NOW, customerSince }) })
    .where('contact_id', '=', contactId)
    .execute();
const take = (now = LANDMARK) => takeLandmarks(db, { portalId: PORTAL, afterMs: 7 * DAY, now, limit: 100 });
const counted = () => countLandmarks(db, PORTAL, { after: 0, until: LANDMARK, windowMs: 90 * DAY, version: 1 });
const kept = () => db.selectFrom('landmark').select(['contact_id', 'score', 'won_at']).orderBy('contact_id').execute();

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
  await addModel(db, { portalId: PORTAL, document: {}, now: NOW - DAY });
});

describe('leads at their landmark', () => {
  it('keeps the score of then, once, when a week is over', async () => {
    await evaluated(1, { score: 40, size: '10-49', later: { [NOW + 6 * DAY]: 55, [NOW + 8 * DAY]: 90 } });

    expect(await take(LANDMARK - 1)).toBe(0);
    expect(await take()).toBe(1);
    expect(await take(LANDMARK + 30 * DAY)).toBe(0);

    const ofThem = { score: 55, explicit: 1, implicit: 2, size: '10-49' };
    expect(await counted()).toEqual([{ month: '2026-11', ...ofThem, isOwn: true, seen: 1, won: 0 }]);
    expect(await listLandmarks(db, PORTAL, { after: 0, limit: 9 })).toEqual([
      { contactId: 1, at: LANDMARK, version: 1, ...ofThem, wonAt: null },
    ]);
    expect(await firstLandmark(db, PORTAL)).toBe(LANDMARK);
  });

  it('counts who bought within the days, by the earlier of what the deal and Ripen say', async () => {
    const soon = LANDMARK + 10 * DAY;
    const relation = 'customer';
    await evaluated(1, {});
    await evaluated(2, { relation, customerSince: soon });
    await evaluated(3, { relation, customerSince: LANDMARK + 200 * DAY, lastWonAt: soon });
    await evaluated(4, { relation, customerSince: LANDMARK + 200 * DAY });

    await take();

    expect(await counted()).toMatchObject([{ score: 40, size: null, isOwn: true, seen: 4, won: 2 }]);
  });

  it('counts nobody who had bought before, nor who is nobody to sell to', async () => {
    await evaluated(1, { relation: 'customer', customerSince: LANDMARK - DAY });
    await evaluated(2, { relation: 'customer', customerSince: LANDMARK + DAY, lastWonAt: LANDMARK - DAY });
    await evaluated(3, { relation: 'other' });
    await evaluated(4, { relation: 'customer' });

    await take();

    expect(await counted()).toEqual([]);
    expect(await take()).toBe(0);
  });

  it('notes wins until the days are over, and forgets none while nobody learnt', async () => {
    await evaluated(1, {});
    await evaluated(2, {});
    await take();
    await buys(1, LANDMARK + 80 * DAY);

    await noteWins(db, PORTAL, 90 * DAY);
    await putChances(db, PORTAL, { learnt: {}, now: LANDMARK + 200 * DAY });
    await buys(2, LANDMARK + 300 * DAY);
    await noteWins(db, PORTAL, 90 * DAY);

    expect(await kept()).toEqual([
      { contact_id: 1, score: 40, won_at: LANDMARK + 80 * DAY },
      { contact_id: 2, score: 40, won_at: null },
    ]);
  });

  it('are one lead after a merge, which bought when the first of both did, and none after an erasure', async () => {
    await evaluated(1, { score: 10 });
    await evaluated(2, { score: 20, relation: 'customer', customerSince: LANDMARK + DAY });
    await evaluated(3, { score: 30 });
    await take();

    await mergeContacts(db, {
      portalId: PORTAL,
      from: [2],
      into: 1,
      now: NOW,
      mergeMemory: (a) => a,
      shownBy: () => ({}),
    });
    expect(await kept()).toEqual([
      { contact_id: 1, score: 10, won_at: LANDMARK + DAY },
      { contact_id: 3, score: 30, won_at: null },
    ]);
    await mergeContacts(db, {
      portalId: PORTAL,
      from: [3],
      into: 9,
      now: NOW,
      mergeMemory: (a) => a,
      shownBy: () => ({}),
    });
    expect((await kept()).map(({ contact_id, score }) => [contact_id, score])).toEqual([
      [1, 10],
      [9, 30],
    ]);

    await eraseContacts(db, { portalId: PORTAL, contactIds: [1, 9], now: NOW });
    expect(await kept()).toEqual([]);
  });
});
