import { beforeEach, describe, expect, it } from 'vitest';
import { countTouches, missedTouches, type RecordedTouch, recordTouches } from '../../src/store/ledgers/touches.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;

const touch = (event: RecordedTouch['event'], given: Partial<RecordedTouch> = {}): RecordedTouch => ({
  contactId: 7,
  track: 'dormant_mql',
  kind: 'email',
  dueAt: 10,
  event,
  at: 20,
  cause: null,
  ...given,
});
const record = (...events: RecordedTouch[]) => inTransaction(db, (trx) => recordTouches(trx, PORTAL, events));
const stored = () =>
  db
    .selectFrom('touch')
    .select(['due_at', 'state', 'closed_at', 'cause'])
    .orderBy('contact_id')
    .orderBy('due_at')
    .execute();

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

describe('the ledger of touches', () => {
  const CASES: [RecordedTouch['event'][], string, number | null][] = [
    [['due'], 'open', null],
    [['due', 'due'], 'open', null],
    [['due', 'done'], 'done', 20],
    [['due', 'missed'], 'missed', 20],
    [['due', 'cancelled'], 'cancelled', 20],
    [['due', 'late'], 'late', null],
    [['due', 'late', 'due'], 'late', null],
    [['due', 'late', 'done'], 'done', 20],
    [['due', 'late', 'cancelled'], 'cancelled', 20],
    [['due', 'late', 'missed'], 'missed', 20],
    [['due', 'done', 'due'], 'done', 20],
    [['due', 'done', 'missed'], 'done', 20],
    [['due', 'missed', 'done'], 'missed', 20],
    [['due', 'cancelled', 'late'], 'cancelled', 20],
    [['due', 'done', 'again'], 'done', 20],
    [['done'], 'done', 20],
  ];

  it.each(CASES)('after %j a touch is %s, told at once', async (events, state, closedAt) => {
    await record(...events.map((event) => touch(event)));

    expect(await stored()).toEqual([{ due_at: 10, state, closed_at: closedAt, cause: null }]);
  });

  it.each(CASES)('after %j a touch is %s, told one by one and twice', async (events, state, closedAt) => {
    for (const event of [...events, ...events]) await record(touch(event));

    expect(await stored()).toEqual([{ due_at: 10, state, closed_at: closedAt, cause: null }]);
  });

  it('opens a cancelled touch again when its version is taken back', async () => {
    for (const event of ['due', 'cancelled', 'again'] as const) await record(touch(event, { cause: event }));
    expect(await stored()).toMatchObject([{ state: 'open', closed_at: null, cause: null }]);

    await record(touch('cancelled'));
    await record(touch('again'), touch('done', { at: 30 }));
    expect(await stored()).toMatchObject([{ state: 'done', closed_at: 30 }]);
  });

  it('keeps when and why each touch was closed', async () => {
    await record(touch('due'), touch('due', { dueAt: 40 }));
    await record(
      touch('missed', { at: 30, cause: 'No workflow sent to the list' }),
      touch('cancelled', { dueAt: 40, at: 31, cause: 'Woke up' }),
    );
    await record(touch('missed', { at: 99, cause: 'Another cause' }));

    expect(await stored()).toEqual([
      { due_at: 10, state: 'missed', closed_at: 30, cause: 'No workflow sent to the list' },
      { due_at: 40, state: 'cancelled', closed_at: 31, cause: 'Woke up' },
    ]);
  });
});

describe('what the admin sees', () => {
  beforeEach(() =>
    record(
      touch('missed', { cause: 'Nobody sent' }),
      touch('missed', { dueAt: 50, cause: 'No address' }),
      touch('late', { contactId: 8, kind: 'manual', track: 'closed_lost_review', dueAt: 60 }),
      touch('done', { contactId: 8, dueAt: 60 }),
      touch('done', { contactId: 9, dueAt: 60 }),
      touch('due', { contactId: 9, dueAt: 70 }),
    ),
  );

  it('is what was due and did not happen, with its cause, the latest first', async () => {
    const period = { portalId: PORTAL, since: 20 };

    expect(await missedTouches(db, period, 10)).toEqual([
      { contactId: 8, track: 'closed_lost_review', kind: 'manual', dueAt: 60, state: 'late', cause: null },
      { contactId: 7, track: 'dormant_mql', kind: 'email', dueAt: 50, state: 'missed', cause: 'No address' },
    ]);
    expect(await missedTouches(db, period, 1)).toHaveLength(1);
    expect(await missedTouches(db, { portalId: 2, since: 0 }, 10)).toEqual([]);
  });

  it('is how many touches are in which state', async () => {
    expect(await countTouches(db, { portalId: PORTAL, since: 20 })).toEqual([
      { track: 'closed_lost_review', kind: 'manual', state: 'late', touches: 1 },
      { track: 'dormant_mql', kind: 'email', state: 'done', touches: 2 },
      { track: 'dormant_mql', kind: 'email', state: 'missed', touches: 1 },
      { track: 'dormant_mql', kind: 'email', state: 'open', touches: 1 },
    ]);
  });
});
