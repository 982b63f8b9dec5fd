import express, { type Request } from 'express';
import { parseClean } from '../../domain/text/text.ts';

/** Keeps the bytes of a body as they came, because HubSpot signs bytes. */
export const keepBytes = express.raw({ type: () => true, limit: '5mb' });

export const bytesOf = (request: Request): Buffer => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));

/** JSON of verified bytes, its texts as the database can store them; undefined: no JSON. */
export function parseJson(bytes: Buffer): unknown {
  try {
    // JSON.parse does not take a byte order mark.
    return parseClean(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
