import { expect, it, onTestFinished, vi } from 'vitest';
import { LeaseLost } from '../use-cases/session.ts';
import { keepLease } from './lease.ts';

const LEASE_MS = 1e6;

it.each([
  ['slept for as long as its lease', LEASE_MS, false],
  ['was set back', -LEASE_MS, true],
])('on a machine whose clock %s meanwhile', (_, by, held) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const lease = keepLease({
    portalId: 1,
    holder: 'me',
    leaseMs: LEASE_MS,
    askedAt: performance.now(),
    renew: async () => true,
    release: async () => undefined,
    onLost: () => undefined,
  });
  onTestFinished(lease.end);
  expect(lease.isHeld()).toBe(true);

  vi.setSystemTime(Date.now() + by);

  expect(lease.isHeld()).toBe(held);
  if (!held) expect(lease.assertHeld).toThrow(LeaseLost);
});
