import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
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

test.each([301, 302, 303, 307, 308])('%i sends nothing elsewhere', async (status) => {
  const strangers: string[] = [];
  const elsewhere = await served((request, response) => {
    strangers.push(`${request.method} ${request.headers.authorization}`);
    response.end('{"results":[]}');
  });
  const { url } = await served(
    (_request, response) => void response.writeHead(status, { location: elsewhere.url }).end(),
  );

  const sent = plainRequest({ method: 'POST', url, token: 'secret', body: { email: 'ann@firm.example' }, signal });

  await expect(sent).rejects.toMatchObject({ code: status });
  expect(strangers).toEqual([]);
});

test.each<[string, RequestListener]>([
  [
    'a broken gzip',
    (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'.repeat(99)),
  ],
  [
    'half a gzip',
    (_request, response) => {
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync('{"results":[]}'.repeat(99)).subarray(0, 30));
    },
  ],
  [
    'a body that drips for ever',
    (_request, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(drip));
    },
  ],
  ['a page of HTML', (_request, response) => void response.end('<html>Please wait</html>')],
  ['no content where JSON is due', (_request, response) => void response.writeHead(204).end()],
  ['a redirection', (_request, response) => void response.writeHead(308, { location: '/login' }).end()],
])('%s counts as an outage, which passes', async (_, answer) => {
  const { url } = await served(answer);
  const retry = { attempts: 1, baseMs: 1, capMs: 1, longestWaitMs: 1 };
  const { client } = testPortal({ apiUrl: url, timeoutMs: 300, retry });

  await expect(client.readContacts(['1'], ['email'])).rejects.toMatchObject({ code: 'unavailable' });
});

/** 70 MB in 70 kB: an answer of zeros, compressed. */
const packed = gzipSync(Buffer.alloc(70_000_000, 48));
const bomb =
  (status: number): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, { 'content-encoding': 'gzip' }).end(packed);

test('an answer that would fill the memory is given up, and is not asked for again', async () => {
  const { url, hungUp } = await served(bomb(200));
  const portal = testPortal({ apiUrl: url });

  await expect(portal.client.readContacts(['1'], ['email'])).rejects.toMatchObject({ code: 'contract' });

  expect(portal.calls).toHaveLength(1);
  await hungUp;
});

test('a refusal of any length is told by its code', async () => {
  const { url } = await served(bomb(404));

  await expect(plainRequest({ method: 'GET', url, signal })).rejects.toMatchObject({ code: 404, body: '' });
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
