import { beforeEach, describe, expect, it } from 'vitest';
import { claimContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { failContacts } from '../../src/store/contacts/fail-contacts.ts';
import { markContactsStale } from '../../src/store/contacts/mark-stale.ts';
import { erasePortal, storeInstalledPortal } from '../../src/store/portals/portals.ts';
import { storeHealth } from '../../src/store/work/health.ts';
import { addJobs } from '../../src/store/work/jobs.ts';
import { PENDING_KINDS } from '../../src/store/work/pending-work.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, lease, NOW, result, TOKENS } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const HELD = lease();
const NOTHING = Object.fromEntries(PENDING_KINDS.map((kind) => [kind, 0]));

const markStale = (portalId: number, contactId: number, dueAt: number) =>
  markContactsStale(db, { portalId, marks: [{ contactId }], dueAt });
const claim = (portalId: number, limit: number) => claimContacts(db, { portalId, lease: HELD, now: NOW, limit });

beforeEach(() => emptyTables(database));

describe('the health of the store', () => {
  it('is all quiet when there is nothing', async () => {
    expect(await storeHealth(db, NOW)).toEqual({
      installing: 0,
      active: 0,
      disconnected: 0,
      oldestDueAt: null,
      waiting: NOTHING,
      deadLetters: 0,
    });
  });

  it('counts over all portals', async () => {
    await activePortal(db, 1);
    await activePortal(db, 2);
    for (const portalId of [3, 4]) await storeInstalledPortal(db, { portalId, tokens: TOKENS, scopes: [], now: NOW });
    await erasePortal(db, 4, NOW);
    await markStale(1, 1, NOW - 90);
    const [done] = await claim(1, 1);
    const task = { key: 'k', kind: 'manual', dueAt: NOW, body: {} };
    const rows = [result(done!, { track: 'customer', tasks: [task] })];
    await completeContacts(db, { portalId: 1, lease: HELD, now: NOW, rows });
    await markStale(1, 2, NOW - 80);
    const [bad] = await claim(1, 1);
    const failed = [{ contactId: 2, seq: bad!.seq, error: 'x' }];
    await failContacts(db, { portalId: 1, lease: HELD, now: NOW, maxAttempts: 1, random: Math.random, rows: failed });
    await markStale(1, 3, NOW - 70);
    await claim(1, 1);
    await markStale(1, 4, NOW - 60);
    await markStale(2, 4, NOW - 50);
    await markStale(2, 5, NOW + 50);
    const job = { kind: 'provision', key: '', payload: null, runAt: NOW } as const;
    await addJobs(db, { portalId: 3, jobs: [job], ifPresent: 'keep' });

    expect(await storeHealth(db, NOW)).toEqual({
      installing: 1,
      active: 2,
      disconnected: 1,
      oldestDueAt: NOW - 60,
      waiting: { ...NOTHING, contactsDue: 2, contactsInHand: 1, contactsUnlisted: 1, jobsDue: 1, tasksPending: 1 },
      deadLetters: 1,
    });
  });
});
