import { beforeEach, expect, it } from 'vitest';
import type { LinkedFacts } from '../../src/domain/contact.ts';
import { contactsLinkedTo, countDue } from '../../src/store/contacts/contacts.ts';
import { addJobs, claimJobs, findJob } from '../../src/store/work/jobs.ts';
import {
  type BackfillPorts,
  backfillContacts,
  newBackfill,
} from '../../src/use-cases/portals/read/backfill-contacts.ts';
import type { Session } from '../../src/use-cases/session.ts';
import { activePortal, lease, NOW } from '../store/fixtures.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';

/* Pages that are read while the contacts before them are written. */

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const LEASE = lease();
/** of a stretch */
const PAGES = 8;

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

/** Pages of one contact each, with the deal of its number. `asked`: is called with its number. */
function accountOf(contacts: number, asked: (page: number) => void): Session {
  const pageContacts = async ({ after = '1' }: { readonly after?: string }) => {
    const n = Number(after);
    asked(n);
    return {
      contacts: [{ id: `${n}`, properties: { email: `${n}@example.com` }, companyIds: [], dealIds: [`${n}`] }],
      unread: [],
      after: n < contacts ? `${n + 1}` : undefined,
    };
  };
  return {
    db,
    portalId: PORTAL,
    lease: LEASE,
    hubspot: {
      pageContacts,
      readDeals: async () => ({ found: [], unread: [] }),
      countContacts: async () => contacts,
    },
    settings: { read: { searchable: [], properties: { contact: ['email'], company: [] }, dealStages: {} } },
    clock: { now: () => NOW },
    log: { info: () => undefined },
    calls: () => 0,
  } as never as Session;
}

async function begin(session: Session, ports: Partial<BackfillPorts>): Promise<void> {
  await addJobs(db, {
    portalId: PORTAL,
    jobs: [{ kind: 'backfill', key: '', payload: newBackfill(NOW), runAt: NOW }],
    ifPresent: 'keep',
  });
  const { jobs } = await claimJobs(db, { portalId: PORTAL, lease: LEASE, now: NOW, limit: 1 });
  const [job] = jobs.filter(({ kind }) => kind === 'backfill') as Parameters<typeof backfillContacts>[1][];
  await backfillContacts(session, job!, {
    takeThrough: async () => undefined,
    mayGoOn: () => true,
    apart: (work) => work(),
    ...ports,
  });
}

it('are asked for at once, and no more than a stretch of them', async () => {
  const next = Promise.withResolvers<void>();
  const taken: number[][] = [];
  let last = 0;
  const session = accountOf(3 * PAGES, (page) => {
    last = page;
    if (page === 2 * PAGES) next.resolve();
  });

  await begin(session, {
    takeThrough: async (claimed) => {
      await next.promise;
      taken.push(claimed.map(({ contactId }) => contactId));
      if (taken.length === 1) expect(last).toBe(2 * PAGES);
    },
  });

  expect(taken.map(({ length }) => length)).toEqual([PAGES, PAGES, PAGES]);
  expect(new Set(taken.flat()).size).toBe(3 * PAGES);
});

it('are stored for a later claim when others wait for their turn, and no others are asked for', async () => {
  let last = 0;
  const taken: number[] = [];
  const session = accountOf(4 * PAGES, (page) => {
    last = page;
  });

  await begin(session, {
    mayGoOn: () => taken.length === 0,
    takeThrough: async (claimed) => void taken.push(...claimed.map(({ contactId }) => contactId)),
  });

  expect(taken).toHaveLength(PAGES);
  expect(last).toBe(2 * PAGES);
  expect(await countDue(db, PORTAL, NOW, last)).toBe(PAGES);
  expect((await findJob(db, PORTAL, 'backfill', ''))?.payload).toMatchObject({ read: last, after: `${last + 1}` });
});

it('are found by a deal that is gone, from when no other job goes on to when they are evaluated', async () => {
  const linked: (readonly number[])[] = [];
  const look = async (deal: number) => linked.push(await contactsLinkedTo(db, PORTAL, 'deal', [`${deal}`], NOW));
  const facts: (LinkedFacts | undefined)[] = [];

  await begin(
    accountOf(PAGES, () => undefined),
    {
      apart: async (work) => {
        await look(3);
        const done = await work();
        await look(3);
        return done;
      },
      takeThrough: async (claimed) => {
        facts.push(claimed.find(({ contactId }) => contactId === 3)?.pendingFacts?.facts);
        await look(3);
      },
    },
  );

  expect(facts).toMatchObject([{ dealIds: ['3'] }]);
  expect(linked).toEqual([[], [3], [3]]);
});
