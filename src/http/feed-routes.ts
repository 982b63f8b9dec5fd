import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type Router } from 'express';
import { FEED_FILES, type FeedFile } from '../use-cases/portals/feed.ts';
import { neverKept } from './requests/card-requests.ts';

export type FeedRoutes = {
  /** the parts of a file; null: no link of this account has this secret */
  readonly open: (portalId: number, secret: string, file: FeedFile) => Promise<AsyncIterable<string> | null>;
};

/**
 * `GET /feeds/{portalId}.{secret}/{file}`: what a program for reports fetches, without HubSpot's
 * signature. A wrong link, an ended one and one of an account that is not here look the same.
 */
export function feedRoutes({ open }: FeedRoutes): Router {
  const router = express.Router();
  /** Accounts whose history is on its way: a program that asks again and again waits. */
  const busy = new Set<number>();

  router.get('/feeds/:link/:file', neverKept, async (request, response) => {
    const [, id = '', secret = ''] = /^([1-9]\d{0,15})\.([\w-]{43})$/.exec(`${request.params['link']}`) ?? [];
    const file = FEED_FILES.find((name) => name === request.params['file']);
    const portalId = Number(id);
    const isLink = file !== undefined && secret !== '' && Number.isSafeInteger(portalId);
    const parts = isLink ? await open(portalId, secret, file) : null;
    if (!isLink || parts === null) return void response.status(404).type('text/plain').send('There is no such link.');
    if (busy.has(portalId))
      return void response.status(429).set('retry-after', '60').type('text/plain').send('It is being fetched now.');
    busy.add(portalId);
    try {
      response.attachment(`ripen-${file}`).type('text/csv; charset=utf-8');
      // A failure in the middle cuts the connection, so that nobody takes half a file for a whole.
      await pipeline(Readable.from(parts), response);
    } catch (error) {
      if ((error as { readonly code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    } finally {
      busy.delete(portalId);
    }
  });
  return router;
}
