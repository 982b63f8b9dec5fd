import { describe, expect, test } from 'vitest';
import { mockHubspot } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';
import { HubspotError } from './errors.ts';
import { createQuota, HUBSPOT_LIMITS } from './quota.ts';

const hubspot = mockHubspot();

const READ = '/crm/objects/2026-09/contacts/batch/read';
const ONE = { results: [{ id: '1', properties: { email: 'jane@example.com' } }] };
const read = ({ client }: ReturnType<typeof testPortal>) => client.readContacts(['1'], ['email']);
const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
const throttled = (policyName: string) => ({ status: 'error', errorType: 'RATE_LIMIT', policyName });

describe('a failure that passes is met by another attempt', () => {
  test.each<[string, (scope: ReturnType<typeof hubspot>) => unknown]>([
    ['429 ten-secondly', (api) => api.post(READ).reply(429, throttled('TEN_SECONDLY_ROLLING'))],
    ['429 secondly', (api) => api.post(READ).reply(429, throttled('SECONDLY'))],
    ['429 with Retry-After', (api) => api.post(READ).reply(429, throttled('X'), { 'retry-after': '0' })],
    ['423', (api) => api.post(READ).reply(423, { status: 'error' })],
    ['477 for a moment', (api) => api.post(READ).reply(477, { status: 'error' }, { 'retry-after': '0' })],
    ['500', (api) => api.post(READ).reply(500, { status: 'error' })],
    ['502 as HTML', (api) => api.post(READ).reply(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' })],
    ['503 without a body', (api) => api.post(READ).reply(503)],
    ['504', (api) => api.post(READ).reply(504, { status: 'error' })],
    ['521', (api) => api.post(READ).reply(521)],
    ['524', (api) => api.post(READ).reply(524)],
    ['a reset connection', (api) => api.post(READ).replyWithError(reset)],
    ['200 as HTML', (api) => api.post(READ).reply(200, '<html>Please wait</html>', { 'content-type': 'text/html' })],
    ['200 without content type', (api) => api.post(READ).reply(200, 'x')],
    ['200 with an empty body', (api) => api.post(READ).reply(200, '', { 'content-type': 'application/json' })],
    [
      '200 with half a body',
      (api) => api.post(READ).reply(200, '{"results":[', { 'content-type': 'application/json' }),
    ],
  ])('%s', async (_, fail) => {
    const portal = testPortal();
    fail(hubspot());
    hubspot().post(READ).reply(200, ONE);

    expect((await read(portal)).found).toHaveLength(1);

    expect(portal.calls.map(({ attempt, code }) => [attempt, code === 'ok'])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  test('but not for ever', async () => {
    const portal = testPortal();
    hubspot().post(READ).times(3).reply(500, { status: 'error' });

    await expect(read(portal)).rejects.toMatchObject({ problem: { code: 'unavailable' }, status: 500 });
  });
});

describe('a failure that stays is thrown at once', () => {
  test.each([
    [400, { category: 'VALIDATION_ERROR' }, 'invalid'],
    [403, { category: 'MISSING_SCOPES' }, 'missing_scopes'],
    [404, { category: 'OBJECT_NOT_FOUND' }, 'not_found'],
    [409, { category: 'CONFLICT' }, 'conflict'],
    [414, {}, 'contract'],
    [200, { results: 5 }, 'contract'],
    [200, { rows: [] }, 'contract'],
  ])('%i %j', async (status, body, code) => {
    const portal = testPortal();
    hubspot().post(READ).reply(status, body);

    await expect(read(portal)).rejects.toMatchObject({ code });

    expect(portal.calls).toMatchObject([{ route: 'contacts.read', code, attempt: 1 }]);
  });

  test('a daily limit rests the portal: later calls are refused without being sent', async () => {
    const portal = testPortal();
    hubspot().post(READ).reply(429, throttled('DAILY'));
    await expect(read(portal)).rejects.toMatchObject({ problem: { policy: 'daily', afterMs: 3_600_000 } });

    await expect(portal.client.accountDetails()).rejects.toMatchObject({
      problem: { code: 'throttled', policy: 'paused' },
    });

    expect(portal.calls).toHaveLength(1);
  });

  test('a portal on the move rests as long as HubSpot says', async () => {
    const portal = testPortal();
    hubspot().post(READ).reply(477, {}, { 'retry-after': '86400' });
    await expect(read(portal)).rejects.toMatchObject({ problem: { code: 'moving', afterMs: 86_400_000 } });

    await expect(read(portal)).rejects.toMatchObject({ problem: { code: 'throttled', policy: 'paused' } });
  });

  test('one portal’s rest is none of another’s', async () => {
    const moving = testPortal();
    hubspot().post(READ).reply(477, {}, { 'retry-after': '86400' });
    await expect(read(moving)).rejects.toThrow();
    hubspot().post(READ).reply(200, ONE);

    expect((await read(testPortal())).found).toHaveLength(1);
  });
});

describe('a refused token', () => {
  test('is renewed once, and the call goes on with the new one', async () => {
    const portal = testPortal();
    hubspot()
      .post(READ)
      .matchHeader('authorization', 'Bearer token-1')
      .reply(401, { category: 'EXPIRED_AUTHENTICATION' });
    hubspot().post(READ).matchHeader('authorization', 'Bearer token-2').reply(200, ONE);

    expect((await read(portal)).found).toHaveLength(1);
  });

  test('twice is final', async () => {
    const portal = testPortal();
    hubspot().post(READ).times(2).reply(401, { category: 'EXPIRED_AUTHENTICATION' });

    await expect(read(portal)).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('a renewal that fails for the moment is tried again', async () => {
    let renewals = 0;
    const renew = async () => {
      renewals += 1;
      if (renewals === 1) throw new HubspotError({ code: 'unavailable', reached: 'no' }, { route: 'oauth.refresh' });
      return 'token-2';
    };
    const portal = testPortal({ tokens: { accessToken: async () => 'token-1', renew } });
    hubspot().post(READ).reply(401, {});
    hubspot().post(READ).matchHeader('authorization', 'Bearer token-2').reply(200, ONE);

    expect((await read(portal)).found).toHaveLength(1);
  });

  test('plain requests carry the new token too', async () => {
    const portal = testPortal();
    const path = '/account-info/2026-09/details';
    hubspot().get(path).matchHeader('authorization', 'Bearer token-1').reply(401, {});
    hubspot()
      .get(path)
      .matchHeader('authorization', 'Bearer token-2')
      .reply(200, { portalId: 1, timeZone: 'UTC', uiDomain: 'x' });

    expect(await portal.client.accountDetails()).toMatchObject({ portalId: 1 });
  });
});

describe('ends', () => {
  test('an aborted signal ends a running call with its reason', async () => {
    const shutdown = new AbortController();
    const portal = testPortal({ signal: shutdown.signal });
    hubspot()
      .post(READ)
      .reply(200, () => {
        shutdown.abort(new Error('shutting down'));
        return ONE;
      });

    await expect(read(portal)).rejects.toThrow('shutting down');
  });

  test('an abort during a failure shows the reason of the abort, not the body of the answer', async () => {
    const shutdown = new AbortController();
    const portal = testPortal({ signal: shutdown.signal });
    hubspot()
      .post(READ)
      .reply(() => {
        shutdown.abort(new Error('shutting down'));
        return [500, { message: 'jane@example.com' }];
      });

    await expect(read(portal)).rejects.toThrow('shutting down');
  });

  test('an aborted signal ends the wait between attempts', async () => {
    const shutdown = new AbortController();
    const portal = testPortal({
      signal: shutdown.signal,
      retry: { attempts: 3, baseMs: 60_000, capMs: 60_000, longestWaitMs: 60_000 },
      random: () => {
        shutdown.abort(new Error('shutting down'));
        return 1;
      },
    });
    hubspot().post(READ).reply(500, {});

    await expect(read(portal)).rejects.toThrow('shutting down');
  });

  test('a lost lease ends the call before it leaves', async () => {
    const portal = testPortal({
      beforeCall: () => {
        throw new Error('lease lost');
      },
    });

    await expect(read(portal)).rejects.toThrow('lease lost');

    expect(portal.calls).toEqual([]);
  });

  test('the lease is checked before every attempt', async () => {
    let checks = 0;
    const portal = testPortal({
      beforeCall: () => {
        checks += 1;
      },
    });
    hubspot().post(READ).reply(500, {});
    hubspot().post(READ).reply(200, ONE);

    await read(portal);

    expect(checks).toBe(2);
  });
});

test('searches wait in their own queue', async () => {
  const quota = createQuota({ ...HUBSPOT_LIMITS, search: { cap: 1, windowMs: 3_600_000, concurrency: 1 } });
  const shutdown = new AbortController();
  const portal = testPortal({ quota, signal: shutdown.signal });
  hubspot().post('/crm/objects/2026-09/contacts/search').reply(200, { total: 0, results: [] });
  await portal.client.searchContacts({ filterGroups: [[]], properties: [] });
  hubspot().post(READ).reply(200, ONE);

  const second = portal.client.searchContacts({ filterGroups: [[]], properties: [] });
  await read(portal);
  shutdown.abort(new Error('still waiting'));

  await expect(second).rejects.toThrow('still waiting');
});

test('the log names correlation ids, never tokens, bodies or people', async () => {
  const portal = testPortal();
  hubspot()
    .post(READ)
    .reply(500, { message: 'jane@example.com', correlationId: 'c-1' }, { 'x-hubspot-correlation-id': 'c-1' });
  hubspot().post(READ).reply(200, ONE, { 'x-hubspot-correlation-id': 'c-2' });

  await read(portal);

  const log = portal.lines.join('');
  expect(log).toContain('"correlationId":"c-1"');
  expect(log).toContain('"correlationId":"c-2"');
  expect(log).not.toMatch(/jane|token-1|Bearer/);
});

test('an error tells where it stands, with nothing of what was sent or answered', async () => {
  const portal = testPortal();
  hubspot().post(READ).reply(403, { message: 'jane@example.com', category: 'MISSING_SCOPES', correlationId: 'c-3' });

  await expect(read(portal)).rejects.toThrow(
    'contacts.read: HubSpot answered 403 (missing_scopes; MISSING_SCOPES), correlation id c-3',
  );
});

test('an unreadable row is left out and reported, the others are read', async () => {
  const portal = testPortal();
  hubspot()
    .post(READ)
    .reply(200, { results: [null, { id: '1', properties: 'none' }, { id: '2', properties: {} }] });

  const { found } = await portal.client.readContacts(['1', '2'], ['email']);

  expect(found.map(({ id }) => id)).toEqual(['2']);
  expect(portal.lines.filter((line) => line.includes('unreadable row'))).toHaveLength(2);
});
