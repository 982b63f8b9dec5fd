import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { createMetrics } from '../operation/metrics.ts';
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
async function asked(operatorToken: string | null, path: string, headers: Record<string, string> = {}) {
  const app = express().use(
    healthRoutes({
      metrics: createMetrics(),
      probe: async () => null,
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
  expect((await asked(TOKEN, '/metrics', bearer(TOKEN))).text).toContain('ripen_database_ready 1');
  expect(JSON.parse((await asked(TOKEN, '/health/ready?detail=1', bearer(TOKEN))).text)).toEqual({
    ready: true,
    portals: [PORTAL],
  });
});

test('whether it lives and is ready is told to everybody', async () => {
  expect(JSON.parse((await asked(null, '/health/ready')).text)).toEqual({ ready: true });
  expect((await asked(TOKEN, '/health/live')).status).toBe(200);
});
