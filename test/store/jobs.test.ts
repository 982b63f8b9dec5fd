import { beforeEach, describe, expect, it } from 'vitest';
import type { BackfillProgress } from '../../src/domain/sync/jobs.ts';
import { findContact } from '../../src/store/contacts/contacts.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { listDeadLetters, retryDeadLetters } from '../../src/store/work/dead-letters.ts';
import {
  addJobs,
  type ClaimedJob,
  claimJobs,
  completeJob,
  failJob,
  findJob,
  type HeldJob,
  type NewJob,
  releaseJob,
  saveProgress,
} from '../../src/store/work/jobs.ts';
import { pendingIn } from '../../src/store/work/pending-work.ts';
import { newBackfill } from '../../src/use-cases/portals/read/backfill-contacts.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, facts, lease, NOW } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const LEASE = lease();

const backfill = (read: number): BackfillProgress => ({ ...newBackfill(NOW), read });
const add = (job: NewJob, ifPresent: 'keep' | 'replace' = 'keep') =>
  addJobs(db, { portalId: PORTAL, jobs: [job], ifPresent });
const addBackfill = ({ read = 0, runAt = NOW } = {}, ifPresent?: 'replace') =>
  add({ kind: 'backfill', key: '', payload: backfill(read), runAt }, ifPresent);
const claim = async (now = NOW) => (await claimJobs(db, { portalId: PORTAL, lease: LEASE, now, limit: 10 })).jobs;
const fail = (job: HeldJob, maxAttempts = 2) =>
  failJob(db, job, { error: 'hubspot_500', now: NOW, maxAttempts, random: () => 0 });

async function claimOne(now = NOW): Promise<ClaimedJob<'backfill'>> {
  const [job] = await claim(now);
  if (job?.kind !== 'backfill') throw new Error('no backfill is due');
  return job;
}

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

describe('a job', () => {
  it('is claimed when it is due, in the order of the kinds and then of the due times', async () => {
    const payload = { into: 1, from: [2] };
    await add({ kind: 'merge', key: 'b', payload, runAt: NOW - 1 });
    await add({ kind: 'merge', key: 'a', payload, runAt: NOW - 2 });
    await addBackfill({ runAt: NOW - 9 });
    await add({ kind: 'reconcile', key: '', payload: { since: NOW }, runAt: NOW + 1 });

    const claimed = await claim();

    expect(claimed.map(({ kind, key }) => kind + key)).toEqual(['mergea', 'mergeb', 'backfill']);
    expect(await claim()).toEqual([]);
  });

  it('is claimed before the portal is active only if it sets the portal up', async () => {
    await addBackfill();
    await add({ kind: 'provision', key: '', payload: null, runAt: NOW });

    const { jobs } = await claimJobs(db, { portalId: PORTAL, lease: LEASE, now: NOW, limit: 10, kinds: ['provision'] });

    expect(jobs.map(({ kind }) => kind)).toEqual(['provision']);
  });

  it('of a kind that only a newer version knows waits for it, untried, and is no work here', async () => {
    const stored = { portal_id: PORTAL, key: '', run_at: NOW, kind: 'of_tomorrow', payload: '{"page": 7}' };
    await db.insertInto('job').values(stored).execute();
    expect((await pendingIn(db, { portalId: PORTAL, kinds: ['jobsDue'], now: NOW })).has('jobsDue')).toBe(false);
    await addBackfill();
    expect((await pendingIn(db, { portalId: PORTAL, kinds: ['jobsDue'], now: NOW })).has('jobsDue')).toBe(true);

    const { jobs, unreadable } = await claimJobs(db, { portalId: PORTAL, lease: LEASE, now: NOW, limit: 10 });
    const found = await db
      .selectFrom('job')
      .select(['attempts', 'lease', 'payload'])
      .where('kind', '=', 'of_tomorrow')
      .execute();

    expect([jobs.map(({ kind }) => kind), unreadable]).toEqual([['backfill'], []]);
    expect(found).toEqual([{ attempts: 0, lease: null, payload: { page: 7 } }]);
  });

  it('with a payload that this version does not know waits as it is, and hinders no other', async () => {
    const payload = { since: 'yesterday' };
    const stored = { portal_id: PORTAL, key: '', run_at: NOW, kind: 'reconcile', payload: JSON.stringify(payload) };
    await db.insertInto('job').values(stored).execute();
    await addBackfill();

    const { jobs, unreadable } = await claimJobs(db, { portalId: PORTAL, lease: LEASE, now: NOW, limit: 10 });
    await fail(unreadable[0]!, 1);
    const found = await db.selectFrom('job').select('payload').where('kind', '=', 'reconcile').execute();

    expect(jobs).toMatchObject([{ kind: 'backfill' }]);
    const problem = 'This version of the program cannot read the job: payload.since (invalid_type).';
    expect(unreadable).toMatchObject([{ kind: 'reconcile', attempts: 1, problem }]);
    expect(found).toEqual([{ payload }]);
    expect(await listDeadLetters(db, { portalId: PORTAL, limit: 10 })).toMatchObject([{ what: 'reconcile' }]);
  });

  it.each([
    ['keep', 1],
    ['replace', 2],
  ] as const)('added twice is one job at the earlier time; %s decides on the payload', async (ifPresent, since) => {
    await add({ kind: 'reconcile', key: '', payload: { since: 1 }, runAt: NOW + 5 });

    await add({ kind: 'reconcile', key: '', payload: { since: 2 }, runAt: NOW }, ifPresent);

    expect(await claim()).toMatchObject([{ payload: { since } }]);
    expect(await claim(NOW + 5)).toEqual([]);
  });

  it('is gone when it is complete', async () => {
    await addBackfill();

    expect(await completeJob(db, await claimOne())).toBe(true);

    expect(await findJob(db, PORTAL, 'backfill', '')).toBeNull();
  });

  it('comes again when its completion says so', async () => {
    await addBackfill();

    await completeJob(db, await claimOne(), { runAt: NOW + 10, payload: backfill(1) });

    expect(await claim()).toEqual([]);
    expect(await claim(NOW + 10)).toMatchObject([{ payload: backfill(1), attempts: 1 }]);
  });

  it('runs again when it was added while it ran, with what was added', async () => {
    await addBackfill();
    const job = await claimOne();
    await addBackfill({ read: 5 }, 'replace');

    expect(await saveProgress(db, job, backfill(2))).toBe(false);
    expect(await completeJob(db, job)).toBe(true);

    expect(await claim()).toMatchObject([{ payload: backfill(5) }]);
  });

  it('belongs to the one who claimed it', async () => {
    await addBackfill();
    const stranger = { ...(await claimOne()), lease: lease() };

    expect(await completeJob(db, stranger)).toBe(false);
    expect(await releaseJob(db, stranger)).toBe(false);
    expect(await saveProgress(db, stranger, backfill(2))).toBe(false);
    expect(await fail(stranger)).toBe('refused');
    expect(await claim()).toEqual([]);
  });

  it('is given back without counting the attempt, and later if wanted', async () => {
    await addBackfill();

    expect(await releaseJob(db, await claimOne(), NOW + 10)).toBe(true);

    expect(await claim()).toEqual([]);
    expect(await claim(NOW + 10)).toMatchObject([{ attempts: 1 }]);
  });

  it('becomes a dead letter when it failed too often, and is tried again with all its attempts', async () => {
    await addBackfill({ read: 7 });

    expect(await fail(await claimOne())).toBe('retried');
    expect(await claim(NOW + 999)).toEqual([]);
    expect(await fail(await claimOne(NOW + 1_000))).toBe('dead_letter');
    const letters = await listDeadLetters(db, { portalId: PORTAL, limit: 10 });
    const again = await retryDeadLetters(db, { portalId: PORTAL, deadLetters: 'all', now: NOW });

    expect(letters).toEqual([{ what: 'backfill', key: '', error: 'hubspot_500', at: NOW, retryAt: NOW + 43_200_000 }]);
    expect(again).toBe(1);
    expect(await claim()).toMatchObject([{ payload: backfill(7), attempts: 1 }]);
  });

  it('that is a dead letter is tried again when it is added again, and its dead letter goes when it is done', async () => {
    await addBackfill();
    await fail(await claimOne(), 1);

    await addBackfill();
    const job = await claimOne();
    await completeJob(db, job);

    expect(job).toMatchObject({ attempts: 1 });
    expect(await listDeadLetters(db, { portalId: PORTAL, limit: 10 })).toEqual([]);
  });

  it('is no dead letter when it was added again meanwhile', async () => {
    await addBackfill();
    const job = await claimOne();
    await addBackfill();

    expect(await fail(job, 1)).toBe('retried');
  });
});

describe('a page of a backfill', () => {
  const readings = [{ contactId: 7, facts: facts(), at: NOW }];

  it('is stored together with how far the job has come', async () => {
    await addBackfill();
    const job = await claimOne();

    const progress = { job, payload: backfill(1) };
    const outcome = await storeReadContacts(db, { portalId: PORTAL, contacts: readings, now: NOW, progress });

    expect(outcome).toMatchObject({ outcome: 'stored', due: 1 });
    expect(await findJob(db, PORTAL, 'backfill', '')).toEqual({ payload: backfill(1) });
  });

  it('is not stored when the job is in other hands', async () => {
    await addBackfill();
    const job = { ...(await claimOne()), lease: lease() };

    const outcome = await storeReadContacts(db, {
      portalId: PORTAL,
      contacts: readings,
      now: NOW,
      progress: { job, payload: backfill(1) },
    });

    expect(outcome).toEqual({ outcome: 'job_lost' });
    expect(await findContact(db, PORTAL, 7)).toBeNull();
    expect(await findJob(db, PORTAL, 'backfill', '')).toEqual({ payload: backfill(0) });
  });
});
