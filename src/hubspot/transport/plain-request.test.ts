import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { testPortal } from '../testing/portal.ts';
import { LONGEST_ADDRESS, plainRequest } from './plain-request.ts';

async function served(answer: RequestListener): Promise<{ url: string; hungUp: Promise<unknown> }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const hungUp = new Promise((resolve) => server.once('connection', (socket) => socket.once('close', resolve)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hungUp };
}
const signal = new AbortController().signal;

test.each<[string, string | undefined, string, unknown]>([
  ['JSON', 'application/json;charset=utf-8', '{"a":1}', { a: 1 }],
  ['JSON as text', 'text/plain', '{"a":1}', { a: 1 }],
  ['JSON of another type', 'application/hal+json', '[1]', [1]],
  ['JSON without a type', undefined, ' {"a":1}', { a: 1 }],
  ['JSON after a byte order mark', 'application/json', '\uFEFF{"a":1}', { a: 1 }],
  ['nothing', 'application/json', '', undefined],
  ['blanks', undefined, ' \n', undefined],
  ['a word', 'text/plain', 'OK', 'OK'],
])('%s is read', async (_, type, body, data) => {
  const { url } = await served((_request, response) => {
    if (type !== undefined) response.setHeader('content-type', type);
    response.writeHead(202).end(body);
  });

  expect(await plainRequest({ method: 'GET', url, signal })).toMatchObject({ httpStatusCode: 202, data });
});

test.each([['<html>Please wait</html>'], ['{"results":['], ['[{']])('%s is no answer', async (body) => {
  const { url } = await served((_request, response) => void response.end(body));

  await expect(plainRequest({ method: 'GET', url, signal })).rejects.toThrow(SyntaxError);
});

test('no address is longer than front ends take', async () => {
  const url = `http://127.0.0.1:9/${'x'.repeat(LONGEST_ADDRESS)}`;

  await expect(plainRequest({ method: 'GET', url, signal })).rejects.toThrow('8000 characters');
});

test('a call without an answer ends after its time, and its connection too', async () => {
  const { url, hungUp } = await served(() => undefined);
  const portal = testPortal({
    apiUrl: url,
    timeoutMs: 100,
    retry: { attempts: 1, baseMs: 1, capMs: 1, longestWaitMs: 1 },
  });

  await expect(portal.client.readContacts(['1'], ['email'])).rejects.toMatchObject({
    problem: { code: 'unavailable', reached: 'maybe' },
  });

  expect(portal.calls).toMatchObject([{ status: 0, code: 'unavailable' }]);
  await hungUp;
});
