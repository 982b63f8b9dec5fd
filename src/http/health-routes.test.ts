import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { createMetrics } from '../operation/metrics.ts';
import type { Trouble } from '../postgres/trouble.ts';
import { healthRoutes } from './health-routes.ts';
import { listen } from './listen.ts';

const TOKEN = '0123456789abcdef';
const PORTAL = {
  portalId: 62_515,
  status: 'active',
  contacts: { total: 3, read: 3, scored: 3, due: 0, deadLetters: 0 },
  calls: 9,
  backfill: 'finished',
  secondsLeft: 0,
} as const;

/** What a server with this token answers to whoever sends these headers. */
async function asked(
  operatorToken: string | null,
  path: string,
  headers: Record<string, string> = {},
  probed: Readonly<Record<string, Trouble | null>> = { home: null },
) {
  const app = express().use(
    healthRoutes({
      metrics: createMetrics(),
      probe: async () => new Map(Object.entries(probed)),
      progress: async () => [PORTAL],
      measure: async () => {},
      workerPauseMs: () => 0,
      operatorToken,
    }),
  );
  const { url, stop } = await listen(app, 0);
  onTestFinished(() => stop(0));
  const answer = await fetch(url + path, { headers });
  return { status: answer.status, text: await answer.text() };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test.for([
  ['without a token on the server: off', null, {}, 404],
  ['without a token on the server, whoever sends one', null, bearer(TOKEN), 404],
  ['nothing sent', TOKEN, {}, 401],
  ['another token', TOKEN, bearer(`${TOKEN}0`), 401],
  ['the beginning of the token', TOKEN, bearer(TOKEN.slice(0, -1)), 401],
  ['the token without its scheme', TOKEN, { authorization: TOKEN }, 401],
  ['the token in the address', TOKEN, {}, 401],
] as const)('metrics and details are not public: %s', async ([what, token, headers, status]) => {
  const inAddress = what.endsWith('address') ? `token=${TOKEN}` : '';

  const metrics = await asked(token, `/metrics?${inAddress}`, headers);
  const ready = await asked(token, `/health/ready?detail=1&${inAddress}`, headers);

  expect(metrics.status).toBe(status);
  expect(metrics.text).toContain('OPERATOR_TOKEN');
  expect(ready).toMatchObject({ status: 200 });
  expect(JSON.parse(ready.text)).toEqual({ ready: true, detail: expect.stringContaining('OPERATOR_TOKEN') });
});

test('the operator sees both', async () => {
  expect((await asked(TOKEN, '/metrics', bearer(TOKEN))).text).toContain('ripen_database_ready{database="home"} 1');
  expect(JSON.parse((await asked(TOKEN, '/health/ready?detail=1', bearer(TOKEN))).text)).toEqual({
    ready: true,
    portals: [PORTAL],
  });
});

test('whether it lives and is ready is told to everybody', async () => {
  expect(JSON.parse((await asked(null, '/health/ready')).text)).toEqual({ ready: true });
  expect((await asked(TOKEN, '/health/live')).status).toBe(200);
});

const SILENT = { reason: 'silent', problem: 'The database does not answer.' };
const TWO = { database: 'two', reason: 'unreachable' };
test.for<[Readonly<Record<string, Trouble | null>>, number, object]>([
  [{ home: null }, 200, { ready: true }],
  [{ home: 'silent' }, 503, { ready: false, ...SILENT }],
  [{ home: null, two: null }, 200, { ready: true }],
  [{ home: null, two: 'unreachable' }, 200, { ready: true, away: [TWO] }],
  [{ home: 'silent', two: null }, 200, { ready: true, away: [{ database: 'home', reason: 'silent' }] }],
  [
    { home: 'silent', two: 'unreachable' },
    503,
    { ready: false, ...SILENT, away: [{ database: 'home', reason: 'silent' }, TWO] },
  ],
])('with databases %j a process answers %i', async ([probed, status, answer]) => {
  const { text, ...ready } = await asked(TOKEN, '/health/ready', {}, probed);

  expect(ready).toEqual({ status });
  expect(JSON.parse(text)).toEqual(answer);
  const metrics = await asked(TOKEN, '/metrics', bearer(TOKEN), probed);
  for (const [name, trouble] of Object.entries(probed))
    expect(metrics.text).toContain(`ripen_database_ready{database="${name}"} ${trouble === null ? 1 : 0}`);
});
