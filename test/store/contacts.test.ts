import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { readActivities } from '../../src/store/contacts/activities.ts';
import { claimContacts, releaseContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { countContacts, findContact, makeDue, nextRunAt } from '../../src/store/contacts/contacts.ts';
import { eraseContacts } from '../../src/store/contacts/erase-contacts.ts';
import { failContacts } from '../../src/store/contacts/fail-contacts.ts';
import { markContactsStale } from '../../src/store/contacts/mark-stale.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { POINTS_KEPT, pointsOf, recordPoints } from '../../src/store/ledgers/history.ts';
import { markOfBase, someOfBase } from '../../src/store/models/base.ts';
import { listDeadLetters, retryDeadLetters } from '../../src/store/work/dead-letters.ts';
import { addJobs } from '../../src/store/work/jobs.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, activity, facts, lease, MEMORY, NOW, result, scored } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const LEASE = lease();

const markStale = (contactId: number, dueAt = NOW) =>
  markContactsStale(db, { portalId: PORTAL, marks: [{ contactId }], dueAt });
const read = (contactId: number, properties: Record<string, string>, at = NOW) =>
  storeReadContacts(db, { portalId: PORTAL, contacts: [{ contactId, facts: facts(properties), at }], now: NOW });
const claim = (options: { limit?: number; only?: 'stale' | 'fresh'; now?: number } = {}) =>
  claimContacts(db, { portalId: PORTAL, lease: LEASE, now: NOW, limit: 100, ...options });
const complete = (rows: Parameters<typeof completeContacts>[1]['rows'], held = LEASE) =>
  completeContacts(db, { portalId: PORTAL, lease: held, now: NOW, rows });
const fail = (contactId: number, seq: number, maxAttempts = 3) =>
  failContacts(db, {
    portalId: PORTAL,
    lease: LEASE,
    now: NOW,
    maxAttempts,
    random: () => 0.999999,
    rows: [{ contactId, seq, error: 'hubspot_400' }],
  });
const find = (contactId: number) => findContact(db, PORTAL, contactId);
/** What is stored of the evaluation of the only contact. */
const stored = async () =>
  (await sql<{ evaluation: object }>`select evaluation from contact`.execute(db)).rows[0]!.evaluation;

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

describe('claiming', () => {
  it('takes what is due longest first, stale and fresh alike, and leaves what is not due', async () => {
    await markStale(1, NOW - 10);
    await read(2, {});
    await markStale(3, NOW - 20);
    await markStale(4, NOW + 1);

    const claimed = await claim();

    expect(claimed.map(({ contactId, stale }) => [contactId, stale])).toEqual([
      [3, true],
      [1, true],
      [2, false],
    ]);
  });

  it('never gives more than asked for', async () => {
    for (const contactId of [1, 2, 3]) await markStale(contactId);
    for (const contactId of [4, 5, 6]) await read(contactId, {});

    expect(await claim({ limit: 4 })).toHaveLength(4);
    expect(await claim({ limit: 4 })).toHaveLength(2);
  });

  it('takes only those that must be read, or only those that need not, when asked to', async () => {
    await markStale(1);
    await read(2, {});

    expect((await claim({ only: 'stale' })).map(({ contactId }) => contactId)).toEqual([1]);
    expect((await claim({ only: 'fresh' })).map(({ contactId }) => contactId)).toEqual([2]);
  });

  it('gives nobody a contact that is in a worker’s hands', async () => {
    await markStale(1);
    await claim();

    expect(await claim()).toEqual([]);
  });

  it('brings all that was stored of a contact', async () => {
    await read(1, { email: 'a' });
    const [first] = await claim();
    const standing = { properties: { ripen_score: '5' }, track: 'mql_nurture' } as const;
    const activities = [activity('b'), { ...activity('a'), at: NOW - 1, detail: 'Contact us' }];
    const memory = { ...MEMORY, mqlAt: NOW };
    await complete([result(first!, { standing, activities, memory, track: 'mql_nurture', nextAt: NOW })]);

    const claimed = await claim();

    expect(claimed).toEqual([
      {
        contactId: 1,
        seq: 1,
        attempts: 1,
        stale: false,
        relink: false,
        nextAt: NOW,
        facts: facts({ email: 'a' }),
        factsAt: NOW,
        pendingFacts: null,
        decisions: {},
        inputs: {},
        memory,
        lifecycle: null,
        standing,
        track: 'mql_nurture',
        listed: [],
        excluded: null,
        apart: null,
        merged: false,
        missing: null,
        suspect: false,
        waits: null,
        evaluated: expect.any(String),
        modelVersion: null,
        former: null,
        activities: [activities[1], activities[0]],
      },
    ]);
  });

  it('gives a released contact again without counting the attempt', async () => {
    await markStale(1);
    await claim();

    await releaseContacts(db, { portalId: PORTAL, lease: LEASE, contactIds: [1] });

    expect(await claim()).toMatchObject([{ contactId: 1, attempts: 1 }]);
  });
});

describe('completing', () => {
  it('stores the result and when to look again', async () => {
    await markStale(1);
    const [claimed] = await claim();

    const outcome = await complete([
      result(claimed!, { evaluation: scored(40, { modelVersion: 2 }), nextAt: NOW + 5 }),
    ]);

    expect(outcome).toEqual({ completed: [1], again: [], refused: [] });
    const last = { at: NOW, nextChangeAt: NOW + 5, modelVersion: 2, facts: facts(), memory: MEMORY, inFull: null };
    expect(await find(1)).toMatchObject({
      lastEvaluation: last,
      scoredAt: NOW,
      runAt: NOW + 5,
      stale: false,
      facts: facts(),
    });
    expect(await stored()).toEqual({ scores: { combined: { points: 40 } }, rules: '{"r":40000}' });
  });

  it('stores the evaluation of a contact with very many activities in full, and tells what has columns of its own', async () => {
    await markStale(1);
    const [claimed] = await claim();
    const written = { ripen_score: '40', ripen_model_version: '2' };
    const evaluation = { ...scored(40, { modelVersion: 2 }), bantDetails: {}, written };

    await complete([result(claimed!, { evaluation, nextAt: NOW + 5, alone: true, activities: [activity('a')] })]);

    const { inFull, activities } = (await find(1))!.lastEvaluation!;
    expect(inFull).toEqual({ ...evaluation, at: NOW, nextChangeAt: NOW + 5, memory: MEMORY, track: 'none', extra: [] });
    expect(activities).toEqual([null, null]);
  });

  it('leaves an evaluation that is stored already as it is, and tells when it was made last, and by what', async () => {
    const judged = async (at: number, modelVersion: number, score: number) => {
      await markStale(1);
      const [claimed] = await claim();
      const evaluation = { at, ...scored(score, { modelVersion }) };
      await complete([result(claimed!, { evaluation, nextAt: at + 5, before: claimed! })]);
    };
    const mark = () => sql`update contact set evaluation = evaluation || '{"left": true}'`.execute(db);
    await judged(NOW - 2, 1, 40);
    await mark();

    await judged(NOW - 1, 2, 40);
    expect(await stored()).toMatchObject({ left: true, scores: { combined: { points: 40 } } });
    expect(await find(1)).toMatchObject({
      lastEvaluation: { at: NOW - 1, modelVersion: 2, nextChangeAt: NOW + 4, memory: MEMORY },
    });

    await judged(NOW, 2, 41);
    expect(await stored()).toMatchObject({ scores: { combined: { points: 41 } } });
    expect(await stored()).not.toHaveProperty('left');

    // An older program stores an evaluation, and nothing that tells it.
    await mark();
    await sql`update contact set scored_at = scored_at + 1`.execute(db);
    await judged(NOW, 2, 41);
    expect(await stored()).not.toHaveProperty('left');
  });

  it('does not lose what arrived meanwhile: the contact stays stale and is due at once', async () => {
    await markStale(1);
    const [claimed] = await claim();
    await markStale(1, NOW + 2_000);

    const outcome = await complete([result(claimed!, { nextAt: NOW + 1_000_000 })]);

    expect(outcome).toEqual({ completed: [1], again: [1], refused: [] });
    expect(await find(1)).toMatchObject({ stale: true, runAt: NOW });
  });

  it('refuses a contact that is not in our hands any more, and stores nothing of it', async () => {
    await markStale(1);
    await markStale(2);
    const claimed = await claim();
    await eraseContacts(db, { portalId: PORTAL, contactIds: [1], now: NOW });

    const outcome = await complete(claimed.map((contact) => result(contact, { activities: [activity('a')] })));

    expect(outcome).toEqual({ completed: [2], again: [], refused: [1] });
    expect(await db.selectFrom('activity_pack').select('contact_id').execute()).toEqual([{ contact_id: 2 }]);
    expect(await complete([result(claimed[1]!)], lease())).toEqual({ completed: [], again: [], refused: [2] });
  });

  it('stores an activity, a task and a history point once', async () => {
    const point = {
      at: NOW,
      explicit: 1,
      implicit: 2,
      score: 3,
      qualification: 'mql',
      segment: null,
      cause: 'x',
    } as const;
    const task = { key: 'k', kind: 'call', dueAt: NOW, body: { subject: 'Call' } };
    await markStale(1);
    for (const _ of ['once', 'twice']) {
      const [claimed] = await claim();
      await complete([result(claimed!, { activities: [activity('a')], tasks: [task], points: [point], nextAt: NOW })]);
    }

    expect(await readActivities(db, { portalId: PORTAL, contactId: 1 })).toMatchObject([{ id: 'a' }]);
    expect(await db.selectFrom('task').select(['key', 'state']).execute()).toEqual([{ key: 'k', state: 'pending' }]);
    expect(await pointsOf(db, { portalId: PORTAL, contactId: 1 })).toEqual([point]);
  });

  it('keeps the newest points of the history', async () => {
    const point = {
      explicit: 0,
      implicit: 0,
      score: 0,
      qualification: 'unqualified',
      segment: null,
      cause: 'x',
    } as const;
    const points = Array.from({ length: POINTS_KEPT + 50 }, (_, n) => ({ at: NOW + n, ...point }));
    await recordPoints(db, PORTAL, [{ contactId: 2, points: [{ at: NOW, ...point }] }]);

    await recordPoints(db, PORTAL, [{ contactId: 1, points }]);

    const kept = await pointsOf(db, { portalId: PORTAL, contactId: 1, limit: 1_000 });
    expect(kept).toHaveLength(POINTS_KEPT);
    expect(kept[0]!.at).toBe(NOW + POINTS_KEPT + 49);
    expect(kept.at(-1)!.at).toBe(NOW + 50);
    expect(await pointsOf(db, { portalId: PORTAL, contactId: 2 })).toHaveLength(1);
  });
});

describe('a reading that came along in a page', () => {
  it('makes an unknown contact due without having it read again', async () => {
    const outcome = await read(1, { email: 'a' });

    expect(outcome).toEqual({ outcome: 'stored', due: 1, claimed: [], unchanged: 0 });
    expect(await claim()).toMatchObject([
      { stale: false, facts: null, memory: null, pendingFacts: { facts: facts({ email: 'a' }), at: NOW } },
    ]);
  });

  it('leaves the facts before, and the memory, of a known contact to the evaluation that sees it', async () => {
    await read(1, { visits: '1' });
    await complete([result((await claim())[0]!)]);

    await read(1, { visits: '3' }, NOW + 1);

    const [claimed] = await claim();
    expect(claimed).toMatchObject({
      stale: false,
      memory: MEMORY,
      facts: facts({ visits: '1' }),
      pendingFacts: { facts: facts({ visits: '3' }), at: NOW + 1 },
    });
    await complete([result(claimed!, { factsAt: NOW + 1 })]);
    expect(await find(1)).toMatchObject({ facts: facts({ visits: '3' }), runAt: null });
  });

  it('keeps the parts that were not read', async () => {
    const company = { industry: 'RETAIL' };
    await read(1, {});
    await complete([result((await claim())[0]!, { facts: { ...facts(), company } })]);

    const readings = [{ contactId: 1, facts: { contact: { email: 'a' } }, at: NOW + 1 }];
    await storeReadContacts(db, { portalId: PORTAL, contacts: readings, now: NOW });

    expect((await claim())[0]!.pendingFacts!.facts).toEqual({ ...facts({ email: 'a' }), company });
  });

  it('makes no work when nothing in it is new', async () => {
    await read(1, { email: 'a' });
    await complete([result((await claim())[0]!)]);

    const nothing = { outcome: 'stored', due: 0, claimed: [], unchanged: 1 };
    expect(await read(1, { email: 'a' }, NOW + 1)).toEqual(nothing);
    expect(await read(1, { email: 'older' }, NOW - 1)).toEqual(nothing);
    expect(await claim()).toEqual([]);
  });

  it('claims those that it makes due and that nobody holds, as a later claim would', async () => {
    await read(1, { email: 'a' });
    await complete([result((await claim())[0]!)]);
    await read(2, {});
    const [held] = await claim();
    await read(3, {});
    await db.updateTable('contact').set({ alone: true }).where('contact_id', '=', 3).execute();
    await markStale(4);
    const waiting = { portal_id: PORTAL, contact_id: 5, seq: 1, run_at: NOW + 5, attempts: 2, stale: false };
    await db.insertInto('contact').values(waiting).execute();
    await read(6, { email: 'a' });
    await complete([result((await claim({ only: 'fresh' })).find(({ contactId }) => contactId === 6)!)]);

    const page = [1, 2, 3, 4, 5, 6, 7].map((contactId) => ({
      contactId,
      facts: facts({ email: contactId === 6 ? 'a' : 'b' }),
      at: NOW + 1,
    }));
    const stored = await storeReadContacts(db, { portalId: PORTAL, contacts: page, now: NOW, lease: LEASE });

    expect(stored).toMatchObject({ outcome: 'stored', due: 6, unchanged: 1 });
    const claimed = stored.outcome === 'stored' ? stored.claimed : [];
    expect(claimed.map(({ contactId, attempts, stale }) => ({ contactId, attempts, stale }))).toEqual([
      { contactId: 1, attempts: 1, stale: false },
      // What somebody told of it meanwhile stands: it is read again.
      { contactId: 4, attempts: 1, stale: true },
      { contactId: 5, attempts: 3, stale: false },
      { contactId: 7, attempts: 1, stale: false },
    ]);
    expect(claimed[0]).toMatchObject({ facts: facts({ email: 'a' }), pendingFacts: { facts: facts({ email: 'b' }) } });
    expect(await claim(), 'nobody else gets them').toEqual([]);
    expect(await complete([claimed[0]!, held!, ...claimed.slice(1)].map((one) => result(one)))).toMatchObject({
      completed: [1, 2, 4, 5, 7],
      // It was in other hands when it was read.
      again: [2],
    });
  });

  it('survives an evaluation that has not seen it', async () => {
    await read(1, { visits: '1' });
    const [claimed] = await claim();
    await read(1, { visits: '2' }, NOW + 1);

    expect(await complete([result(claimed!)])).toMatchObject({ again: [1] });

    expect(await claim()).toMatchObject([
      { facts: facts({ visits: '1' }), pendingFacts: { facts: facts({ visits: '2' }) } },
    ]);
  });

  it('is dropped by an evaluation that has seen newer facts', async () => {
    await read(1, { visits: '1' });
    const [claimed] = await claim();
    await markStale(1);

    await complete([result(claimed!, { facts: facts({ visits: '2' }), factsAt: NOW + 1 })]);

    expect(await claim()).toMatchObject([{ stale: true, facts: facts({ visits: '2' }), pendingFacts: null }]);
  });

  it('does not spare a contact the reading that an event asked for', async () => {
    await markStale(1);
    await read(1, {});

    expect(await claim()).toMatchObject([{ stale: true }]);
  });
});

describe('failing', () => {
  it('pauses 2^attempts seconds, at most an hour', async () => {
    await markStale(1);
    const pauses: number[] = [];
    for (let now = NOW; pauses.length < 14; now = (await find(1))!.runAt!) {
      const [claimed] = await claim({ now });
      await fail(1, claimed!.seq, 100);
      pauses.push(Math.round(((await find(1))!.runAt! - NOW) / 1_000));
    }

    expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600]);
  });

  async function failThreeTimes(): Promise<void> {
    for (const _ of [1, 2, 3]) {
      const [claimed] = await claim({ now: NOW + 3_600_000 });
      await fail(1, claimed!.seq);
    }
  }

  it('sets a contact aside that failed too often, as a dead letter', async () => {
    await markStale(1);

    await failThreeTimes();

    expect(await find(1)).toMatchObject({ runAt: null, lastError: 'hubspot_400' });
    expect(await claim({ now: Number.MAX_SAFE_INTEGER })).toEqual([]);
    expect(await listDeadLetters(db, { portalId: PORTAL, limit: 10 })).toEqual([
      { what: 'contact', key: '1', error: 'hubspot_400', at: NOW, retryAt: expect.any(Number) },
    ]);
    expect(await countContacts(db, PORTAL, NOW)).toMatchObject({ deadLetters: 1, due: 0 });
  });

  it('gives a dead letter that is tried again all its attempts', async () => {
    await markStale(1);
    await failThreeTimes();

    const again = await retryDeadLetters(db, {
      portalId: PORTAL,
      deadLetters: [{ what: 'contact', key: '1' }],
      now: NOW,
    });

    expect(again).toBe(1);
    expect(await claim()).toMatchObject([{ contactId: 1, attempts: 1 }]);
    expect(await listDeadLetters(db, { portalId: PORTAL, limit: 10 })).toEqual([]);
  });

  it('tries a dead letter again when something happens to it, and forgets the dead letter when it is done', async () => {
    await markStale(1);
    await failThreeTimes();

    await markStale(1);
    const [claimed] = await claim();
    expect(claimed).toMatchObject({ attempts: 1 });
    await complete([result(claimed!)]);

    expect(await listDeadLetters(db, { portalId: PORTAL, limit: 10 })).toEqual([]);
  });

  it('does not set a contact aside to which something happened meanwhile', async () => {
    await markStale(1);
    const [claimed] = await claim();
    await markStale(1);

    expect(await fail(1, claimed!.seq, 1)).toEqual({ retried: [1], deadLetters: [] });
  });

  it('leaves a contact alone that is not in our hands', async () => {
    await markStale(1);

    expect(await fail(1, 1)).toEqual({ retried: [], deadLetters: [] });
    expect(await find(1)).toMatchObject({ runAt: NOW, lastError: null });
  });
});

describe('a portal’s contacts', () => {
  it('become due when asked, also the one in a worker’s hands', async () => {
    for (const contactId of [1, 2, 3]) await read(contactId, {});
    await complete((await claim()).map((contact) => result(contact)));
    await makeDue(db, { portalId: PORTAL, contactIds: [1], now: NOW });
    const [inHand] = await claim();

    const made = await makeDue(db, { portalId: PORTAL, contactIds: 'all', now: NOW });

    expect(made).toBe(3);
    expect((await claim()).map(({ contactId }) => contactId)).toEqual([2, 3]);
    expect(await complete([result(inHand!)])).toMatchObject({ again: [1] });
  });

  it('are counted', async () => {
    await markStale(1);
    await markStale(2, NOW + 1);
    await read(3, {});
    const [done] = await claim({ only: 'fresh' });
    await complete([result(done!)]);

    expect(await countContacts(db, PORTAL, NOW)).toEqual({ total: 3, scored: 1, due: 1, stale: 2, deadLetters: 0 });
  });

  it('say when the next of them, or a job, is due', async () => {
    expect(await nextRunAt(db, PORTAL)).toBeNull();
    await markStale(1, NOW + 20);
    expect(await nextRunAt(db, PORTAL)).toBe(NOW + 20);
    await addJobs(db, {
      portalId: PORTAL,
      jobs: [{ kind: 'tasks', key: '', payload: null, runAt: NOW + 10 }],
      ifPresent: 'keep',
    });
    expect(await nextRunAt(db, PORTAL)).toBe(NOW + 10);
  });
});

describe('a random part of the base', () => {
  const OTHER = 2;
  /** So many contacts that the index has enough of them, and so many that are drawn. */
  const [MANY, DRAWN] = [12_000, 500];
  /** HubSpot gives ids in a row, with gaps, or far apart; here are some of each. */
  const addMany = (portalId: number, from: number, step: number, contacts: number) =>
    sql`
      insert into contact (portal_id, contact_id, facts, run_at)
      select ${portalId}, ${from}::bigint + n * ${step}::bigint, '{}', null from generate_series(1, ${contacts}::int) as n`.execute(
      db,
    );
  /** The base in a random order, as PostgreSQL sorts all of it. */
  const inOrder = async (portalId: number) => {
    const { rows } = await sql<{ id: number }>`
      select contact_id as id from contact where portal_id = ${portalId} and facts is not null and missing_since is null
      order by hashint8extended(contact_id, 1)`.execute(db);
    return rows.map(({ id }) => id);
  };

  it('is as likely to hold each contact, also when some are gone, and tells how many there are', async () => {
    await activePortal(db, OTHER);
    const shapes = [
      { from: 0, step: 1 },
      { from: 7_000_000_000, step: 50 },
      { from: 190_000_000_000, step: 104_729 },
    ];
    for (const { from, step } of shapes) await addMany(PORTAL, from, step, MANY / shapes.length);
    await addMany(OTHER, 0, 3, 40);
    // Merges and deletions take some, and others have not been read.
    const gone = (await inOrder(PORTAL)).filter((id) => id % 13 === 0);
    await eraseContacts(db, { portalId: PORTAL, contactIds: gone, now: NOW });
    await sql`update contact set missing_since = ${NOW} where portal_id = ${PORTAL} and contact_id % 7 = 0`.execute(db);
    await sql`update contact set facts = null where portal_id = ${PORTAL} and contact_id % 11 = 0`.execute(db);

    const drawn = await someOfBase(db, PORTAL, DRAWN);

    const all = await inOrder(PORTAL);
    expect(drawn.contactIds).toEqual(all.slice(0, DRAWN));
    expect(Math.abs(drawn.of / all.length - 1), `${drawn.of} of ${all.length}`).toBeLessThan(drawn.doubt);
    // Of twenty parts of the base, as ids go, each has its share: chi-square, one in a thousand.
    const places = new Map([...all].sort((a, b) => a - b).map((id, at) => [id, at]));
    const parts = Array.from({ length: 20 }, () => 0);
    for (const id of drawn.contactIds) parts[Math.floor((places.get(id)! * 20) / all.length)]!++;
    const expected = DRAWN / parts.length;
    expect(parts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)).toBeLessThan(43.8);
    // A small base is counted, and drawn by the same order.
    expect(await someOfBase(db, OTHER, 30)).toEqual({
      contactIds: (await inOrder(OTHER)).slice(0, 30),
      of: 40,
      doubt: 0,
    });
    expect(await someOfBase(db, 3, 30)).toEqual({ contactIds: [], of: 0, doubt: 0 });
    expect((await markOfBase(db, PORTAL)).contacts).toBe(all.length);
  });

  it('is read from an index, and no more of it than is drawn', async () => {
    await addMany(PORTAL, 0, 1, MANY);
    await sql`analyze contact`.execute(db);
    const read = await db.transaction().execute(async (trx) => {
      await someOfBase(trx, PORTAL, DRAWN);
      const { rows } = await sql<{ scans: number; fetched: number; scanned: number }>`
        select pg_stat_get_xact_numscans('contact_drawn'::regclass)::int as scans, idx_tup_fetch::int as fetched,
          seq_tup_read::int as scanned from pg_stat_xact_user_tables where relname = 'contact'`.execute(trx);
      return rows[0];
    });

    expect(read).toEqual({ scans: 1, fetched: DRAWN, scanned: 0 });
  });
});
