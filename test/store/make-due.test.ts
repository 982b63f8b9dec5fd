import { beforeEach, describe, expect, it } from 'vitest';
import { makeDue } from '../../src/store/contacts/contacts.ts';
import { forgetWritten } from '../../src/store/contacts/forget-written.ts';
import { markContactsStale } from '../../src/store/contacts/mark-stale.ts';
import { noteContacts } from '../../src/store/contacts/note-contacts.ts';
import { noteMissing } from '../../src/store/contacts/note-missing.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { addJobs } from '../../src/store/work/jobs.ts';
import { newSweep } from '../../src/use-cases/portals/read/sweep-contacts.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { acceptEvents, activePortal, facts, NOW } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const portalId = 1;
const contactIds = [7];
const DAY = 24 * 3_600_000;

type Row = { readonly run_at: number | null; readonly attempts: number };
const DEAD_LETTER: Row = { run_at: null, attempts: 8 };
const FAILED: Row = { run_at: NOW + 5, attempts: 3 };
const OVERDUE: Row = { run_at: NOW - 5, attempts: 3 };

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, portalId);
});

/** A row that was set aside, or failed, or is due, after something has come for it at NOW. */
const AFTERWARDS = [
  ['set aside', DEAD_LETTER, { run_at: NOW, attempts: 0, seq: 5 }],
  ['failed', FAILED, { run_at: NOW, attempts: 3, seq: 5 }],
  ['overdue', OVERDUE, { run_at: NOW - 5, attempts: 3, seq: 5 }],
] as const;

describe.each(AFTERWARDS)('a contact that was %s is due, with one meaning of its attempts,', (_, before, after) => {
  beforeEach(async () => {
    const standing = JSON.stringify({ track: 'none', properties: { ripen_score: '5' } });
    const row = { portal_id: portalId, contact_id: 7, seq: 4, alone: true, standing, ...before };
    await db.insertInto('contact').values(row).execute();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['its model changes', () => makeDue(db, { portalId, contactIds, now: NOW })],
    ['it changed in HubSpot', () => markContactsStale(db, { portalId, marks: [{ contactId: 7 }], dueAt: NOW })],
    ['a person says something of it', () => noteContacts(db, { portalId, notes: [{ contactId: 7 }], now: NOW })],
    [
      'it is read in passing',
      () => storeReadContacts(db, { portalId, now: NOW, contacts: [{ contactId: 7, facts: facts(), at: NOW }] }),
    ],
    [
      'it may be gone',
      () => noteMissing(db, { portalId, contacts: [{ contactId: 7, by: 'read', since: NOW, confirmAt: NOW }] }),
    ],
    ['its properties are made anew', () => forgetWritten(db, { portalId, properties: ['ripen_score'], now: NOW })],
  ])('when %s', async (name, come) => {
    await come();

    const columns = ['run_at', 'attempts', 'seq', 'alone'] as const;
    const found = await db.selectFrom('contact').select(columns).where('contact_id', '=', 7).execute();
    // It waits to be read already, so a change needs no second mark.
    const seq = before === OVERDUE && name === 'it changed in HubSpot' ? 4 : after.seq;
    expect(found).toEqual([{ ...after, seq, alone: true }]);
  });
});

describe.each(AFTERWARDS)('a job that was %s is due, with one meaning of its attempts,', (_, before, after) => {
  const sweep = { kind: 'sweep', key: '', payload: newSweep() } as const;
  beforeEach(async () => {
    const row = { portal_id: portalId, kind: 'sweep', key: '', seq: 4, payload: JSON.stringify(newSweep()), ...before };
    await db.insertInto('job').values(row).execute();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['it is added again', () => addJobs(db, { portalId, jobs: [{ ...sweep, runAt: NOW }], ifPresent: 'keep' })],
    [
      'HubSpot is heard of after a day of silence',
      async () => {
        await db
          .updateTable('portal')
          .set({ heard_at: NOW - 2 * DAY })
          .execute();
        await acceptEvents(db, { portalId, events: [], now: NOW, debounceMs: 0 });
      },
    ],
  ])('when %s', async (_, come) => {
    await come();

    const found = await db.selectFrom('job').select(['run_at', 'attempts', 'seq']).execute();
    expect(found).toEqual([after]);
  });
});
