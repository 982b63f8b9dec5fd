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

it('are asked for while those before are stored and taken through, two stretches ahead at most', async () => {
  const next = Promise.withResolvers<void>();
  const taken: number[][] = [];
  let last = 0;
  const session = accountOf(4 * PAGES, (page) => {
    last = page;
    if (page === 3 * PAGES) next.resolve();
  });

  await begin(session, {
    takeThrough: async (claimed) => {
      if (claimed.length === 0) return;
      await next.promise;
      taken.push(claimed.map(({ contactId }) => contactId));
      if (taken.length === 1) expect(last).toBe(3 * PAGES);
    },
  });

  expect(taken.map(({ length }) => length)).toEqual([PAGES, PAGES, PAGES, PAGES]);
  expect(new Set(taken.flat()).size).toBe(4 * PAGES);
});

it('are stored for a later claim when others wait for their turn, and no others are asked for', async () => {
  let last = 0;
  const taken: number[] = [];
  const session = accountOf(5 * PAGES, (page) => {
    last = page;
  });

  await begin(session, {
    mayGoOn: () => taken.length === 0,
    takeThrough: async (claimed) => void taken.push(...claimed.map(({ contactId }) => contactId)),
  });

  expect(taken).toHaveLength(2 * PAGES);
  expect(last).toBe(3 * PAGES);
  expect(await countDue(db, PORTAL, NOW, last)).toBe(PAGES);
  expect((await findJob(db, PORTAL, 'backfill', ''))?.payload).toMatchObject({ read: last, after: `${last + 1}` });
});

it.each([
  ['the next pages cannot be read', 2 * PAGES + 1, false],
  ['those before cannot be taken through', Number.NaN, true],
])('are given back when %s', async (_, refusedPage, isRefused) => {
  const refusal = new Error('HubSpot is out of reach');
  const session = accountOf(4 * PAGES, (page) => {
    if (page === refusedPage) throw refusal;
  });
  const taken: number[] = [];

  const takeThrough = async (claimed: readonly { readonly contactId: number }[]) => {
    if (isRefused && claimed.length > 0) throw refusal;
    taken.push(...claimed.map(({ contactId }) => contactId));
  };
  await expect(begin(session, { takeThrough })).rejects.toThrow(refusal);

  // Whoever does the work has given back what it took.
  expect(taken).toHaveLength(isRefused ? 0 : PAGES);
  expect(await countDue(db, PORTAL, NOW, 4 * PAGES)).toBe(PAGES);
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
        if (claimed.length === 0) return;
        facts.push(claimed.find(({ contactId }) => contactId === 3)?.pendingFacts?.facts);
        await look(3);
      },
    },
  );

  expect(facts).toMatchObject([{ dealIds: ['3'] }]);
  expect(linked).toEqual([[], [3], [3]]);
});
