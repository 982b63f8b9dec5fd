import express from 'express';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { SIGNATURE_HEADERS, signV2, signV3 } from '../../hubspot/auth/signature.ts';
import { listen } from '../listen.ts';
import { signedByHubspot, signedRequest, type Trust } from './signed-requests.ts';

const NOW = Date.UTC(2026, 10, 26);
const ORIGIN = 'https://ripen.example';
const TRUST: Trust = { clientSecret: 's', publicUrl: ORIGIN, clock: { now: () => NOW }, log: { warn: () => {} } };

async function server(app = express(), trust = TRUST) {
  app.post('/both', ...signedByHubspot(trust, { accept: 'v3-else-v2' }), (request, response) => {
    const { bytes, body, query } = signedRequest(request);
    response.json({ length: bytes.length, body, portalId: query.get('portalId') });
  });
  app.post('/v3', ...signedByHubspot(trust), (_request, response) => void response.send('reached'));
  app.post('/unchecked', (request, response) => void response.json(signedRequest(request)));
  app.use(
    ((error: Error, _request, response, _next) =>
      void response.status(500).send(error.message)) satisfies express.ErrorRequestHandler,
  );
  const { url, stop } = await listen(app, 0);
  onTestFinished(() => stop(0));
  return (path: string, body: string, headers: Readonly<Record<string, string>>) =>
    fetch(url + path, { method: 'POST', body, headers });
}

const v3 = (path: string, body: string) => ({
  [SIGNATURE_HEADERS.v3]: signV3({ method: 'POST', url: ORIGIN + path, rawBody: Buffer.from(body) }, 's', NOW),
  [SIGNATURE_HEADERS.timestamp]: `${NOW}`,
});
const v2 = (path: string, body: string) => ({
  [SIGNATURE_HEADERS.v2]: signV2({ method: 'POST', url: ORIGIN + path, rawBody: Buffer.from(body) }, 's'),
  [SIGNATURE_HEADERS.version]: 'v2',
});

test('a handler gets what HubSpot signed: bytes, body and query', async () => {
  const post = await server();
  const answers = [v3('/both?portalId=7', '{"a":1}'), v2('/both?portalId=7', '{"a":1}')].map(async (headers) =>
    (await post('/both?portalId=7', '{"a":1}', headers)).json(),
  );

  expect(await Promise.all(answers)).toEqual(Array(2).fill({ length: 7, body: { a: 1 }, portalId: '7' }));
});

test('signed bytes that are no JSON reach the handler without a body', async () => {
  const post = await server();

  expect(await (await post('/both', 'no json', v3('/both', 'no json'))).json()).toEqual({ length: 7, portalId: null });
});

test.each([
  ['without a signature', '/v3', {}, 'signature_missing'],
  ['with the signature of another body', '/v3', v3('/v3', '{"a":2}'), 'signature_wrong'],
  ['with the signature of another address', '/v3', v3('/both', '{"a":1}'), 'signature_wrong'],
  ['with a version that the route does not accept', '/v3', v2('/v3', '{"a":1}'), 'version_not_accepted'],
])('a request %s is answered 401 before its handler', async (_, path, headers, error) => {
  const post = await server();

  const answer = await post(path, '{"a":1}', headers);

  expect([answer.status, await answer.json()]).toEqual([401, { error }]);
});

test('a handler without the check gets nothing', async () => {
  const post = await server();

  const answer = await post('/unchecked', '{}', v3('/unchecked', '{}'));

  expect(await answer.text()).toContain("without a check of HubSpot's signature");
});

test.each([
  [-1, 'the clock of this machine is more than five minutes behind'],
  [1, 'more than five minutes ago, or the clock of this machine is ahead'],
])('the log tells of a clock that refuses what HubSpot signed (%i)', async (side, sentence) => {
  const said: string[] = [];
  const log = pino({}, { write: (line) => void said.push((JSON.parse(line) as { msg: string }).msg) });
  const post = await server(express(), { ...TRUST, log, clock: { now: () => NOW + side * 600_000 } });

  expect((await post('/v3', '{}', v3('/v3', '{}'))).status).toBe(401);
  await post('/v3', '{}', v3('/v3', '{"other":1}'));

  expect(said).toEqual([expect.stringContaining(sentence), 'A request is refused: HubSpot did not sign it']);
});

test('requests that nobody signed are told once, with their number, and none of their words', async () => {
  const lines: object[] = [];
  const app = express();
  app.post(
    '/actions/:action',
    ...signedByHubspot({ ...TRUST, log: { warn: (line: object) => void lines.push(line) } }),
  );
  const post = await server(app);
  for (let n = 0; n < 20; n++)
    expect((await post(`/actions/ada-at-firm-${n}`, '{}', {})).status, 'without a signature').toBe(401);

  expect(lines).toEqual([{ reason: 'signature_missing', route: '/actions/:action', times: 1 }]);
});
