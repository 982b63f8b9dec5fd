import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import { own } from '../../domain/own.ts';

export type BodyLimits = {
  /** bytes of one body, inflated; more is answered 413 */
  readonly most: number;
  /**
   * bytes that all requests hold together, beyond what each may always hold; more is answered 503,
   * and HubSpot sends the request again
   */
  readonly together: number;
};

/** Bytes that a request may hold whatever others hold. Hardly any delivery is larger. */
const ANYWAY = 1_000_000;

const INFLATED_AT_ONCE = 262_144;

/**
 * Keeps the inflated bytes of large bodies for `bytesOf`. Ripen can verify the sender only once all
 * bytes are there, so the bytes that all requests hold together have a limit, however many requests
 * come and however far they inflate.
 */
export function largeBody({ most, together }: BodyLimits): RequestHandler {
  let held = 0;
  return async (request, response, next) => {
    const body = inflated(request);
    if (body === null) return refuse(response, 415, 'expected a body in gzip, deflate or br, or as it is');
    const chunks: Buffer[] = [];
    let size = 0;
    let mine = 0;
    let over = false;
    response.once('close', () => {
      over = true;
      held -= mine;
    });
    // The sender has left, or the deadline has answered meanwhile.
    const tooLate = () => over || response.headersSent;
    try {
      for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        if (tooLate()) return;
        size += chunk.length;
        const more = Math.max(size - ANYWAY, 0) - mine;
        if (size > most) return refuse(response, 413, `expected a body of ${most} bytes at most`);
        if (held + more > together) return refuse(response, 503, 'too much came at once: try again');
        held += more;
        mine += more;
        chunks.push(chunk);
      }
    } catch {
      if (tooLate()) return;
      return refuse(response, 400, 'the body cannot be inflated');
    } finally {
      request.unpipe();
      if (body !== request) body.destroy();
      // The next request on the connection comes after the rest of this one. A stream that
      // somebody still iterates does not flow.
      request.resume();
    }
    if (tooLate()) return;
    request.body = Buffer.concat(chunks, size);
    next();
  };
}

/** The body, inflated; null: Ripen does not know its encoding. */
function inflated(request: Request): Readable | null {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() || 'identity';
  if (encoding === 'identity') return request;
  const inflate = own({ gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress }, encoding);
  if (inflate === undefined) return null;
  const body = request.pipe(inflate({ chunkSize: INFLATED_AT_ONCE }));
  // A pipe does not tell its target that its source broke off.
  request.once('close', () => request.complete || body.destroy(new Error('The request broke off.')));
  return body;
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}
