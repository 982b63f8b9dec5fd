import express, { type Request } from 'express';
import { cleanJson } from '../domain/text/text.ts';

/**
 * Keeps the bytes as they came: signatures are over bytes, and nothing is parsed before they are
 * verified.
 */
export const rawBody = express.raw({ type: () => true, limit: '5mb' });

export const bytesOf = (request: Request): Buffer => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));

/**
 * The address as HubSpot called it: the public origin, with path and query untouched. What a proxy
 * made of the host does not matter.
 */
export const calledUrl = (request: Request, publicUrl: string): string => publicUrl + request.originalUrl;

/**
 * JSON of verified bytes, its texts as they can be stored; undefined when the bytes are no JSON.
 */
export function parseJson(bytes: Buffer): unknown {
  try {
    // A byte order mark is no part of a text, and JSON.parse knows none.
    return cleanJson(JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')));
  } catch {
    return undefined;
  }
}
