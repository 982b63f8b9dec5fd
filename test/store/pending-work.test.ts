import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { APP_VERSION } from '../../src/operation/version.ts';
import { claimContacts } from '../../src/store/contacts/claim-contacts.ts';
import { eraseSealed, findPortal } from '../../src/store/portals/portals.ts';
import { readyCallbacks } from '../../src/store/work/callbacks.ts';
import { retryDueDeadLetters } from '../../src/store/work/dead-letters.ts';
import { storeHealth } from '../../src/store/work/health.ts';
import { claimJobs } from '../../src/store/work/jobs.ts';
import { takePortals } from '../../src/store/work/leases.ts';
import { pendingListChanges } from '../../src/store/work/lists.ts';
import { countPending, hasWork, PENDING_KINDS, type PendingKind } from '../../src/store/work/pending-work.ts';
import { claimTasks, tasksInDoubt, tasksToClose } from '../../src/store/work/tasks.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, lease, NOW } from './fixtures.ts';

/*
 * One predicate says which work waits. For every kind of work: `takePortals` and `storeHealth` see
 * exactly the work that a claim takes.
 */

const database = await freshDatabase();
const { db } = database;
const portalId = 2;
const ofPortal = { portal_id: portalId };
const ofContact = { ...ofPortal, contact_id: 1 };
const count = async (rows: Promise<readonly unknown[]>) => (await rows).length;

const contact = (row: object) =>
  db
    .insertInto('contact')
    .values({ ...ofContact, stale: false, ...row })
    .execute();
const task = (row: object) =>
  db
    .insertInto('task')
    .values({ ...ofContact, key: 'k', kind: 'call', due_at: NOW, body: '{}', created_at: NOW, ...row })
    .execute();
const job = (row: object) =>
  db
    .insertInto('job')
    .values({ ...ofPortal, kind: 'reconcile', key: '', payload: '{"since":1}', ...row })
    .execute();
const portal = (row: object) => db.updateTable('portal').set(row).where('portal_id', '=', portalId).execute();

type Kind = {
  /** makes one row that waits from NOW on, or, if `timeless`, at any time */
  readonly make: () => Promise<unknown>;
  readonly timeless?: true;
  /** how many rows a worker that has taken the portal takes at an instant */
  readonly claim: (now: number) => Promise<number>;
};

const KINDS: Readonly<Record<PendingKind, Kind>> = {
  contactsDue: {
    make: () => contact({ run_at: NOW }),
    claim: (now) => count(claimContacts(db, { portalId, lease: lease(), now, limit: 9 })),
  },
  contactsInHand: {
    make: () => contact({ lease: lease() }),
    timeless: true,
    claim: () => count(db.selectFrom('contact').select('contact_id').where('lease', 'is', null).execute()),
  },
  contactsUnlisted: {
    make: () => contact({ lists: ['customer'], list_try_at: NOW }),
    claim: (now) => count(pendingListChanges(db, { portalId, limit: 9, now })),
  },
  jobsDue: {
    make: () => job({ run_at: NOW }),
    claim: async (now) => (await claimJobs(db, { portalId, lease: lease(), now, limit: 9 })).jobs.length,
  },
  jobsInHand: {
    make: () => job({ lease: lease() }),
    timeless: true,
    claim: () => count(db.selectFrom('job').select('key').where('lease', 'is', null).execute()),
  },
  tasksPending: {
    make: () => task({ try_at: NOW }),
    claim: (now) => count(claimTasks(db, { portalId, limit: 9, now })),
  },
  tasksInDoubt: {
    make: () => task({ state: 'sending' }),
    timeless: true,
    claim: () => count(tasksInDoubt(db, portalId)),
  },
  tasksToClose: {
    make: () => task({ state: 'created', hubspot_id: 9, close_as: 'COMPLETED', try_at: NOW }),
    claim: (now) => count(tasksToClose(db, { portalId, limit: 9, now })),
  },
  callbacksReady: {
    make: () =>
      db
        .insertInto('callback')
        .values({
          ...ofContact,
          callback_id: 'c',
          action: 'a',
          input: '{}',
          state: 'ready',
          try_at: NOW,
          created_at: NOW,
          expires_at: NOW,
        })
        .execute(),
    claim: (now) => count(readyCallbacks(db, { portalId, now, limit: 9 })),
  },
  deadLettersDue: {
    make: () =>
      db
        .insertInto('dead_letter')
        .values({
          ...ofPortal,
          what: 'reconcile',
          key: '',
          error: 'x',
          cause: 'hubspot',
          at: NOW,
          retry_at: NOW,
          app_version: APP_VERSION,
        })
        .execute(),
    claim: (now) => retryDueDeadLetters(db, { portalId, now }),
  },
  grantsToCheck: {
    make: () => portal({ grant_refused_at: NOW, grant_look_at: NOW }),
    claim: async (now) => ((await findPortal(db, portalId))!.grant!.checkAt <= now ? 1 : 0),
  },
  portalsToErase: {
    make: () => portal({ status: 'disconnected', erase_at: NOW }),
    claim: async (now) => ((await eraseSealed(db, portalId, now)) ? 1 : 0),
  },
};

const NOTHING = Object.fromEntries(PENDING_KINDS.map((kind) => [kind, 0]));
const waiting = async (now: number) => (await storeHealth(db, now)).waiting;
const taken = async (now: number) =>
  (await takePortals(db, { holder: lease(), now, limit: 9, leaseMs: 60_000, quietMs: 0 })).map((one) => one.portalId);

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, 1);
  await activePortal(db, portalId);
});

describe.each(PENDING_KINDS)('%s', (kind) => {
  const { make, claim, timeless } = KINDS[kind];

  it('waits for takePortals, storeHealth and its claim alike', async () => {
    await make();

    expect(await waiting(NOW)).toEqual({ ...NOTHING, [kind]: 1 });
    expect(await taken(NOW)).toEqual([portalId]);
    expect(await claim(NOW)).toBe(1);
  });

  it.skipIf(timeless)('waits for none of them before its time', async () => {
    await make();

    expect(await waiting(NOW - 1)).toEqual(NOTHING);
    expect(await taken(NOW - 1)).toEqual([]);
    expect(await claim(NOW - 1)).toBe(0);
  });

  it.skipIf(kind === 'grantsToCheck' || kind === 'portalsToErase')(
    'of a portal whose grant is refused waits for none of them',
    async () => {
      await make();
      await portal({ grant_refused_at: NOW, grant_look_at: NOW + 9 });

      expect(await waiting(NOW)).toEqual(NOTHING);
      expect(await taken(NOW)).toEqual([]);
    },
  );

  it.runIf(['contactsUnlisted', 'tasksPending', 'tasksInDoubt', 'tasksToClose'].includes(kind))(
    'of a contact that may be gone waits for none of them',
    async () => {
      await make();
      const gone = { missing_since: NOW, missing_by: 'told' } as const;
      if (kind === 'contactsUnlisted') await db.updateTable('contact').set(gone).execute();
      else await contact(gone);

      expect(await waiting(NOW)).toEqual(NOTHING);
      expect(await taken(NOW)).toEqual([]);
      expect(await claim(NOW)).toBe(0);
    },
  );
});

it('is found by index: a large account in which nothing waits is not read through', async () => {
  await sql`insert into contact (portal_id, contact_id) select ${portalId}::bigint, id from generate_series(1, 20000) id`.execute(
    db,
  );
  await sql`analyze`.execute(db);
  const plans = [
    sql`select from portal p where ${hasWork(NOW)}`,
    ...PENDING_KINDS.map((kind) => sql`select ${countPending(kind, NOW)}`),
  ].map(async (statement) => {
    const { rows } = await sql<Record<string, string>>`explain ${statement}`.execute(db);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });

  expect((await Promise.all(plans)).join('\n')).not.toMatch(/Seq Scan on contact/);
});
