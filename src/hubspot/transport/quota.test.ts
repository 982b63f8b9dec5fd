import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { createQuota, HUBSPOT_LIMITS, type QuotaLimits } from './quota.ts';

const LIMITS: QuotaLimits = {
  general: { cap: 5, windowMs: 1_000, concurrency: 3 },
  search: { cap: 2, windowMs: 1_000, concurrency: 2 },
  longestWaitMs: 60_000,
};
const options = { timeoutMs: 30_000 };

const tick = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the law of the window', () => {
  test('whatever is asked, and however long requests travel, no window sees more arrivals than the cap', async () => {
    const requests = fc.array(
      fc.record({
        gapMs: fc.nat(700),
        tookMs: fc.nat(2_500),
        travelled: fc.double({ min: 0, max: 1, noNaN: true }),
        lane: fc.constantFrom('general', 'search'),
      }),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(requests, async (asked) => {
        const quota = createQuota(LIMITS);
        const arrivals: Record<'general' | 'search', number[]> = { general: [], search: [] };
        const underWay = { general: 0, search: 0 };
        const done: Promise<void>[] = [];

        for (const { gapMs, tookMs, travelled, lane } of asked) {
          await tick(gapMs);
          const task = async () => {
            arrivals[lane].push(performance.now() + tookMs * travelled);
            underWay[lane] += 1;
            expect(underWay[lane]).toBeLessThanOrEqual(LIMITS[lane].concurrency);
            await pass(tookMs);
            underWay[lane] -= 1;
          };
          done.push(quota.run(lane, task, options));
        }
        await tick(180_000);
        await Promise.all(done);

        expect(arrivals.general.length + arrivals.search.length).toBe(asked.length);
        for (const lane of ['general', 'search'] as const) {
          const { cap, windowMs } = LIMITS[lane];
          const inOrder = arrivals[lane].toSorted((one, other) => one - other);
          for (const [n, arrival] of inOrder.entries()) {
            const later = inOrder[n + cap];
            if (later !== undefined) expect(later - arrival).toBeGreaterThanOrEqual(windowMs);
          }
        }
      }),
      law(60),
    );
  });

  test("HubSpot's limits: 110 calls at once, the 111th a window later", async () => {
    const quota = createQuota();
    const started: number[] = [];
    const all = Promise.all(
      Array.from({ length: 111 }, () => quota.run('general', async () => void started.push(Date.now()), options)),
    );

    await tick(HUBSPOT_LIMITS.general.windowMs - 1);
    expect(started).toHaveLength(110);
    await tick(1);

    expect(started).toHaveLength(111);
    await all;
  });

  test('a request that never ends gives its place back a window after its time is up', async () => {
    const quota = createQuota({ ...LIMITS, general: { cap: 1, windowMs: 1_000, concurrency: 1 } });
    const started: number[] = [];
    const hanging = expect(
      quota.run('general', () => new Promise(() => undefined), { timeoutMs: 300 }),
    ).rejects.toThrow();
    const next = quota.run('general', async () => void started.push(performance.now()), options);
    const startedAt = performance.now();

    await tick(5_000);
    await Promise.all([hanging, next]);

    expect(started).toEqual([startedAt + 1_300]);
  });
});

describe('order', () => {
  test('interactive calls go before background calls that wait already', async () => {
    const quota = createQuota({ ...LIMITS, general: { cap: 1, windowMs: 1_000, concurrency: 1 } });
    const order: string[] = [];
    const run = (name: string, priority: 'interactive' | 'background') =>
      quota.run('general', async () => void order.push(name), { ...options, priority });

    const all = Promise.all([run('first', 'background'), run('second', 'background'), run('rep', 'interactive')]);
    await tick(5_000);
    await all;

    expect(order).toEqual(['first', 'rep', 'second']);
  });
});

describe('pauses', () => {
  test('nothing starts while a lane is paused; the other lane goes on', async () => {
    const quota = createQuota(LIMITS);
    const started: string[] = [];
    quota.pauseFor(500, 'general');

    const all = Promise.all([
      quota.run('general', async () => void started.push('general'), options),
      quota.run('search', async () => void started.push('search'), options),
    ]);
    await tick(499);
    expect(started).toEqual(['search']);
    await tick(1);

    expect(started).toEqual(['search', 'general']);
    await all;
  });

  test('a shorter pause does not cut a longer one', async () => {
    const quota = createQuota(LIMITS);
    const started: string[] = [];
    quota.pauseFor(5_000);
    quota.pauseFor(1_000);

    const run = quota.run('general', async () => void started.push('late'), options);
    await tick(4_999);
    expect(started).toEqual([]);
    await tick(1);
    await run;

    expect(started).toEqual(['late']);
  });

  test('a pause longer than the longest wait refuses waiting and new calls, and says until when', async () => {
    const quota = createQuota({ ...LIMITS, general: { cap: 1, windowMs: 1_000, concurrency: 1 } });
    await quota.run('general', async () => undefined, options);
    const waiting = expect(quota.run('general', async () => undefined, options)).rejects.toMatchObject({
      problem: { code: 'throttled', policy: 'paused', afterMs: 300_000 },
    });

    quota.pauseFor(300_000);
    await waiting;
    await tick(100_000);

    await expect(quota.run('general', async () => undefined, options)).rejects.toMatchObject({
      problem: { code: 'throttled', policy: 'paused', afterMs: 200_000 },
    });
    await tick(200_000);
    await expect(quota.run('general', async () => 'again', options)).resolves.toBe('again');
  });
});

describe('ends', () => {
  test('an aborted call leaves the queue with its reason and costs no slot', async () => {
    const quota = createQuota({ ...LIMITS, general: { cap: 1, windowMs: 1_000, concurrency: 1 } });
    const shutdown = new AbortController();
    await quota.run('general', async () => undefined, options);
    const ran: string[] = [];
    const aborted = expect(
      quota.run('general', async () => void ran.push('aborted'), { ...options, signal: shutdown.signal }),
    ).rejects.toThrow('shutting down');
    const next = quota.run('general', async () => 'next', options);

    shutdown.abort(new Error('shutting down'));
    await aborted;
    await tick(1_000);

    await expect(next).resolves.toBe('next');
    expect(ran).toEqual([]);
  });

  test('a task has its own time, and its signal ends with it', async () => {
    const quota = createQuota(LIMITS);
    let ended = false;
    const late = expect(
      quota.run(
        'general',
        (signal) => {
          signal.addEventListener('abort', () => {
            ended = true;
          });
          return pass(10_000);
        },
        { timeoutMs: 100 },
      ),
    ).rejects.toMatchObject({ name: 'TimeoutError' });

    await tick(100);
    await late;

    expect(ended).toBe(true);
  });
});
