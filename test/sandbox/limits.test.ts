import { afterEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import { type Client, clientOf, controlOf } from './client.ts';

const DETAILS = '/account-info/2026-09/details';
const SEARCH = '/crm/objects/2026-09/contacts/search';

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

async function start(options: SandboxOptions = {}): Promise<Client> {
  sandbox = await startSandbox(options);
  return clientOf(sandbox);
}

describe('the rolling limit', () => {
  it('counts down in the headers and then refuses by the name of its policy', async () => {
    const call = await start({ rate: { max: 2, windowMs: 60_000 } });

    const answers = [await call('GET', DETAILS), await call('GET', DETAILS), await call('GET', DETAILS)];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers.map(({ headers }) => headers.get('x-hubspot-ratelimit-remaining'))).toEqual(['1', '0', '0']);
    expect(answers[2]?.headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('60000');
    expect(answers[2]?.body).toMatchObject({
      errorType: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
      message: 'You have reached your ten_secondly_rolling limit.',
    });
  });

  it('is one per portal', async () => {
    const first = await start({ portals: [{ id: 1 }, { id: 2 }], rate: { max: 1, windowMs: 60_000 } });
    const second = clientOf(sandbox!, sandbox!.install(2).accessToken);

    const answers = [await first('GET', DETAILS), await first('GET', DETAILS), await second('GET', DETAILS)];

    expect(answers.map(({ status }) => status)).toEqual([200, 429, 200]);
    expect(answers[2]?.body.portalId).toBe(2);
  });

  it('leaves search out, which has its own without headers', async () => {
    const call = await start({ rate: { max: 1, windowMs: 60_000, searchMax: 2, searchWindowMs: 60_000 } });

    const answers = [await call('POST', SEARCH, {}), await call('POST', SEARCH, {}), await call('POST', SEARCH, {})];
    const other = await call('GET', DETAILS);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[0]?.headers.has('x-hubspot-ratelimit-max')).toBe(false);
    expect(answers[2]?.body).toMatchObject({
      policyName: 'SECONDLY',
      message: 'You have reached your secondly limit.',
    });
    expect(other.status).toBe(200);
  });
});

describe('faults', () => {
  it.each([
    [423, 'LOCKED'],
    [401, 'EXPIRED_AUTHENTICATION'],
    [403, 'MISSING_SCOPES'],
    [477, 'MIGRATION_IN_PROGRESS'],
    [500, 'INTERNAL_ERROR'],
    [503, 'INTERNAL_ERROR'],
  ])('answer %i with HubSpot’s body, as often as asked', async (status, category) => {
    const call = await start();
    await controlOf(sandbox!)('POST', '/faults', {
      path: '/account-info/*',
      times: 2,
      skip: 1,
      effect: { kind: 'status', status },
    });

    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await call('GET', DETAILS));

    expect(answers.map((answer) => answer.status)).toEqual([200, status, status, 200]);
    expect(answers[1]?.body.category).toBe(category);
    expect(answers[1]?.headers.has('retry-after')).toBe(status === 477);
  });

  it('answer 502 with a page that is no JSON', async () => {
    const call = await start();
    sandbox!.faults.add({ path: '*', effect: { kind: 'status', status: 502 } });

    const { status, headers, body } = await call('GET', DETAILS);

    expect(status).toBe(502);
    expect(headers.get('content-type')).toContain('text/html');
    expect(body).toContain('<html>');
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('cut the connection with the change applied: %s', async (applied, lists) => {
    const call = await start();
    sandbox!.faults.add({ method: 'POST', path: '/crm/lists/*', effect: { kind: 'reset', applied } });

    const lost = call('POST', '/crm/lists/2026-09', { name: 'L', objectTypeId: '0-1', processingType: 'MANUAL' });

    await expect(lost).rejects.toThrow('fetch failed');
    expect(sandbox!.state().lists).toHaveLength(lists);
  });

  it('cut the connection half way through the answer to a change that was made', async () => {
    const call = await start();
    sandbox!.faults.add({ method: 'POST', path: '/crm/lists/*', effect: { kind: 'cut' } });
    const make = (name: string) =>
      call('POST', '/crm/lists/2026-09', { name, objectTypeId: '0-1', processingType: 'MANUAL' });

    await expect(make('L')).rejects.toThrow('terminated');
    expect(sandbox!.state().lists).toHaveLength(1);
    expect((await make('M')).status).toBeLessThan(300);
  });

  it('answer an empty body, or make some rows of a batch fail', async () => {
    const call = await start();
    const properties = { city: 'Graz' };
    const { body: a } = await call('POST', '/crm/objects/2026-09/contacts', { properties: { email: 'a@x.example' } });
    const { body: b } = await call('POST', '/crm/objects/2026-09/contacts', { properties: { email: 'b@x.example' } });
    sandbox!.faults.add({ path: '/account-info/*', effect: { kind: 'empty' } });
    sandbox!.faults.add({ path: '*/batch/update', effect: { kind: 'partial', ids: [a.id] } });

    const empty = await call('GET', DETAILS);
    const partial = await call('POST', '/crm/objects/2026-09/contacts/batch/update', {
      inputs: [
        { id: a.id, properties },
        { id: b.id, properties },
      ],
    });

    expect([empty.status, empty.body, empty.headers.has('content-type')]).toEqual([200, '', false]);
    expect(partial.status).toBe(207);
    expect(partial.body.results.map(({ id }: { id: string }) => id)).toEqual([b.id]);
  });
});

describe('inspection', () => {
  it('counts calls by route, method and status, with the peak and the refusals', async () => {
    const call = await start({ rate: { max: 2, windowMs: 60_000 } });
    for (let i = 0; i < 3; i++) await call('GET', DETAILS);
    await call('GET', '/crm/v3/objects/contacts');

    const { body } = await controlOf(sandbox!)('GET', '/calls');

    expect(body).toMatchObject({ total: 4, rateLimited: 1, peaks: [{ portalId: 62515, rolling: 3, search: 0 }] });
    expect(body.counts).toMatchObject([
      { method: 'GET', route: DETAILS, status: 200, count: 2 },
      { method: 'GET', route: DETAILS, status: 429, count: 1 },
      { method: 'GET', route: '(unknown)', status: 404, count: 1 },
    ]);
  });

  it('keeps the last calls with their bodies, without secrets', async () => {
    await start();
    await fetch(`${sandbox!.url}/oauth/2026-09/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: 'r',
        client_secret: 's',
        client_id: 'c',
      }),
    });

    const { body } = await controlOf(sandbox!)('GET', '/calls/exchanges?last=1');

    expect(body).toMatchObject([
      {
        method: 'POST',
        path: '/oauth/2026-09/token',
        status: 400,
        requestBody: {
          grant_type: 'refresh_token',
          refresh_token: 'blanked',
          client_secret: 'blanked',
          client_id: 'c',
        },
        responseBody: { status: 'BAD_CLIENT_ID' },
      },
    ]);
  });
});

describe('paths', () => {
  it.each([
    '/crm/v3/objects/contacts',
    '/crm/v4/associations/contacts/deals/batch/read',
    '/oauth/v3/token',
    '/account-info/v3/details',
  ])('%s is not there', async (path) => {
    const call = await start();

    expect((await call('GET', path)).status).toBe(404);
  });

  it('may end with a slash', async () => {
    const call = await start();

    expect((await call('GET', '/crm/owners/2026-09/?limit=100')).body.results).toHaveLength(3);
  });
});
