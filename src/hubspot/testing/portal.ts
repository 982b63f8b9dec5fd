import pino, { type Logger } from 'pino';
import { createPortalClient, type PortalClientOptions } from '../portal-client.ts';
import { createQuota } from '../transport/quota.ts';
import type { CallReport } from '../transport/transport.ts';
import { API_URL } from './mock-hubspot.ts';

/** Waits of a millisecond, so that a test of retries takes no time. */
const WAITS = {
  throttled: { ten_secondly: 1, secondly: 1, daily: 3_600_000, paused: 1, other: 1 },
  lockedMs: 1,
  movingMs: 300_000,
};

/** A portal client for tests: no waits, one token, everything it logs and reports kept. */
export function testPortal(overrides: Partial<PortalClientOptions> = {}) {
  const lines: string[] = [];
  const calls: CallReport[] = [];
  const log: Logger = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) });
  let token = 1;
  const client = createPortalClient({
    portalId: 62515,
    apiUrl: API_URL,
    tokens: {
      accessToken: async () => `token-${token}`,
      renew: async () => `token-${++token}`,
    },
    quota: createQuota(),
    log,
    onCall: (call) => calls.push(call),
    retry: { attempts: 3, baseMs: 1, capMs: 1, longestWaitMs: 60_000 },
    waits: WAITS,
    ...overrides,
  });
  return { client, calls, lines };
}
