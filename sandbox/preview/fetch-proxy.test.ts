import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { signatureHeaders } from '../webhooks/sign.ts';
import { createFetchProxy } from './fetch-proxy.ts';

const ORIGIN = 'https://ripen.example';
const SECRET = 'secret';
const NOW = Date.UTC(2026, 10, 16, 9);

type Handler = (request: IncomingMessage, response: ServerResponse, call: number) => void;

/** A proxy in front of a server that plays the app. */
async function proxyBefore(handler: Handler) {
  const calls: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    calls.push(request);
    handler(request, response, calls.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const ask = createFetchProxy({
    permitted: [`${ORIGIN}/cards`],
    served: { [ORIGIN]: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    appId: 7,
    portalId: 62_515,
    user: { id: 901, email: 'ada@vendor.example' },
    clientSecret: SECRET,
    clock: { now: () => NOW },
  });
  return { ask, calls };
}

const fine: Handler = (_, response) => response.end('{"fine":true}');
const answering =
  (status: number): Handler =>
  (_, response) =>
    response.writeHead(status, { location: 'https://elsewhere.example/' }).end('{}');

describe('the proxy of hubspot.fetch', () => {
  it('adds who asks, and signs the public address', async () => {
    const { ask, calls } = await proxyBefore(fine);

    const answer = await ask(`${ORIGIN}/cards/score?contactId=101`, {});

    expect(answer).toEqual({ status: 200, body: '{"fine":true}' });
    const path = '/cards/score?contactId=101&userId=901&portalId=62515&userEmail=ada%40vendor.example&appId=7';
    expect(calls[0]?.url).toBe(path);
    const request = { method: 'GET', url: ORIGIN + path, body: '', secret: SECRET, timestamp: NOW };
    expect(calls[0]?.headers).toMatchObject(signatureHeaders(request, 'v2'));
  });

  it.each([
    ['a relative address', '/cards/score', {}, 'absolute'],
    ['an address that is not permitted', 'https://elsewhere.example/cards', {}, 'not permitted'],
    ['another path than the permitted one', `${ORIGIN}/admin`, {}, 'not permitted'],
    ['a header', `${ORIGIN}/cards`, { headers: { Accept: 'x' } }, 'Only the header Authorization'],
    ['a text as body', `${ORIGIN}/cards`, { method: 'POST', body: 'text' }, 'must be an object'],
    ['a body of more than 1 MB', `${ORIGIN}/cards`, { method: 'POST', body: { x: 'x'.repeat(1_000_001) } }, '1 MB'],
    ['a timeout of more than two minutes', `${ORIGIN}/cards`, { timeout: 120_001 }, 'timeout'],
    ['an unknown method', `${ORIGIN}/cards`, { method: 'HEAD' }, 'method'],
  ])('refuses %s and never asks the app', async (_, url, options, reason) => {
    const { ask, calls } = await proxyBefore(fine);

    const answer = await ask(url, options);

    expect(answer.status).toBe(400);
    expect(answer.body).toContain(reason);
    expect(calls).toHaveLength(0);
  });

  it.each([
    ['does not follow a redirect', answering(302), 1],
    ['hands on a refusal as bad gateway', answering(401), 1],
    ['tries once more when the app fails', answering(500), 2],
    ['tries once more when the connection breaks', ((_, response) => response.destroy()) as Handler, 2],
  ])('%s', async (_, handler, attempts) => {
    const { ask, calls } = await proxyBefore(handler);

    const answer = await ask(`${ORIGIN}/cards/score`, {});

    expect(answer.status).toBe(502);
    expect(calls).toHaveLength(attempts);
  });

  it('gives the second answer when the first attempt failed', async () => {
    const { ask } = await proxyBefore((request, response, call) =>
      call === 1 ? answering(503)(request, response, call) : fine(request, response, call),
    );

    expect(await ask(`${ORIGIN}/cards/score`, {})).toEqual({ status: 200, body: '{"fine":true}' });
  });

  it('gives up after the timeout that the card chose', async () => {
    const { ask } = await proxyBefore(() => {});

    expect(await ask(`${ORIGIN}/cards/score`, { timeout: 30 })).toMatchObject({ status: 504 });
  });

  it('refuses an answer of more than 1 MB', async () => {
    const { ask } = await proxyBefore((_, response) => response.end('x'.repeat(1_000_001)));

    expect(await ask(`${ORIGIN}/cards/score`, {})).toMatchObject({ status: 502 });
  });
});
