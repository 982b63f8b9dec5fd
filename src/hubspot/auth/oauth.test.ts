import { describe, expect, test } from 'vitest';
import { API_URL, mockHubspot } from '../testing/mock-hubspot.ts';
import { createOAuth } from './oauth.ts';

const hubspot = mockHubspot();

const NOW = 1_750_000_000_000;
const oauth = createOAuth({
  apiUrl: API_URL,
  appUrl: 'https://app.hubspot.com',
  clientId: 'client-1',
  clientSecret: 'secret&1',
  clock: { now: () => NOW },
});
const TOKEN = '/oauth/2026-09/token';
const CREDENTIALS = { client_id: 'client-1', client_secret: 'secret&1' };
const GRANT = {
  access_token: 'access',
  refresh_token: 'refresh',
  expires_in: 1800,
  token_type: 'bearer',
  hub_id: 62515,
  user_id: 7,
  scopes: ['oauth', 'crm.lists.read'],
};

test('the authorize URL encodes spaces as %20 and asks for exactly the scopes', () => {
  const url = oauth.authorizeUrl({
    redirectUri: 'https://ripen.example/oauth/callback',
    scopes: ['oauth', 'crm.objects.contacts.read'],
    optionalScopes: ['automation'],
    state: 's+1',
  });

  expect(url).toBe(
    'https://app.hubspot.com/oauth/authorize?client_id=client-1&redirect_uri=https%3A%2F%2Fripen.example%2Foauth%2Fcallback' +
      '&scope=oauth%20crm.objects.contacts.read&optional_scope=automation&state=s%2B1',
  );
});

test('no optional scopes, no parameter', () => {
  expect(oauth.authorizeUrl({ redirectUri: 'x', scopes: ['oauth'], state: 's' })).not.toContain('optional_scope');
});

describe('a code', () => {
  const redirect = 'https://ripen.example/oauth/callback';

  test('is exchanged in a form body, secrets and all', async () => {
    hubspot()
      .matchHeader('content-type', /^application\/x-www-form-urlencoded/)
      .post(TOKEN, { grant_type: 'authorization_code', code: 'c', redirect_uri: redirect, ...CREDENTIALS })
      .reply(200, GRANT);

    expect(await oauth.exchangeCode('c', redirect)).toEqual({
      outcome: 'granted',
      portalId: 62515,
      userId: 7,
      scopes: ['oauth', 'crm.lists.read'],
      tokens: { accessToken: 'access', refreshToken: 'refresh', expiresAt: NOW + 1_800_000 },
    });
  });

  test.each([
    [400, { error: 'invalid_grant', status: 'BAD_AUTH_CODE' }, { outcome: 'bad_code', reason: 'BAD_AUTH_CODE' }],
    [
      400,
      { error: 'invalid_request', status: 'BAD_REDIRECT_URI' },
      { outcome: 'misconfigured', reason: 'BAD_REDIRECT_URI' },
    ],
    [401, { error: 'invalid_client' }, { outcome: 'misconfigured', reason: 'invalid_client' }],
  ])('answered by %i %j', async (status, body, outcome) => {
    hubspot().post(TOKEN).reply(status, body);

    expect(await oauth.exchangeCode('c', redirect)).toEqual(outcome);
  });

  test('answered without a portal is not granted', async () => {
    hubspot()
      .post(TOKEN)
      .reply(200, { ...GRANT, hub_id: undefined });

    expect(await oauth.exchangeCode('c', redirect)).toMatchObject({ outcome: 'unavailable' });
  });
});

describe('a refresh', () => {
  test('gives fresh tokens', async () => {
    hubspot()
      .post(TOKEN, { grant_type: 'refresh_token', refresh_token: 'r', ...CREDENTIALS })
      .reply(200, { access_token: 'a2', refresh_token: 'r2', expires_in: 1800 });

    expect(await oauth.refreshTokens('r')).toEqual({
      outcome: 'granted',
      tokens: { accessToken: 'a2', refreshToken: 'r2', expiresAt: NOW + 1_800_000 },
    });
  });

  test.each([
    ['no lifetime', undefined, 1_800],
    ['a lifetime of none', 0, 600],
    ['a negative lifetime', -1_800, 600],
    ['a lifetime that is over before the next call', 60, 600],
    ['a lifetime without end', 1e30, 86_400],
    ['a lifetime that is no number', 'soon', 1_800],
  ])('gives tokens with %s', async (_what, told, seconds) => {
    hubspot().post(TOKEN).reply(200, { access_token: 'a2', refresh_token: 'r2', expires_in: told });

    expect(await oauth.refreshTokens('r')).toMatchObject({ tokens: { expiresAt: NOW + seconds * 1_000 } });
  });

  test('without another refresh token keeps the one that it was asked with', async () => {
    hubspot().post(TOKEN).reply(200, { access_token: 'a2', expires_in: 1_800 });

    expect(await oauth.refreshTokens('r')).toMatchObject({ tokens: { accessToken: 'a2', refreshToken: 'r' } });
  });

  test.each([
    [400, { error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN' }, 'grant_dead'],
    [400, { error: 'invalid_grant' }, 'grant_dead'],
    [400, { status: 'BAD_HUB' }, 'grant_dead'],
    [400, { error: 'access_denied' }, 'grant_dead'],
    [400, { error: 'invalid_grant', status: 'BAD_CLIENT_SECRET' }, 'misconfigured'],
    [400, { status: 'BAD_CLIENT_ID' }, 'misconfigured'],
    [400, { error: 'something_new' }, 'unavailable'],
    [400, '<html>proxy</html>', 'unavailable'],
    [200, { refresh_token: 'r2' }, 'unavailable'],
    [200, '', 'unavailable'],
    [423, {}, 'unavailable'],
    [429, { policyName: 'TEN_SECONDLY_ROLLING' }, 'unavailable'],
    [477, {}, 'unavailable'],
    [500, {}, 'unavailable'],
    [502, '<html>invalid_grant</html>', 'unavailable'],
    [500, { error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN' }, 'unavailable'],
  ])('answered by %i %j', async (status, body, outcome) => {
    hubspot().post(TOKEN).reply(status, body);

    expect(await oauth.refreshTokens('r')).toMatchObject({ outcome });
  });

  test('cut off on the way is unavailable, and the reason names no secret', async () => {
    hubspot()
      .post(TOKEN)
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));

    const outcome = await oauth.refreshTokens('r-secret');

    expect(outcome).toMatchObject({ outcome: 'unavailable' });
    expect(JSON.stringify(outcome)).not.toContain('secret');
  });
});

describe('introspection', () => {
  const path = '/oauth/2026-09/token/introspect';

  test('tells whose token it is', async () => {
    hubspot()
      .post(path, { token: 'a', token_type_hint: 'access_token', ...CREDENTIALS })
      .reply(200, { active: true, hub_id: 62515, user_id: 7, app_id: 9, scopes: ['oauth'] });

    expect(await oauth.introspect('a', 'access_token')).toEqual({
      outcome: 'active',
      portalId: 62515,
      userId: 7,
      appId: 9,
      scopes: ['oauth'],
    });
  });

  test('tells a void token', async () => {
    hubspot().post(path).reply(200, { active: false });

    expect(await oauth.introspect('a', 'refresh_token')).toEqual({ outcome: 'inactive' });
  });
});

describe('revocation', () => {
  const path = '/oauth/2026-09/token/revoke';

  test.each([
    [200, '', { outcome: 'revoked' }],
    [204, '', { outcome: 'revoked' }],
    [400, { error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN' }, { outcome: 'revoked' }],
    [401, { error: 'invalid_client' }, { outcome: 'misconfigured', reason: 'invalid_client' }],
  ])('answered by %i %j', async (status, body, outcome) => {
    hubspot()
      .post(path, { token: 'r', token_type_hint: 'refresh_token', ...CREDENTIALS })
      .reply(status, body);

    expect(await oauth.revoke('r')).toEqual(outcome);
  });
});

test('tokens are read whatever the types of what stands beside them', async () => {
  hubspot().post('/oauth/2026-09/token').reply(
    201,
    {
      access_token: 'a',
      refresh_token: 'r',
      expires_in: '1800',
      hub_id: '62515',
      user_id: null,
      scopes: 'oauth tickets',
    },
    { 'content-type': 'text/plain' },
  );

  expect(await oauth.exchangeCode('code', 'https://app.example/oauth/callback')).toMatchObject({
    outcome: 'granted',
    portalId: 62_515,
    userId: undefined,
    scopes: ['oauth', 'tickets'],
  });
});
