import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { beginEvaluating, claimContacts, releaseContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { rememberLifecycleIntent } from '../../src/store/contacts/contacts.ts';
import { markContactsStale } from '../../src/store/contacts/mark-stale.ts';
import { doubtGrant, sealPortal } from '../../src/store/portals/grants.ts';
import { erasePortal, storeInstalledPortal } from '../../src/store/portals/portals.ts';
import { addJobs, claimJobs } from '../../src/store/work/jobs.ts';
import {
  releaseLease,
  renewLease,
  type TakenPortal,
  takePortals,
  waitWithPortal,
} from '../../src/store/work/leases.ts';
import { claimTasks } from '../../src/store/work/tasks.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, lease, NOW, result, TOKENS } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const LEASE_MS = 30_000;
const QUIET_MS = 10_000;
const A = lease();
const B = lease();

const takenBy = (holder: string, limit = 10, except: number[] = []) =>
  takePortals(db, { holder, now: NOW, limit, leaseMs: LEASE_MS, quietMs: QUIET_MS, except });
const idsOf = (portals: readonly TakenPortal[]) => portals.map(({ portalId }) => portalId);
const take = async (...terms: Parameters<typeof takenBy>) => idsOf(await takenBy(...terms));
const taken = take;
const markStale = (portalId: number, dueAt = NOW) =>
  markContactsStale(db, { portalId, marks: [{ contactId: 7 }], dueAt });

/** As if the database's clock had gone on. */
async function letTimePass(ms: number): Promise<void> {
  const by = sql`make_interval(secs => ${ms / 1_000}::float8)`;
  await sql`update portal set lease_until = lease_until - ${by}, wait_until = wait_until - ${by}`.execute(db);
}

beforeEach(async () => {
  await emptyTables(database);
  for (const portalId of [1, 2, 3]) await activePortal(db, portalId);
});

describe('taking portals', () => {
  it('takes those with due work only', async () => {
    await markStale(1);
    await markStale(2, NOW + 1);

    expect(await taken(A)).toEqual([1]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a due contact', () => markStale(2)],
    [
      'a due job',
      () =>
        addJobs(db, { portalId: 2, jobs: [{ kind: 'tasks', key: '', payload: null, runAt: NOW }], ifPresent: 'keep' }),
    ],
    ['a contact on the wrong list', () => completed({ track: 'mql_nurture' })],
    ['a pending task', () => completed({ tasks: [{ key: 'k', kind: 'call', dueAt: NOW, body: {} }] })],
    [
      'a task whose sending is in doubt',
      async () => {
        await completed({ tasks: [{ key: 'k', kind: 'call', dueAt: NOW, body: {} }] });
        await claimTasks(db, { portalId: 2, limit: 1, now: NOW });
      },
    ],
    ['a contact that a dead worker held', () => claimed()],
    [
      'a job that a dead worker held',
      async () => {
        await addJobs(db, {
          portalId: 2,
          jobs: [{ kind: 'tasks', key: '', payload: null, runAt: NOW }],
          ifPresent: 'keep',
        });
        await claimJobs(db, { portalId: 2, lease: lease(), now: NOW, limit: 1 });
      },
    ],
  ])('counts %s as work', async (_, makeWork) => {
    await makeWork();

    expect(await taken(A)).toEqual([2]);
  });

  async function claimed(held = lease()) {
    await markStale(2);
    const [contact] = await claimContacts(db, { portalId: 2, lease: held, now: NOW, limit: 1 });
    return contact!;
  }

  async function completed(found: Parameters<typeof result>[1]) {
    const held = lease();
    const rows = [result(await claimed(held), found)];
    await completeContacts(db, { portalId: 2, lease: held, now: NOW, rows });
  }

  it('gives a portal to one live holder only, who has it again when the answer was lost', async () => {
    await markStale(1);

    expect(await taken(A)).toEqual([1]);
    expect(await taken(B)).toEqual([]);
    expect(await taken(A, 10, [1])).toEqual([]);
    expect(await taken(A)).toEqual([1]);
  });

  it('tells a portal that another served last from one that nobody did, or we', async () => {
    await markStale(1);

    expect(await takenBy(A)).toEqual([{ portalId: 1, takenOver: false }]);
    await letTimePass(LEASE_MS + QUIET_MS);
    expect(await takenBy(A)).toEqual([{ portalId: 1, takenOver: false }]);
    await letTimePass(LEASE_MS + QUIET_MS);
    expect(await takenBy(B)).toEqual([{ portalId: 1, takenOver: true }]);
  });

  it('never gives one portal to two of many who ask at once', async () => {
    for (const portalId of [1, 2, 3]) await markStale(portalId);

    const all = await Promise.all(Array.from({ length: 8 }, () => taken(lease(), 1)));

    expect(all.flat().sort()).toEqual([1, 2, 3]);
  });

  it('serves the portal first that has waited longest, whatever the amount of work', async () => {
    for (let contactId = 1; contactId <= 500; contactId++) {
      await markContactsStale(db, { portalId: 1, marks: [{ contactId }], dueAt: NOW - 1_000_000 });
    }
    await markStale(2);
    await markStale(3);
    const served: number[] = [];

    for (let turn = 0; turn < 6; turn++) {
      const [portalId] = await taken(A, 1);
      served.push(portalId!);
      await releaseLease(db, { portalId: portalId!, holder: A });
    }

    expect(served).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it('leaves out the portals it is told to', async () => {
    await markStale(1);
    await markStale(2);

    expect(await taken(A, 10, [1])).toEqual([2]);
  });

  it('takes a portal that is being installed, for its jobs, and never a disconnected one', async () => {
    await storeInstalledPortal(db, { portalId: 4, tokens: TOKENS, scopes: [], now: NOW });
    await storeInstalledPortal(db, { portalId: 5, tokens: TOKENS, scopes: [], now: NOW });
    for (const portalId of [4, 5]) {
      await addJobs(db, {
        portalId,
        jobs: [{ kind: 'provision', key: '', payload: null, runAt: NOW }],
        ifPresent: 'keep',
      });
    }
    await erasePortal(db, 5, NOW);

    expect(await taken(A)).toEqual([4]);
  });

  it('takes a portal whose grant is refused, or that is sealed, for the next look at it and for its erasing alone', async () => {
    await markStale(1);
    await doubtGrant(db, { portalId: 1, now: NOW, checkAt: NOW + 10 });
    const at = async (now: number) =>
      idsOf(await takePortals(db, { holder: A, now, limit: 9, leaseMs: 1, quietMs: 0 }));

    expect(await at(NOW)).toEqual([]);
    expect(await at(NOW + 10)).toEqual([1]);
    await sealPortal(db, { portalId: 1, refusedAt: NOW, now: NOW + 10, eraseAt: NOW + 90 });
    await doubtGrant(db, { portalId: 1, now: NOW, checkAt: NOW + 50 });
    await letTimePass(1);
    expect(await at(NOW + 10)).toEqual([]);
    expect(await at(NOW + 50)).toEqual([1]);
    await doubtGrant(db, { portalId: 1, now: NOW, checkAt: NOW + 999 });
    await letTimePass(1);
    expect(await at(NOW + 89)).toEqual([]);
    expect(await at(NOW + 90)).toEqual([1]);
  });

  it('frees what an earlier holder held, without counting the attempt, and still knows the echo of its write', async () => {
    const held = lease();
    await claimed(held);
    await rememberLifecycleIntent(db, { portalId: 2, lease: held, rows: [{ contactId: 7, lifecycle: 'mql' }] });

    await take(A);

    expect(await db.selectFrom('contact').select('lifecycle').execute()).toEqual([{ lifecycle: 'mql' }]);
    expect(await claimContacts(db, { portalId: 2, lease: A, now: NOW, limit: 1 })).toMatchObject([{ attempts: 1 }]);
  });
});

it('takes portals while somebody holds rows that an earlier holder held, and frees these later', async () => {
  await markContactsStale(db, { portalId: 2, marks: [{ contactId: 7 }, { contactId: 8 }], dueAt: NOW });
  await addJobs(db, { portalId: 2, jobs: [{ kind: 'tasks', key: '', payload: null, runAt: NOW }], ifPresent: 'keep' });
  await markStale(3);
  const held = lease();
  await claimContacts(db, { portalId: 2, lease: held, now: NOW, limit: 9 });
  await claimJobs(db, { portalId: 2, lease: held, now: NOW, limit: 9 });
  const inHand = async () =>
    (
      await database.pool.query(
        'select from contact where lease is not null union all select from job where lease is not null',
      )
    ).rowCount;
  await db.transaction().execute(async (trx) => {
    await sql`select from contact where contact_id = 7 for update`.execute(trx);
    await sql`select from job for update`.execute(trx);

    expect(await take(A)).toEqual([2, 3]);
    expect(await inHand()).toBe(2);
  });

  expect(await take(A)).toEqual([2, 3]);
  expect(await inHand()).toBe(0);
});

describe('what ended the process', () => {
  const claim = (claimedBy: string, now: number, alone = false) =>
    claimContacts(db, { portalId: 2, lease: claimedBy, now, limit: 9, alone });
  const crash = async (now: number) => {
    await take(lease(), 10, []);
    await letTimePass(LEASE_MS + QUIET_MS);
    await takePortals(db, { holder: A, now, limit: 10, leaseMs: LEASE_MS, quietMs: QUIET_MS });
    await letTimePass(LEASE_MS + QUIET_MS);
  };
  const lettersOf = () => db.selectFrom('dead_letter').select(['key', 'error']).execute();

  it('is suspected after a first crash, counted once it was being evaluated, and a dead letter after three', async () => {
    await markContactsStale(db, { portalId: 2, marks: [{ contactId: 7 }, { contactId: 8 }], dueAt: NOW });
    await claim(A, NOW);
    await crash(NOW);
    const suspects = await claim(A, NOW);
    expect(suspects).toMatchObject([
      { contactId: 7, attempts: 1, suspect: true },
      { contactId: 8, attempts: 1, suspect: true },
    ]);

    let now = NOW;
    for (let attempt = 1; attempt <= 3; attempt++) {
      await beginEvaluating(db, { portalId: 2, lease: A, contactId: 7 });
      await crash(now);
      if (attempt === 3) break;
      expect(await claim(A, now, true)).toEqual([]);
      now += 2 ** attempt * 1000;
      expect(await claim(A, now, true)).toMatchObject([{ contactId: 7, attempts: attempt + 1, activities: null }]);
    }

    expect(await claim(A, now + 1e9, true)).toEqual([]);
    expect(await lettersOf()).toEqual([{ key: '7', error: 'process_ended' }]);
    const [mate] = await claim(A, now);
    expect(mate).toMatchObject({ contactId: 8, attempts: 1, suspect: true });
    await completeContacts(db, { portalId: 2, lease: A, now, rows: [result(mate!, { nextAt: now })] });
    expect(await claim(A, now)).toMatchObject([{ contactId: 8, attempts: 1, suspect: false }]);
  });

  it('is nobody when the work was given back before', async () => {
    await markStale(2);
    await claim(A, NOW);
    await beginEvaluating(db, { portalId: 2, lease: A, contactId: 7 });
    await releaseContacts(db, { portalId: 2, lease: A, contactIds: [7] });
    await claim(A, NOW);

    await crash(NOW);

    expect(await claim(A, NOW)).toMatchObject([{ contactId: 7, attempts: 1 }]);
  });
});

describe('a portal that its holder gave back', () => {
  beforeEach(() => markStale(1));

  it('is there for the first holder, and for the one who comes back, at once', async () => {
    expect(await take(A)).toEqual([1]);
    await releaseLease(db, { portalId: 1, holder: A });

    expect(await take(A)).toEqual([1]);
  });

  it('stays with that holder until the quota window has passed', async () => {
    await take(A);
    await releaseLease(db, { portalId: 1, holder: A });
    await letTimePass(QUIET_MS - 1_000);

    expect(await take(B)).toEqual([]);
    expect(await take(A)).toEqual([1]);
    await releaseLease(db, { portalId: 1, holder: A });
    await letTimePass(QUIET_MS);

    expect(await take(B)).toEqual([1]);
  });

  it('stays as long with a dead holder, from the end of the lease', async () => {
    await take(A);
    await letTimePass(LEASE_MS + QUIET_MS - 1_000);
    expect(await take(B)).toEqual([]);

    await letTimePass(1_000);
    expect(await take(B)).toEqual([1]);
  });

  it("is nobody's while HubSpot told to wait, except to be erased", async () => {
    await take(A);
    await waitWithPortal(db, { portalId: 1, holder: B, forMs: 1 });
    await waitWithPortal(db, { portalId: 1, holder: A, forMs: 3_600_000 });
    await releaseLease(db, { portalId: 1, holder: A });

    expect(await take(A)).toEqual([]);
    await letTimePass(3_599_000);
    expect(await take(B)).toEqual([]);
    await letTimePass(1_000);
    expect(await take(B)).toEqual([1]);
    await waitWithPortal(db, { portalId: 1, holder: B, forMs: 3_600_000 });
    await releaseLease(db, { portalId: 1, holder: B });
    await doubtGrant(db, { portalId: 1, now: NOW, checkAt: NOW });
    await sealPortal(db, { portalId: 1, refusedAt: NOW, now: NOW, eraseAt: NOW });

    expect(await take(B)).toEqual([1]);
  });
});

describe('a lease', () => {
  beforeEach(async () => {
    await markStale(1);
    await take(A);
  });

  const renew = (holder: string) => renewLease(db, { portalId: 1, holder, leaseMs: LEASE_MS });

  it('is prolonged for its holder only', async () => {
    await letTimePass(LEASE_MS - 1_000);
    expect(await renew(B)).toBe(false);
    expect(await renew(A)).toBe(true);
    await letTimePass(LEASE_MS - 1_000);

    expect(await taken(B)).toEqual([]);
  });

  it('that has run out is not prolonged', async () => {
    await letTimePass(LEASE_MS);

    expect(await renew(A)).toBe(false);
  });

  it('ends when the portal is disconnected', async () => {
    await erasePortal(db, 1, NOW);

    expect(await renew(A)).toBe(false);
  });

  it('is given back by its holder only', async () => {
    await releaseLease(db, { portalId: 1, holder: B });
    expect(await taken(B)).toEqual([]);

    await releaseLease(db, { portalId: 1, holder: A });
    expect(await taken(A)).toEqual([1]);
  });
});
