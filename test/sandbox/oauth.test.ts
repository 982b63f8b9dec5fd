import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { type Answer, clientOf, controlOf, request } from './client.ts';

const REDIRECT = 'http://localhost:3000/oauth/callback';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ clock: createClock(Date.UTC(2026, 10, 2), 'frozen') });
});
afterEach(() => sandbox.close());

const form = (path: string, fields: Record<string, string>): Promise<Answer> =>
  request(`${sandbox.url}/oauth/2026-09/${path}`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: sandbox.app.clientId,
      client_secret: sandbox.app.clientSecret,
      ...fields,
    }),
  });

async function consent(changes: Record<string, string> = {}): Promise<Response> {
  const query = new URLSearchParams({
    client_id: sandbox.app.clientId,
    redirect_uri: REDIRECT,
    scope: sandbox.app.requiredScopes.join(' '),
    optional_scope: 'automation',
    state: 'xyz',
    ...changes,
  });
  return fetch(`${sandbox.url}/oauth/authorize?${query}`, { redirect: 'manual' });
}

async function code(): Promise<string> {
  const target = new URL((await consent()).headers.get('location') ?? '');
  return target.searchParams.get('code') ?? '';
}

describe('consent', () => {
  it('sends a program straight back with a code and its state', async () => {
    const response = await consent();

    const target = new URL(response.headers.get('location') ?? '');
    expect(response.status).toBe(302);
    expect(target.origin + target.pathname).toBe(REDIRECT);
    expect(target.searchParams.get('state')).toBe('xyz');
    expect(target.searchParams.get('code')).toBeTruthy();
  });

  it.each([
    ['a missing scope', { scope: 'oauth' }],
    ['a scope that is not configured', { optional_scope: 'tickets' }],
    ['another client', { client_id: 'nobody' }],
    ['a redirect to plain http elsewhere', { redirect_uri: 'http://evil.example/' }],
  ])('stops at %s', async (_, changes) => {
    expect((await consent(changes)).status).toBe(400);
  });

  it('shows a page to a browser', async () => {
    const query = new URLSearchParams({
      client_id: sandbox.app.clientId,
      redirect_uri: REDIRECT,
      scope: sandbox.app.requiredScopes.join(' '),
    });

    const page = await fetch(`${sandbox.url}/oauth/authorize?${query}`, { headers: { accept: 'text/html' } });

    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Connect app');
  });

  it('can start in the marketplace, without a state', async () => {
    const { body } = await controlOf(sandbox)('POST', '/portals/62515/marketplace-install', { redirectUri: REDIRECT });

    const target = new URL(body.url);
    expect(target.searchParams.has('state')).toBe(false);
    expect(target.searchParams.get('returnUrl')).toContain('app.hubspot.com');
  });
});

describe('tokens', () => {
  it('exchanges a code once, for the same redirect address only', async () => {
    const first = await code();

    const elsewhere = await form('token', {
      grant_type: 'authorization_code',
      code: first,
      redirect_uri: `${REDIRECT}2`,
    });
    const right = await form('token', { grant_type: 'authorization_code', code: first, redirect_uri: REDIRECT });
    const again = await form('token', { grant_type: 'authorization_code', code: first, redirect_uri: REDIRECT });

    expect(elsewhere.body).toMatchObject({ error: 'invalid_grant', status: 'BAD_REDIRECT_URI' });
    expect(right.body).toMatchObject({ expires_in: 1800, hub_id: 62515, token_type: 'bearer' });
    expect(right.body.access_token.length).toBeGreaterThanOrEqual(512);
    expect(again.body).toMatchObject({ error: 'invalid_grant', status: 'BAD_AUTH_CODE' });
  });

  it('takes a form in the body and nothing else', async () => {
    const json = await request(`${sandbox.url}/oauth/2026-09/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    const inQuery = await request(`${sandbox.url}/oauth/2026-09/token?grant_type=refresh_token`, { method: 'POST' });

    expect([json.status, inQuery.status]).toEqual([415, 400]);
  });

  it('names the cause of a refusal', async () => {
    const badSecret = await form('token', { grant_type: 'refresh_token', refresh_token: 'x', client_secret: 'wrong' });
    const badToken = await form('token', { grant_type: 'refresh_token', refresh_token: 'x' });
    const badGrant = await form('token', { grant_type: 'password' });

    expect(badSecret.body).toMatchObject({ error: 'invalid_client', status: 'BAD_CLIENT_SECRET' });
    expect(badToken.body).toMatchObject({ error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN' });
    expect(badGrant.body.status).toBe('BAD_GRANT_TYPE');
  });

  it('live for 30 minutes of sandbox time and are renewed by the refresh token', async () => {
    const { accessToken, refreshToken } = sandbox.install();
    sandbox.clock.advance(30 * 60_000);

    const expired = await clientOf(sandbox, accessToken)('GET', '/account-info/2026-09/details');
    const renewed = await form('token', { grant_type: 'refresh_token', refresh_token: refreshToken });
    const after = await clientOf(sandbox, renewed.body.access_token)('GET', '/account-info/2026-09/details');

    expect(expired.body).toMatchObject({ category: 'EXPIRED_AUTHENTICATION' });
    expect(expired.status).toBe(401);
    expect(renewed.body.refresh_token).toBe(refreshToken);
    expect(after.body.portalId).toBe(62515);
  });

  it('can be looked into, and revoked without ending what is out', async () => {
    const { accessToken, refreshToken } = sandbox.install();

    const facts = await form('token/introspect', { token: accessToken, token_type_hint: 'access_token' });
    const revoked = await form('token/revoke', { token: refreshToken, token_type_hint: 'refresh_token' });
    const dead = await form('token/introspect', { token: refreshToken });
    const living = await clientOf(sandbox, accessToken)('GET', '/account-info/2026-09/details');

    expect(facts.body).toMatchObject({ active: true, hub_id: 62515, expires_in: 1800 });
    expect(revoked.status).toBe(204);
    expect(dead.body).toEqual({ active: false });
    expect(living.status).toBe(200);
  });

  it('rotate where the account is set so', async () => {
    const rotating = await startSandbox({ app: { rotateRefreshTokens: true } });
    const { refreshToken } = rotating.install();
    const refreshed = rotating.grants.refresh(refreshToken);
    await rotating.close();

    expect(refreshed?.refreshToken).not.toBe(refreshToken);
    expect(rotating.grants.refresh(refreshToken)).toBeUndefined();
  });

  it('without a scope get 403 with what is missing', async () => {
    const { accessToken } = sandbox.install(undefined, ['oauth']);

    const { status, body } = await clientOf(sandbox, accessToken)('GET', '/crm/objects/2026-09/contacts');

    expect(status).toBe(403);
    expect(body).toMatchObject({
      category: 'MISSING_SCOPES',
      errors: [{ context: { requiredGranularScopes: ['crm.objects.contacts.read'] } }],
    });
  });
});

describe('uninstall', () => {
  it.each([
    ['by the app', (call: ReturnType<typeof clientOf>) => call('DELETE', '/appinstalls/2026-09/external-install')],
    ['by the customer', () => controlOf(sandbox)('POST', '/portals/62515/uninstall')],
  ])('%s ends all tokens', async (_, uninstall) => {
    const { accessToken, refreshToken } = sandbox.install();

    const { status } = await uninstall(clientOf(sandbox, accessToken));

    expect(status).toBe(204);
    expect((await clientOf(sandbox, accessToken)('GET', '/account-info/2026-09/details')).status).toBe(401);
    expect((await form('token', { grant_type: 'refresh_token', refresh_token: refreshToken })).body.status).toBe(
      'BAD_REFRESH_TOKEN',
    );
  });
});
