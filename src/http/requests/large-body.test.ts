import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import express from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import { until } from '../../../test/support/until.ts';
import { listen } from '../listen.ts';
import { largeBody } from './large-body.ts';
import { bytesOf } from './raw-request.ts';

const MOST = 3_000_000;

/** A server that answers with the length of the body, once `answering` lets it. */
async function server(answering: Promise<void> = Promise.resolve()) {
  let inHand = 0;
  const app = express();
  app.post('/', largeBody({ most: MOST, together: 3_000_000 }), async (request, response) => {
    inHand++;
    await answering;
    response.send(`${bytesOf(request).length}`);
  });
  const { url, stop } = await listen(app, 0);
  onTestFinished(() => stop(0));
  const post = async (body: Buffer, encoding?: string) => {
    const headers = encoding === undefined ? {} : { 'content-encoding': encoding };
    const answer = await fetch(url, { method: 'POST', body: new Uint8Array(body), headers });
    return [answer.status, answer.status === 200 ? Number(await answer.text()) : null];
  };
  return { url, post, inHand: () => inHand };
}

describe('a body', () => {
  test('is kept as it came, whatever it was compressed with', async () => {
    const { post } = await server();
    const body = Buffer.alloc(MOST, 'x');

    expect(await post(Buffer.alloc(0))).toEqual([200, 0]);
    expect(await post(body)).toEqual([200, MOST]);
    expect(await post(gzipSync(body), 'gzip')).toEqual([200, MOST]);
    expect(await post(brotliCompressSync(body), 'BR')).toEqual([200, MOST]);
    expect(await post(deflateSync(body), 'deflate')).toEqual([200, MOST]);
  });

  test('is refused when it is too large, cannot be inflated, or came in another way', async () => {
    const { post } = await server();
    const bomb = Buffer.alloc(100_000_000, 'x');

    expect(await post(Buffer.alloc(MOST + 1))).toEqual([413, null]);
    expect(await post(gzipSync(bomb), 'gzip')).toEqual([413, null]);
    expect(await post(Buffer.from('no gzip'), 'gzip')).toEqual([400, null]);
    expect(await post(gzipSync(Buffer.from('cut')).subarray(0, 15), 'gzip')).toEqual([400, null]);
    // Objects have the last two by birth.
    for (const unknown of ['lzma', 'constructor', '__proto__'])
      expect(await post(Buffer.from('x'), unknown), unknown).toEqual([415, null]);
    expect(await post(Buffer.from('x'))).toEqual([200, 1]);
  });

  test.each([
    ['identity', 413],
    ['gzip', 400],
    ['lzma', 415],
  ])('in %s that is refused half way (%i) leaves the connection free for the next one', async (encoding, status) => {
    const { url } = await server();
    const socket = net.connect(Number(new URL(url).port));
    const heard: Buffer[] = [];
    socket.on('data', (bytes) => heard.push(bytes));
    const head = (length: number, more: string) =>
      `POST / HTTP/1.1\r\nhost: here\r\ncontent-length: ${length}\r\n${more}\r\n\r\n`;

    socket.write(head(20_000_000, `content-encoding: ${encoding}`));
    socket.write(Buffer.alloc(20_000_000, 1));
    socket.write(`${head(1, 'connection: close')}x`);
    await once(socket, 'close');

    expect(`${Buffer.concat(heard)}`.match(/(?<=HTTP\/1.1 )\d+/g)).toEqual([`${status}`, '200']);
  });

  test('holds memory until it is answered, and what all hold together is bounded; a small one is always taken', async () => {
    const { promise: answering, resolve: answer } = Promise.withResolvers<void>();
    const { post, inHand } = await server(answering);

    const first = post(Buffer.alloc(MOST));
    await until('the first is in hand', () => inHand() === 1);
    expect(await post(Buffer.alloc(MOST))).toEqual([503, null]);
    const small = post(Buffer.alloc(1_000_000));
    answer();

    expect([await first, await small]).toEqual([
      [200, MOST],
      [200, 1_000_000],
    ]);
    expect(await post(Buffer.alloc(MOST))).toEqual([200, MOST]);
  });

  test('of a sender who goes away is held no more', async () => {
    const { url, post } = await server();
    for (let n = 0; n < 5; n++) {
      const request = http.request(url, { method: 'POST', headers: { 'content-length': MOST } });
      request.on('error', () => {});
      await new Promise((resolve) => request.write(Buffer.alloc(2_900_000), resolve));
      request.destroy();
    }

    // While it is full, the server may end the connection before the whole body has been sent.
    const isTaken = () =>
      post(Buffer.alloc(MOST)).then(
        ([status]) => status === 200,
        () => false,
      );
    await until('all of it is free again', isTaken);
  });
});
