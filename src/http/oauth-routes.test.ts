import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { ticketsFor } from './install-ticket.ts';
import { listen } from './listen.ts';
import { oauthRoutes } from './oauth-routes.ts';
import { oauthState } from './oauth-state.ts';

const KEY = Buffer.alloc(32, 7);

test.each([true, false])(
  'the cookie is of this host alone, where the server is reached by https (%s)',
  async (secure) => {
    const routes = oauthRoutes({
      state: oauthState(KEY),
      authorizeUrl: (state) => `https://app.hubspot.com/oauth/authorize?state=${state}`,
      install: async () => ({ outcome: 'bad_code', reason: 'BAD_AUTH_CODE' }),
      tickets: ticketsFor('install', KEY),
      progress: async () => null,
      clock: { now: () => Date.UTC(2026, 10, 16) },
      secure,
    });
    const { url, stop } = await listen(express().use(routes), 0);
    onTestFinished(() => stop(0));
    const left = await fetch(`${url}/oauth/install`, { redirect: 'manual' });
    const [cookie = '', ...attributes] = left.headers.get('set-cookie')!.split('; ');
    const back = `${url}/oauth/callback?code=x&${new URL(left.headers.get('location')!).searchParams}`;
    const said = async (kept: string) => (await fetch(back, { headers: { cookie: kept } })).text();

    expect(cookie.startsWith('__Host-')).toBe(secure);
    expect(attributes.includes('Secure')).toBe(secure);
    expect(attributes).toContain('Path=/');
    expect(await said(cookie)).toContain('no longer accepts this confirmation');
    // What a neighbour of this host may set has another name.
    if (secure) expect(await said(cookie.replace('__Host-', ''))).toContain('did not begin in this browser');
  },
);
