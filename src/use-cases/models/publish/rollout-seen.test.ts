import { describe, expect, it } from 'vitest';
import type { RolloutProgress } from '../../../domain/sync/jobs.ts';
import { rolloutSeen } from './rollout-seen.ts';

const NOW = 1_000_000;
const job: RolloutProgress = {
  ...{ version: 4, planId: 'p', mover: null, after: null, paused: false },
  ...{ movers: 200, total: 1000, done: 0, startedAt: NOW - 60_000 },
};
/** 200 move, and the points of 100 others change: 300 are written, in 6 calls. */
const result = { pointsOnly: 100, cost: { written: 300, calls: 6, seconds: 1 } };
const seen = (change: Partial<RolloutProgress>, waiting = 0) =>
  rolloutSeen({ ...job, ...change }, { waiting, result, now: NOW });

describe('a roll-out on the page', () => {
  it.each([
    ['nobody is reached yet', { done: 0 }, 0, [0, 0, 0, null]],
    ['who is due and not judged does not count', { done: 300 }, 300, [0, 0, 0, null]],
    ['those who move come first', { done: 150 }, 50, [100, 100, 2, NOW + 540_000]],
    ['then all others, of whom few are written', { done: 600 }, 0, [200, 600, 5, NOW + 40_000]],
    ['everybody', { done: 1000 }, 0, [200, 1000, 6, NOW]],
    ['more than there were: some came meanwhile', { done: 1100 }, 0, [200, 1000, 6, NOW]],
    ['the pace since it went on', { done: 600, resumed: { at: NOW - 1000, done: 500 } }, 0, [200, 600, 5, NOW + 4000]],
    ['no pace yet since it went on', { done: 500, resumed: { at: NOW - 1000, done: 500 } }, 0, [200, 500, 5, null]],
  ] as const)('%s', (_what, change, waiting, [movers, contacts, calls, doneAt]) => {
    expect(seen(change, waiting)).toMatchObject({
      movers: { done: movers, of: 200 },
      contacts: { done: contacts, of: 1000 },
      calls: { done: calls, of: 6 },
      doneAt,
    });
  });

  it('says who paused it, and no end of it', () => {
    const pausedBy = { name: 'Ada', at: 5 };
    expect(seen({ paused: true, pausedBy, done: 300 })).toMatchObject({ paused: { by: 'Ada', at: 5 }, doneAt: null });
    expect(seen({ paused: true, done: 300 })).toMatchObject({ paused: { by: null, at: null } });
  });

  it('without a plan knows of no calls, and with nothing to write needs none', () => {
    expect(rolloutSeen(job, { waiting: 0, result: null, now: NOW }).calls).toBeNull();
    const nothing = { pointsOnly: 0, cost: { written: 0, calls: 0, seconds: 0 } };
    expect(rolloutSeen({ ...job, movers: 0, total: 0 }, { waiting: 0, result: nothing, now: NOW }).calls).toEqual({
      done: 0,
      of: 0,
    });
  });
});
