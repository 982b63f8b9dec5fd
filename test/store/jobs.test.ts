import { beforeEach, describe, expect, it } from 'vitest';
import { findContact } from '../../src/store/contacts/contacts.ts';
import { storeReadContacts } from '../../src/store/contacts/readings.ts';
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
import { listParked, reviveParked } from '../../src/store/work/parked.ts';
import { emptyTables, freshDatabase } from '../support/database.ts';
import { activePortal, facts, lease, NOW } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const LEASE = lease();

const add = (job: Partial<NewJob> = {}, ifPresent: 'keep' | 'replace' = 'keep') =>
  addJobs(db, { portalId: PORTAL, jobs: [{ kind: 'backfill', key: '', payload: {}, runAt: NOW, ...job }], ifPresent });
const claim = (kinds = ['backfill'], now = NOW) =>
  claimJobs(db, { portalId: PORTAL, kinds, lease: LEASE, now, limit: 10 });
const held = (job: ClaimedJob): HeldJob => ({ ...job, portalId: PORTAL, lease: LEASE });
const fail = (job: HeldJob, maxAttempts = 2) =>
  failJob(db, job, { error: 'hubspot_500', now: NOW, maxAttempts, random: () => 0 });

async function claimOne(now = NOW): Promise<HeldJob> {
  const [job] = await claim(['backfill'], now);
  return held(job!);
}

beforeEach(async () => {
  await emptyTables(database);
  await activePortal(db, PORTAL);
});

describe('a job', () => {
  it('is claimed when it is due, in the order of the kinds and then of the due times', async () => {
    await add({ kind: 'merge', key: 'b', runAt: NOW - 1 });
    await add({ kind: 'merge', key: 'a', runAt: NOW - 2 });
    await add({ kind: 'backfill', runAt: NOW - 9 });
    await add({ kind: 'reconcile', runAt: NOW + 1 });

    const claimed = await claim(['merge', 'reconcile', 'backfill']);

    expect(claimed.map(({ kind, key }) => kind + key)).toEqual(['mergea', 'mergeb', 'backfill']);
    expect(await claim(['merge', 'reconcile', 'backfill'])).toEqual([]);
  });

  it.each([
    ['keep', { from: 'first' }],
    ['replace', { from: 'second' }],
  ] as const)('added twice is one job at the earlier time; %s decides on the payload', async (ifPresent, payload) => {
    await add({ runAt: NOW + 5, payload: { from: 'first' } });

    await add({ runAt: NOW, payload: { from: 'second' } }, ifPresent);

    expect(await claim()).toMatchObject([{ payload }]);
    expect(await claim(['backfill'], NOW + 5)).toEqual([]);
  });

  it('is gone when it is complete', async () => {
    await add();

    expect(await completeJob(db, await claimOne())).toBe(true);

    expect(await findJob(db, PORTAL, 'backfill', '')).toBeNull();
  });

  it('comes again when its completion says so', async () => {
    await add();

    await completeJob(db, await claimOne(), { runAt: NOW + 10, payload: { since: 1 } });

    expect(await claim()).toEqual([]);
    expect(await claim(['backfill'], NOW + 10)).toMatchObject([{ payload: { since: 1 }, attempts: 1 }]);
  });

  it('runs again when it was added while it ran, with what was added', async () => {
    await add();
    const job = await claimOne();
    await add({ payload: { added: 'meanwhile' } }, 'replace');

    expect(await saveProgress(db, job, { page: 2 })).toBe(false);
    expect(await completeJob(db, job)).toBe(true);

    expect(await claim()).toMatchObject([{ payload: { added: 'meanwhile' } }]);
  });

  it('belongs to the one who claimed it', async () => {
    await add();
    const stranger = { ...(await claimOne()), lease: lease() };

    expect(await completeJob(db, stranger)).toBe(false);
    expect(await releaseJob(db, stranger)).toBe(false);
    expect(await saveProgress(db, stranger, {})).toBe(false);
    expect(await fail(stranger)).toBe('refused');
    expect(await claim()).toEqual([]);
  });

  it('is given back without counting the attempt, and later if wanted', async () => {
    await add();

    expect(await releaseJob(db, await claimOne(), NOW + 10)).toBe(true);

    expect(await claim()).toEqual([]);
    expect(await claim(['backfill'], NOW + 10)).toMatchObject([{ attempts: 1 }]);
  });

  it('is parked when it failed too often, and revived with all its attempts', async () => {
    await add({ payload: { page: 7 } });

    expect(await fail(await claimOne())).toBe('retried');
    expect(await claim(['backfill'], NOW + 999)).toEqual([]);
    expect(await fail(await claimOne(NOW + 1_000))).toBe('parked');
    const letters = await listParked(db, { portalId: PORTAL, limit: 10 });
    const revived = await reviveParked(db, { portalId: PORTAL, letters: 'all', now: NOW });

    expect(letters).toEqual([{ what: 'backfill', key: '', error: 'hubspot_500', at: NOW, retryAt: NOW + 43_200_000 }]);
    expect(revived).toBe(1);
    expect(await claim()).toMatchObject([{ payload: { page: 7 }, attempts: 1 }]);
  });

  it('that was parked is tried again when it is added again, and its dead letter goes when it is done', async () => {
    await add();
    await fail(await claimOne(), 1);

    await add();
    const job = await claimOne();
    await completeJob(db, job);

    expect(job).toMatchObject({ attempts: 1 });
    expect(await listParked(db, { portalId: PORTAL, limit: 10 })).toEqual([]);
  });

  it('is not parked when it was added again meanwhile', async () => {
    await add();
    const job = await claimOne();
    await add();

    expect(await fail(job, 1)).toBe('retried');
  });
});

describe('a page of a backfill', () => {
  const readings = [{ contactId: 7, facts: facts(), at: NOW }];

  it('is stored together with how far the job has come', async () => {
    await add();
    const job = await claimOne();

    const progress = { job, payload: { after: 'cursor' } };
    const outcome = await storeReadContacts(db, { portalId: PORTAL, readings, now: NOW, progress });

    expect(outcome).toMatchObject({ outcome: 'stored', due: 1 });
    expect(await findJob(db, PORTAL, 'backfill', '')).toEqual({ payload: { after: 'cursor' } });
  });

  it('is not stored when the job is in other hands', async () => {
    await add();
    const job = { ...(await claimOne()), lease: lease() };

    const outcome = await storeReadContacts(db, {
      portalId: PORTAL,
      readings,
      now: NOW,
      progress: { job, payload: 1 },
    });

    expect(outcome).toEqual({ outcome: 'job_lost' });
    expect(await findContact(db, PORTAL, 7)).toBeNull();
    expect(await findJob(db, PORTAL, 'backfill', '')).toEqual({ payload: {} });
  });
});
